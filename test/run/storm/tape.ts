import { type Random, randomsOf } from '../../../src/adapter/generator/random.js';
import type { Price } from '../../../src/domain/money.js';
import type { EpochMs } from '../../../src/domain/time.js';
import type { TouchlineMessage } from '../../../src/domain/touchline.js';
import { OPEN } from '../../operator/messages.js';
import { depth, message } from '../../support/message.js';
import type { Storm } from './plan.js';
import type { Known } from './wire-oracle.js';

/** What is played, and what was true of each token after each of its messages. */
export interface StormTape {
  /** Endless; each pulls the next. */
  readonly messages: () => Iterable<TouchlineMessage>;
  /** By token, in order. */
  readonly truth: ReadonlyMap<string, readonly Known[]>;
}

/** Of what a message may tell, each as often as the next. */
const TELLABLE = [
  'last',
  'high',
  'low',
  'volume',
  'bid',
  'ask',
  'bidQuantity',
  'askQuantity',
  'averagePrice',
  'openInterest',
  'bid2',
  'bidQuantity2',
  'totalBuyQuantity',
] as const;
const IN_DEPTH: ReadonlySet<string> = new Set(['bid2', 'bidQuantity2', 'totalBuyQuantity']);

/** Whose value lies where: no value of one token or field can be one of another. */
const SPAN = 10_000;

/** When the `i`th message is played. */
export const atOf = (i: number): EpochMs => (OPEN + 100 + 300 * i) as EpochMs;

export const tapeOf = ({ seed, market, depth: hasDepth, rates }: Storm): StormTape => {
  const truth = new Map<string, Known[]>(market.map(({ token }) => [token, []]));
  const random = randomsOf(seed + 1)();
  /** A change that comes too early is laid over what a snapshot is about to do away with. */
  const hasNewDays = !rates.includes('tf-first');

  function* messages(): Iterable<TouchlineMessage> {
    for (let i = 0; ; i += 1) {
      const place = i < market.length ? i : random.integer(0, market.length - 1);
      const token = market[place]?.token;
      const states = token === undefined ? undefined : truth.get(token);
      if (token === undefined || states === undefined) return;
      const before = states.at(-1);
      const isWhole = before === undefined || (hasNewDays && random.chance(0.02));
      const told = valuesOf(place, i, random, isWhole, hasDepth);
      const exchangeAt = Math.floor(atOf(i) / 1_000) * 1_000;
      states.push({ ...(isWhole ? {} : before), ...told, exchangeAt });
      yield messageOf(isWhole, { token, receivedAt: atOf(i), exchangeAt }, told);
    }
  }

  return { messages, truth };
};

const valuesOf = (place: number, i: number, random: Random, isWhole: boolean, hasDepth: boolean): Known =>
  Object.fromEntries(
    TELLABLE.filter(
      (field) =>
        (hasDepth || !IN_DEPTH.has(field)) && (field === 'last' || random.chance(isWhole ? 0.8 : 0.3)),
    ).map((field) => [field, (place * TELLABLE.length + TELLABLE.indexOf(field) + 1) * SPAN + i]),
  );

type Place = Pick<TouchlineMessage, 'token' | 'receivedAt'> & { readonly exchangeAt: number };

const messageOf = (isWhole: boolean, at: Place, told: Known): TouchlineMessage => {
  const levels = Object.entries(told).filter(([field]) => IN_DEPTH.has(field));
  const touchline = Object.entries(told).filter(([field]) => !IN_DEPTH.has(field));
  return message(isWhole ? 'tk' : 'tf', {
    ...(Object.fromEntries(touchline) as Readonly<Record<string, Price>>),
    ...at,
    depth: levels.length === 0 ? undefined : depth(Object.fromEntries(levels)),
  });
};
