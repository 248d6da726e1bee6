import { type Random, randomsOf } from '../../../src/adapter/generator/random.js';
import type { FaultName } from '../../../src/adapter/noren/simulator/fault-list.js';
import type { Instrument } from '../../../src/domain/instrument.js';
import { tokenOf } from '../../../src/domain/token.js';
import { instrumentOf } from '../../adapter/noren/feed-run.js';

/** One random case: all of it follows from its seed. */
export interface Storm {
  readonly seed: number;
  /** What is traded, and the part of it that is subscribed. */
  readonly market: readonly Instrument[];
  readonly instruments: readonly Instrument[];
  /** The book of five levels in place of touchlines. */
  readonly depth: boolean;
  /** Tokens in one subscription frame. */
  readonly batchSize: number;
  /** From so many waiting inputs on the session folds; undefined where that never happens. */
  readonly lineBound: number | undefined;
  /** By chance, all the time while it storms: `drop:0.01,garbage:0.1`. */
  readonly rates: string;
  /** What is done before the so-many-th message of the tape. */
  readonly acts: readonly Act[];
  /** Messages of the tape during the storm. */
  readonly messages: number;
}

export interface Act {
  readonly before: number;
  readonly act: FaultName | 'place' | 'cancel' | 'modify';
}

/** Two have the same number, at different exchanges: a frame that names no exchange may be of either. */
const INSTRUMENTS: readonly Instrument[] = [
  instrumentOf(tokenOf('NSE', '22'), 'ACC-EQ'),
  instrumentOf(tokenOf('NSE', '1594'), 'INFY-EQ'),
  instrumentOf(tokenOf('NFO', '22'), 'ACC27JAN26F'),
  instrumentOf(tokenOf('BSE', '500410'), 'M&M'),
  instrumentOf(tokenOf('NSE', '2885'), 'RELIANCE-EQ'),
];

/** Everything that can go wrong with what a connection is told, and how often it may at most. */
const RATES = {
  drop: 0.03,
  close: 0.03,
  evict: 0.02,
  expire: 0.01,
  mute: 0.02,
  hang: 0.02,
  duplicate: 0.3,
  reorder: 0.2,
  delay: 0.2,
  burst: 0.02,
  garbage: 0.2,
  fragment: 0.3,
  split: 0.3,
  'garbage-values': 0.3,
  'zero-ohlc': 0.3,
  'no-exchange': 0.2,
  'cross-talk': 0.2,
  'wrong-snapshot': 0.1,
  'tf-first': 0.5,
  'bare-snapshot': 0.3,
  'no-ok': 0.5,
  chunks: 0.5,
  'http-502': 0.3,
  'nack-open': 0.1,
  refuse: 0.1,
  'ack-case': 0.5,
  reject: 0.3,
  'om-first': 0.5,
  'lost-response': 0.3,
  'partial-fill': 0.5,
  'om-duplicate': 0.5,
  'alt-names': 0.5,
} satisfies Partial<Record<FaultName, number>>;

/** Those that end a connection strike by appointment, too: by chance alone most storms would see none. */
const APPOINTED: readonly FaultName[] = ['drop', 'close', 'evict', 'expire', 'mute', 'hang', 'burst'];

export const stormOf = (seed: number): Storm => {
  const next = randomsOf(seed);
  const random = next();
  const messages = random.integer(40, 120);
  return {
    seed,
    market: INSTRUMENTS,
    instruments: INSTRUMENTS.slice(random.integer(0, 2), random.integer(3, INSTRUMENTS.length)),
    depth: random.chance(0.3),
    batchSize: random.integer(1, 4),
    lineBound: random.chance(0.3) ? random.integer(2, 12) : undefined,
    rates: ratesOf(next()),
    acts: [...appointments(next(), messages), ...orderActs(next(), messages)].sort(
      (a, b) => a.before - b.before,
    ),
    messages,
  };
};

const ratesOf = (random: Random): string =>
  Object.entries(RATES)
    .filter(() => random.chance(0.25))
    .map(([name, most]) => `${name}:${(most * (0.1 + 0.9 * random.uniform())).toFixed(3)}`)
    .join(',');

const appointments = (random: Random, messages: number): readonly Act[] =>
  Array.from({ length: random.integer(0, 4) }, () => ({
    before: random.integer(5, messages - 1),
    act: APPOINTED[random.integer(0, APPOINTED.length - 1)] ?? 'drop',
  }));

const orderActs = (random: Random, messages: number): readonly Act[] =>
  Array.from({ length: random.integer(0, 8) }, () => ({
    before: random.integer(0, messages - 1),
    act: random.chance(0.6) ? 'place' : random.chance(0.5) ? 'cancel' : 'modify',
  }));
