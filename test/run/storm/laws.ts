import { firstDifference, replayOf } from '../live/live-run.js';
import { mergeFaults } from './merge-law.js';
import { orderFaults } from './order-law.js';
import type { Storm } from './plan.js';
import { AS_IT_COMES, LIMITS, type StormRun } from './storm-run.js';
import { truthFaults } from './truth-law.js';

/** What of the laws `run` breaks, in words; nothing where it keeps them all. */
export const broken = async (storm: Storm, run: StormRun): Promise<readonly string[]> => [
  ...mergeFaults(storm, run),
  ...truthFaults(storm, run),
  ...returnFaults(run),
  ...orderFaults(run),
  ...(await replayFaults(run)),
];

/** The longest wait before a try. */
const LONGEST_WAIT = Math.max(
  LIMITS.backoffMostMs,
  LIMITS.evictedMostMs * (1 + LIMITS.jitter),
  LIMITS.morningMs,
  LIMITS.slowMs,
);
/** A connection that is dead already when the faults stop is found out and left once. */
const TRIES = 1;

const returnFaults = ({ isBack, waits }: StormRun): readonly string[] => [
  ...(isBack ? [] : ['not every token came back after the faults had stopped']),
  ...(waits.length <= TRIES
    ? []
    : [`after the faults had stopped it waited ${waits.length} times: ${waits.join(', ')}`]),
  ...waits.filter((ms) => ms > LONGEST_WAIT).map((ms) => `it waited ${ms}, the bound is ${LONGEST_WAIT}`),
];

const replayFaults = async (run: StormRun): Promise<readonly string[]> => {
  const replayed = await replayOf(run, AS_IT_COMES);
  const difference = firstDifference(replayed, run);
  if (difference !== undefined) return [`the replay differs: ${difference[0]} in place of ${difference[1]}`];
  return replayed.digest === run.digest ? [] : ['the replay has another digest'];
};
