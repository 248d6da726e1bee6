import { type Random, randomsOf } from '../../../src/adapter/generator/random.js';
import type { FaultName } from '../../../src/adapter/noren/simulator/fault-list.js';
import type { Instrument } from '../../../src/domain/instrument.js';
import { tokenOf } from '../../../src/domain/token.js';
import { instrumentOf } from '../../adapter/noren/feed-run.js';

/** One random case: all of it follows from its seed. */
export interface OrderStorm {
  readonly seed: number;
  /** By chance, all the time while it storms: `reject:0.1,om-missing:0.2`. */
  readonly rates: string;
  /** What is done before the so-many-th message of the tape. */
  readonly acts: readonly OrderAct[];
  /** Messages of the tape during the storm. */
  readonly messages: number;
}

export interface OrderAct {
  readonly before: number;
  /** `kill`: the session is killed, and goes on a while later. */
  readonly act: FaultName | 'cancel' | 'modify' | 'place' | 'kill';
}

export const INSTRUMENTS: readonly Instrument[] = [
  instrumentOf(tokenOf('NSE', '22'), 'ACC-EQ'),
  instrumentOf(tokenOf('BSE', '500410'), 'M&M'),
];

/** Everything that can go wrong with orders, and how often it may at most. */
export const ORDER_FAULTS = {
  reject: 0.3,
  'reject-change': 0.5,
  'ip-refused': 0.2,
  'rate-limit': 0.1,
  'lost-request': 0.3,
  'lost-response': 0.3,
  'silent-order': 0.2,
  'late-order': 0.2,
  'order-502': 0.3,
  'order-drop': 0.1,
  'om-first': 0.5,
  'om-duplicate': 0.5,
  'om-missing': 0.4,
  'om-reorder': 0.4,
  'alt-names': 0.5,
  'partial-fill': 0.6,
  'http-502': 0.2,
  'empty-body': 0.2,
} satisfies Partial<Record<FaultName, number>>;

/** What of a feed's faults ends or spoils a connection. */
const FEED_FAULTS = { drop: 0.02, duplicate: 0.2, garbage: 0.1, chunks: 0.5, 'no-ok': 0.5 } as const;

/** Those that end a connection strike by appointment, too. */
const APPOINTED: readonly FaultName[] = ['drop', 'close', 'hang', 'mute', 'order-drop'];

/** A mix of everything; `people` look in from another program and change orders there. */
export const orderStormOf = (seed: number): OrderStorm => {
  const next = randomsOf(seed);
  const messages = next().integer(30, 70);
  return {
    seed,
    rates: ratesOf(next()),
    acts: [...appointments(next(), messages), ...people(next(), messages), ...kills(next(), messages)].sort(
      (a, b) => a.before - b.before,
    ),
    messages,
  };
};

/** One fault alone, as often as it may be. */
export const singleFault = (fault: keyof typeof ORDER_FAULTS): OrderStorm => ({
  ...{ seed: 1, rates: `${fault}:${ORDER_FAULTS[fault]}`, acts: [], messages: 50 },
});

const ratesOf = (random: Random): string =>
  Object.entries({ ...ORDER_FAULTS, ...FEED_FAULTS })
    .filter(() => random.chance(0.3))
    .map(([name, most]) => `${name}:${(most * (0.1 + 0.9 * random.uniform())).toFixed(3)}`)
    .join(',');

const appointments = (random: Random, messages: number): readonly OrderAct[] =>
  Array.from({ length: random.integer(0, 3) }, () => ({
    before: random.integer(5, messages - 1),
    act: APPOINTED[random.integer(0, APPOINTED.length - 1)] ?? 'drop',
  }));

const kills = (random: Random, messages: number): readonly OrderAct[] =>
  Array.from({ length: random.chance(0.5) ? random.integer(1, 3) : 0 }, () => ({
    before: random.integer(2, messages - 1),
    act: 'kill',
  }));

const people = (random: Random, messages: number): readonly OrderAct[] =>
  Array.from({ length: random.integer(0, 4) }, () => ({
    before: random.integer(5, messages - 1),
    act: random.chance(0.4) ? 'cancel' : random.chance(0.6) ? 'modify' : 'place',
  }));
