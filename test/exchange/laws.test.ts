import { expect } from 'chai';
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

const LOT = 5;
const INSTRUMENT = instrument({ lotSize: LOT });

/** In twentieths of a rupee, about 100. */
const price = fc.integer({ min: 1_990, max: 2_010 }).map((twentieths) => twentieths / 20);
const units = fc.integer({ min: 0, max: 60 });

type Step =
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
const quoted = fc.record(
  { last: price, bid: side, ask: side, bidQuantity: units, askQuantity: units },
  { requiredKeys: [] },
);
/** Levels two to five, each a tick or more behind the one before; some empty, some never told. */
const levels = fc.array(
  fc.record({ gap: fc.integer({ min: 1, max: 4 }), bids: units, asks: units, isTold: fc.boolean() }),
  { minLength: 4, maxLength: 4 },
);
const inDepth = fc.tuple(quoted, levels).map(([touch, behind]): Loose<Tick> => {
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
const printed = fc.record({ last: price });
const inBars = fc.record({
  last: price,
  flags: fc.constantFrom(MessageMark.Bar, MessageMark.Bar, MessageMark.Bar | MessageMark.BarEnd),
});

const steps = (said: fc.Arbitrary<Loose<Tick>>): fc.Arbitrary<readonly Step[]> =>
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
const inputsOf = (plan: readonly Step[]): readonly ExchangeInput[] => {
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

const model = fc.record({
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
const anyModel = fc
  .tuple(model, fc.constantFrom<FillModel['matching']>('book', 'book', 'touch'))
  .map(([part, matching]): Partial<FillModel> => ({ ...part, matching }));

const exchangeOf = (part: Partial<FillModel>): SimulatedExchange =>
  new SimulatedExchange(
    {
      model: { ...CONSERVATIVE_FILLS, isChecked: false, ...part },
      charges: noCharges,
      calendar: NO_CALENDAR,
    },
    () => INSTRUMENT,
  );

interface Given {
  readonly input: ExchangeInput;
  readonly answers: readonly Answer[];
}

const play = (inputs: readonly ExchangeInput[], part: Partial<FillModel>): readonly Given[] => {
  const exchange = exchangeOf(part);
  return inputs.map((input) => ({ input, answers: take(exchange, input) }));
};

const RUNS = { numRuns: 150 };

for (const [tape, said] of [
  ['quotes', quoted],
  ['books in depth', inDepth],
  ['trades alone', printed],
  ['bars', inBars],
] as const)
  describe(`the simulated exchange, on random tapes of ${tape}`, () => {
    it('knows nothing of what comes later: what was answered stays, whatever follows', () => {
      fc.assert(
        fc.property(steps(said), steps(said), fc.nat(60), anyModel, (plan, other, cut, part) => {
          const answers = (whole: readonly Step[]): readonly (readonly Answer[])[] =>
            play(inputsOf(whole), part).map((given) => given.answers);
          const head = inputsOf(plan.slice(0, cut)).length;

          expect(answers([...plan.slice(0, cut), ...other]).slice(0, head)).to.deep.equal(
            answers(plan).slice(0, head),
          );
        }),
        RUNS,
      );
    });

    it('trades against the tick that it is shown, and one that came after the order', () => {
      let fills = 0;
      fc.assert(
        fc.property(steps(said), anyModel, (plan, part) => {
          const inputs = inputsOf(plan);
          const arrivals = new Map<OrderId, number>();
          for (const { input, answers } of play(inputs, part)) {
            if (input.kind === 'Placed') arrivals.set(input.order.id, input.at);
            for (const { order: of, change } of answers) {
              if (change.kind !== 'Filled') continue;
              fills += 1;
              expect(input).to.include({
                kind: 'Tick',
                seq: change.execution.against,
                at: change.execution.at,
              });
              expect(change.execution.at).to.be.greaterThan(arrivals.get(of.id) ?? Infinity);
            }
          }
        }),
        RUNS,
      );
      expect(fills).to.be.above(100);
    });

    it('gives nobody more than was ordered, a broken lot, a price past the limit, or one of two ends', () => {
      fc.assert(
        fc.property(steps(said), anyModel, (plan, part) => {
          const filled = new Map<OrderId, number>();
          const ended = new Set<OrderId>();
          for (const { answers } of play(inputsOf(plan), part))
            for (const { order: of, change } of answers) {
              if (change.kind === 'ModifyRejected') continue; // of what has ended, too
              expect(ended.has(of.id), `${of.id} ${change.kind}`).to.equal(false);
              if (change.kind === 'Cancelled' || change.kind === 'Expired') ended.add(of.id);
              if (change.kind !== 'Filled') continue;
              const { quantity, price: paid } = change.execution;
              expect(quantity % LOT).to.equal(0);
              expect(quantity).to.be.greaterThan(0);
              const sum = (filled.get(of.id) ?? 0) + quantity;
              filled.set(of.id, sum);
              expect(sum).to.be.at.most(of.quantity);
              if (sum === of.quantity) ended.add(of.id);
              if (of.limit !== undefined && of.side === 'BUY') expect(paid).to.be.at.most(of.limit);
              if (of.limit !== undefined && of.side === 'SELL') expect(paid).to.be.at.least(of.limit);
            }
        }),
        RUNS,
      );
    });

    it('does the same again for the same seed', () => {
      fc.assert(
        fc.property(steps(said), anyModel, (plan, part) => {
          expect(play(inputsOf(plan), part)).to.deep.equal(play(inputsOf(plan), part));
        }),
        RUNS,
      );
    });
  });

describe('the simulated exchange', () => {
  it('never gives what takes a better price than the book displays', () => {
    fc.assert(
      fc.property(steps(quoted), model, (plan, part) => {
        for (const { input, answers } of play(inputsOf(plan), part))
          for (const { order: of, change } of answers) {
            if (change.kind !== 'Filled' || input.kind !== 'Tick' || of.limit !== undefined) continue;
            const { price: paid } = change.execution;
            if (of.side === 'BUY') expect(paid).to.be.at.least(input.ask ?? Infinity);
            else expect(paid).to.be.at.most(input.bid ?? -Infinity);
          }
      }),
      RUNS,
    );
  });

  it('never gives what takes more than its share of what is displayed, however many orders take', () => {
    const takers = fc.array(fc.record({ lots: fc.integer({ min: 1, max: 9 }), isTick: fc.boolean() }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(takers, fc.integer({ min: 0, max: 90 }), model, (plan, size, part) => {
        const exchange = exchangeOf({ ...part, slippage: { kind: 'none' } });
        let got = 0;
        for (const [i, { lots, isTick }] of plan.entries()) {
          const at = epochMs(NOON + i);
          if (!isTick) {
            const facts = {
              id: `${i}` as OrderId,
              quantity: lots * LOT,
              limit: 101,
              validity: 'IOC',
            } as const;
            exchange.place(order(facts), 0, at);
            continue;
          }
          for (const { change } of exchange.show(
            tick({ at, bid: 99, ask: 101, askQuantity: size, volume: i * 50 }),
          ))
            if (change.kind === 'Filled') got += change.execution.quantity;
        }
        expect(got).to.be.at.most(size * part.participation.other);
      }),
      RUNS,
    );
  });

  it('never gives what trades in a bar a better price than the bar has shown by then', () => {
    fc.assert(
      fc.property(steps(inBars), model, (plan, part) => {
        let seen: number[] = [];
        for (const { input, answers } of play(inputsOf(plan), part)) {
          if (isTick(input)) seen = [...seen, input.last ?? NaN];
          for (const { order: of, change } of answers) {
            if (change.kind !== 'Filled') continue;
            const { price: paid } = change.execution;
            const [low, high] = [Math.min(...seen), Math.max(...seen)];
            if (of.side === 'BUY') expect(paid).to.be.at.least(low);
            else expect(paid).to.be.at.most(high);
          }
          if (isTick(input) && (input.flags & MessageMark.BarEnd) !== 0) seen = [];
        }
      }),
      RUNS,
    );
  });

  it('never gives more than the share of the volume on a tape of trades, but for the lot that it rounds by', () => {
    fc.assert(
      fc.property(steps(printed), model, (plan, part) => {
        const inputs = inputsOf(plan);
        const first = inputs.findIndex(({ kind }) => kind === 'Placed');
        let before: number | undefined = inputs.slice(0, Math.max(0, first)).findLast(isTick)?.volume;
        let volume = 0;
        let got = 0;
        for (const { input, answers } of play(inputs, part).slice(Math.max(0, first))) {
          if (isTick(input) && input.volume !== undefined) {
            volume += input.volume - (before ?? input.volume);
            before = input.volume;
          }
          for (const { change } of answers) if (change.kind === 'Filled') got += change.execution.quantity;
          expect(got).to.be.at.most(volume * CONSERVATIVE_FILLS.volumeCap + 1e-6);
        }
      }),
      RUNS,
    );
  });
});

const isTick = (input: ExchangeInput): input is Tick => input.kind === 'Tick';
