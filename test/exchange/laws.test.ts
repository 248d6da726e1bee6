import { expect } from 'chai';
import fc from 'fast-check';
import { CONSERVATIVE_FILLS } from '../../src/domain/fill-model.js';
import type { OrderId } from '../../src/domain/order.js';
import { epochMs } from '../../src/domain/time.js';
import { MessageMark } from '../../src/domain/touchline.js';
import type { Answer } from '../../src/exchange/exchange.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';
import { NOON } from './played.js';
import {
  anyModel,
  exchangeOf,
  inBars,
  inputsOf,
  isTick,
  LOT,
  model,
  play,
  printed,
  quoted,
  RUNS,
  type Step,
  steps,
  TAPES,
} from './random-tapes.js';

for (const [tape, said] of TAPES)
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
        const ever: number[] = [];
        for (const { input, answers } of play(inputsOf(plan), part)) {
          if (isTick(input)) seen = [...seen, input.last ?? NaN];
          if (isTick(input)) ever.push(input.last ?? NaN);
          for (const { order: of, change } of answers) {
            if (change.kind !== 'Filled') continue;
            const { price: paid } = change.execution;
            const reached = paid === of.limit ? ever : seen; // what a bar reached may wait for a later close
            const [low, high] = [Math.min(...reached), Math.max(...reached)];
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
