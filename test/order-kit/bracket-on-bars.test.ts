import { expect } from 'chai';
import fc from 'fast-check';
import { CONSERVATIVE_FILLS } from '../../src/domain/fill-model.js';
import { market, NO_INTENTS } from '../../src/domain/intent.js';
import { MessageMark, type TouchlineMessage } from '../../src/domain/touchline.js';
import { type Bracket, bracket, bracketStep, isBracketOver } from '../../src/order-kit/bracket.js';
import { points } from '../../src/order-kit/trail.js';
import { backtest } from '../../src/run/backtest.js';
import { batchesOf, tf, tk } from '../operator/messages.js';
import { bound, scripted } from '../operator/scripted.js';
import { pipelineOf } from '../operator/world.js';
import { idealExchange } from '../support/ideal-exchange.js';
import { ACC } from '../support/instrument.js';

/** Of a minute's bar: the four prices in the order in which it is played, in ticks of 0.05 about the close before. */
const bars = fc.array(fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: -40, max: 40 }))), {
  minLength: 20,
  maxLength: 60,
  size: 'max',
});
type Bars = readonly (readonly number[])[];

const LEGS = [0, 20_000, 40_000, 59_999];

const played = (tape: Bars, perPrice: number): readonly TouchlineMessage[] => {
  let close = 4_000;
  let volume = 0;
  return tape.flatMap((moves, minute) => {
    const before = close;
    return moves.map((move, leg) => {
      close = Math.max(100, before + move);
      volume += perPrice;
      const flags = leg === 3 ? MessageMark.Bar | MessageMark.BarEnd : MessageMark.Bar;
      return (minute + leg === 0 ? tk : tf)(minute * 60_000 + (LEGS[leg] ?? NaN), ACC, {
        last: close / 20,
        volume,
        flags,
      });
    });
  });
};

/**
 * Distances in ticks, and what trades with each price. Orders trade in parts where the stop stands still: one that
 * follows the price may stand beyond it by the time that it is to be made smaller, and that is refused.
 */
const plans = fc.record({
  side: fc.constantFrom('BUY', 'SELL'),
  reward: fc.integer({ min: 2, max: 30 }),
  risk: fc.integer({ min: 2, max: 30 }),
  way: fc.oneof(
    fc.record({ perPrice: fc.constantFrom(160, 4_000), trail: fc.constant(undefined) }),
    fc.record({ perPrice: fc.constant(4_000), trail: fc.integer({ min: 2, max: 20 }) }),
  ),
});

describe('bracketStep on bars of a minute', () => {
  it('never has both exits trade: the exchange gives each the time to end the other', async () => {
    let [targets, stops] = [0, 0];
    await fc.assert(
      fc.asyncProperty(bars, plans, async (tape, { side, reward, risk, way: { perPrice, trail } }) => {
        const raced: number[] = [];
        const sign = side === 'BUY' ? 1 : -1;
        const planned = (last: number, number: number): Bracket =>
          bracket({
            tag: `${number}`,
            entry: market(side, 10),
            target: last + (sign * reward) / 20,
            stop: last - (sign * risk) / 20,
            ...(trail === undefined ? {} : { trail: points(trail / 20) }),
          });
        interface State {
          readonly number: number;
          readonly one: Bracket | undefined;
        }
        const strategy = scripted<State>(
          'bracket',
          { number: 0, one: undefined },
          (state, event, context) => {
            const isFree = state.one === undefined || isBracketOver(state.one);
            const isNew = isFree && event.kind === 'Tick' && event.last !== undefined;
            const one = isNew ? planned(event.last, state.number + 1) : state.one;
            if (one === undefined) return [state, NO_INTENTS];
            const [next, intents] = bracketStep(one, event, context);
            if (next.raced > 0) raced.push(next.raced);
            return [{ number: state.number + (isNew ? 1 : 0), one: next }, intents];
          },
        );
        const model = { ...CONSERVATIVE_FILLS, isChecked: false };

        await backtest(
          pipelineOf({ tokens: [ACC], bindings: [bound(strategy, undefined, [ACC])] }),
          batchesOf(played(tape, perPrice)),
          {
            exchange: { ...idealExchange(), model, modelFor: () => model } as ReturnType<
              typeof idealExchange
            >,
            readers: [
              (entry) => {
                if (entry.kind !== 'OrderUpdate' || entry.fill === undefined) return;
                if (entry.order.tag?.includes('target') === true) targets += 1;
                if (entry.order.tag?.includes('stop') === true) stops += 1;
              },
            ],
          },
        );

        expect(raced).to.deep.equal([]);
      }),
      { numRuns: 100 },
    );
    expect(Math.min(targets, stops)).to.be.above(100);
  });
});
