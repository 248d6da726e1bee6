import fc from 'fast-check';
import type { Depth } from '../../src/domain/depth.js';
import { CONSERVATIVE_FILLS, type FillModel } from '../../src/domain/fill-model.js';
import type { Order, OrderId, OrderType } from '../../src/domain/order.js';
import type { Tick } from '../../src/domain/tick.js';
import { epochMs } from '../../src/domain/time.js';
import { MessageMark } from '../../src/domain/touchline.js';
import { noCharges } from '../../src/exchange/charges.js';
import { type Answer, SimulatedExchange } from '../../src/exchange/exchange.js';
import { NO_CALENDAR } from '../support/ideal-exchange.js';
import { instrument } from '../support/instrument.js';
import type { Loose } from '../support/loose.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';
import { type ExchangeInput, take } from './inputs.js';
import { NOON } from './played.js';

export const LOT = 5;
const INSTRUMENT = instrument({ lotSize: LOT });

/** In twentieths of a rupee, about 100. */
const price = fc.integer({ min: 1_990, max: 2_010 }).map((twentieths) => twentieths / 20);
const units = fc.integer({ min: 0, max: 60 });

export type Step =
  | { readonly kind: 'tick'; readonly said: Loose<Tick>; readonly traded: number }
  | { readonly kind: 'place' | 'modify'; readonly id: number; readonly terms: Loose<Order> }
  | { readonly kind: 'cancel'; readonly id: number };

const id = fc.nat(7);
const terms = fc
  .record({
    side: fc.constantFrom('BUY', 'SELL'),
    type: fc.constantFrom<OrderType>('MARKET', 'LIMIT', 'STOP', 'STOP_LIMIT'),
    lots: fc.integer({ min: 1, max: 12 }),
    limit: price,
    trigger: price,
    validity: fc.constantFrom('DAY', 'DAY', 'IOC'),
    disclosed: fc.option(fc.constantFrom(5, 10), { nil: undefined }),
  })
  .map(({ lots, limit, trigger, type, ...rest }): Loose<Order> => ({
    ...rest,
    type,
    quantity: lots * LOT,
    limit: type === 'LIMIT' || type === 'STOP_LIMIT' ? limit : undefined,
    trigger: type === 'STOP' || type === 'STOP_LIMIT' ? trigger : undefined,
    isTriggered: type === 'MARKET' || type === 'LIMIT',
  }));
const side = fc.oneof({ weight: 9, arbitrary: price }, { weight: 1, arbitrary: fc.constant(undefined) });
export const quoted = fc.record(
  { last: price, bid: side, ask: side, bidQuantity: units, askQuantity: units },
  { requiredKeys: [] },
);
/** Levels two to five, each a tick or more behind the one before; some empty, some never told. */
const levels = fc.array(
  fc.record({ gap: fc.integer({ min: 1, max: 4 }), bids: units, asks: units, isTold: fc.boolean() }),
  { minLength: 4, maxLength: 4 },
);
export const inDepth = fc.tuple(quoted, levels).map(([touch, behind]): Loose<Tick> => {
  const depth: Record<string, number | undefined> = {};
  let ticks = 0;
  for (const [i, { gap, bids, asks, isTold }] of behind.entries()) {
    ticks += gap;
    if (!isTold) continue;
    depth[`bid${i + 2}`] = (touch.bid ?? 100) - ticks / 20;
    depth[`ask${i + 2}`] = (touch.ask ?? 100) + ticks / 20;
    depth[`bidQuantity${i + 2}`] = bids;
    depth[`askQuantity${i + 2}`] = asks;
  }
  return { ...touch, depth: depth as unknown as Depth };
});
export const printed = fc.record({ last: price });
export const inBars = fc.record({
  last: price,
  flags: fc.constantFrom(MessageMark.Bar, MessageMark.Bar, MessageMark.Bar | MessageMark.BarEnd),
});

export const steps = (said: fc.Arbitrary<Loose<Tick>>): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('tick' as const), said, traded: fc.nat(120) }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('place' as const), id, terms }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('modify' as const), id, terms }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), id }) },
    ),
    { maxLength: 60, size: 'max' },
  );

/** What an exchange is given: ticks as a feed lays them over each other, and each order placed once. */
export const inputsOf = (plan: readonly Step[]): readonly ExchangeInput[] => {
  let known: Loose<Tick> = {};
  let volume = 1_000;
  const placed = new Map<number, Order>();
  return plan.flatMap((step, i): ExchangeInput[] => {
    const at = epochMs(NOON + i * 1_000);
    if (step.kind === 'tick') {
      volume += step.traded;
      known = { ...known, ...step.said };
      return [tick({ seq: i, at, volume, ...known })];
    }
    const before = placed.get(step.id);
    if (step.kind === 'place') {
      if (before !== undefined) return [];
      const one = order({ id: `${step.id}` as OrderId, ...step.terms });
      placed.set(step.id, one);
      return [{ kind: 'Placed', order: one, cause: i, at }];
    }
    if (before === undefined) return [];
    if (step.kind === 'cancel') return [{ kind: 'CancelAsked', order: before, cause: i, at }];
    const { quantity = before.quantity } = step.terms;
    const limit = before.limit === undefined ? undefined : step.terms.limit;
    return [{ kind: 'ModifyAsked', order: { ...before, quantity, limit } as Order, cause: i, at }];
  });
};

export const model = fc.record({
  participation: fc.constantFrom(0.5, 1).map((share) => ({ liquid: share, other: share })),
  extraTicks: fc.nat(2),
  queueShare: fc.constantFrom(0.25, 0.5, 1),
  cancelAhead: fc.constantFrom(0, 0.5, 1),
  touchProbability: fc.constantFrom(0.5, 1),
  slippage: fc.constantFrom<FillModel['slippage']>(
    { kind: 'none' },
    { kind: 'ticks', ticks: 2 },
    { kind: 'spread', share: 0.5 },
    { kind: 'volumeShare', impact: 0.1, cap: 0.5 },
    { kind: 'squareRoot', factor: 1, dailyVolatility: 0.01 },
  ),
  seed: fc.integer(),
});

/** Also those that fill orders whole. */
export const anyModel = fc
  .tuple(model, fc.constantFrom<FillModel['matching']>('book', 'book', 'touch'))
  .map(([part, matching]): Partial<FillModel> => ({ ...part, matching }));

export const exchangeOf = (part: Partial<FillModel>): SimulatedExchange =>
  new SimulatedExchange(
    {
      model: { ...CONSERVATIVE_FILLS, isChecked: false, ...part },
      charges: noCharges,
      calendar: NO_CALENDAR,
    },
    () => INSTRUMENT,
  );

export interface Given {
  readonly input: ExchangeInput;
  readonly answers: readonly Answer[];
}

export const play = (inputs: readonly ExchangeInput[], part: Partial<FillModel>): readonly Given[] => {
  const exchange = exchangeOf(part);
  return inputs.map((input) => ({ input, answers: take(exchange, input) }));
};

export const RUNS = { numRuns: 150 };

/** What is said by a tick of each kind of tape. */
export const TAPES = [
  ['quotes', quoted],
  ['books in depth', inDepth],
  ['trades alone', printed],
  ['bars', inBars],
] as const;

export const isTick = (input: ExchangeInput): input is Tick => input.kind === 'Tick';
