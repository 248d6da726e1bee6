import { intervalText } from '../adapter/tape/recognition/bars.js';
import { UsageError } from '../domain/failure.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { Tape } from '../port/tape.js';

/**
 * Throws a UsageError where the graph cuts bars that are shorter than those of a file of the tape: each would be made of
 * one of the few prices that a row is played as, at a moment that nobody knows.
 */
export const requireNoFinerBars = (
  { cuts = [] }: Pick<Pipeline, 'cuts'>,
  { files }: Pick<Tape, 'files'>,
): void => {
  for (const { path, barMs } of files) {
    const finer = cuts.filter(({ cut }) => barMs !== undefined && cut.by === 'time' && cut.ms < barMs);
    if (barMs === undefined || finer.length === 0) continue;
    const own = intervalText(barMs);
    throw new UsageError(
      `the graph cuts bars of ${finer.map(({ text }) => text).join(', ')}, and ${path} has bars of ${own}: what ` +
        `happened within these nobody knows, so shorter ones would be made up; cut bars of ${own} or longer, or give data ` +
        `that is finer (where its bars are shorter than was recognised, say so with --interval)`,
    );
  }
};

/** What there is to know of bars that are cut by ticks, volume or range out of the tape's bars, a line for people each. */
export const barModels = (
  { cuts = [] }: Pick<Pipeline, 'cuts'>,
  { files }: Pick<Tape, 'files'>,
): readonly string[] => {
  const counted = cuts.filter(({ cut }) => cut.by !== 'time').map(({ text }) => text);
  const lengths = [...new Set(files.flatMap(({ barMs }) => barMs ?? []))];
  if (counted.length === 0 || lengths.length === 0) return [];
  const own = lengths.map(intervalText).join(', ');
  return [
    `bars ${counted.join(', ')} cut from the few prices that bars of ${own} are played as, not from trades`,
  ];
};
