import { type Command, InvalidArgumentError, Option } from 'commander';
import { CONNECTION_LIMITS, type ConnectionLimits } from '../adapter/noren/connection-limits.js';
import { durationText } from '../domain/duration-text.js';
import { duration } from './option.js';

/** What commander makes of the options of {@link withConnectionOptions}. */
export interface ConnectionOptions {
  readonly backoff: Backoff;
  readonly stalled: number;
  readonly silent: number;
  readonly seed?: number;
}

type Backoff = Pick<ConnectionLimits, 'backoffFirstMs' | 'backoffMostMs' | 'morningMs'>;

const { backoffFirstMs, backoffMostMs, morningMs, stalledMs, silentMs } = CONNECTION_LIMITS;

/** `command` with the options that say when a connection is given up, and when it is tried again. */
export const withConnectionOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--backoff <first..longest>', 'waits before new connections, doubling from one to the other')
        .argParser(backoff)
        .default(
          { backoffFirstMs, backoffMostMs, morningMs },
          `${durationText(backoffFirstMs)}..${durationText(backoffMostMs)}`,
        ),
    )
    .addOption(
      new Option(
        '--stalled <length>',
        'no price of any instrument for so long, in session hours: connect anew',
      )
        .argParser(duration)
        .default(stalledMs, durationText(stalledMs)),
    )
    .addOption(
      new Option('--silent <length>', 'no tick of an instrument for so long, in session hours, is told')
        .argParser(duration)
        .default(silentMs, durationText(silentMs)),
    )
    .option('--seed <n>', 'of the random part of the waits; another one each time when left out', seed);

export const connectionLimitsOf = ({
  backoff,
  stalled,
  silent,
}: ConnectionOptions): Partial<ConnectionLimits> => ({
  ...backoff,
  stalledMs: stalled,
  silentMs: silent,
});

/** Whoever says how long is obeyed in the early morning too. */
const backoff = (text: string): Backoff => {
  const [first = '', most = '', ...more] = text.split('..');
  const [firstMs, mostMs] = [duration(first), duration(most)];
  if (more.length > 0 || firstMs === 0 || firstMs > mostMs)
    throw new InvalidArgumentError('write the first and the longest wait: 1s..1m');
  return { backoffFirstMs: firstMs, backoffMostMs: mostMs, morningMs: mostMs };
};

const seed = (text: string): number => {
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(Number(text)))
    throw new InvalidArgumentError('write a whole number, 0 or more');
  return Number(text);
};
