import { expect } from 'chai';
import * as fc from 'fast-check';
import { CandleFold } from '../../src/report/candle-fold.js';
import { turnsOf } from '../../src/page/report/turns.js';

describe('turnsOf', () => {
  it('goes through every extreme, from the first value to the last, each moment once', () => {
    const values = fc.array(fc.tuple(fc.nat({ max: 90_000 }), fc.integer({ min: -100, max: 100 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 20 }), (steps, limit) => {
        const fold = new CandleFold(limit);
        let at = Date.parse('2026-01-05T09:15:00+05:30');
        for (const [step, value] of steps) fold.take((at += step), value, 0);
        const candles = fold.candles();
        const turns = turnsOf(candles);
        const all = steps.map(([, value]) => value);

        expect(Math.min(...turns.map(({ value }) => value))).to.equal(Math.min(...all));
        expect(Math.max(...turns.map(({ value }) => value))).to.equal(Math.max(...all));
        expect([turns[0]?.value, turns.at(-1)?.value]).to.deep.equal([all[0], all.at(-1)]);
        for (const [i, turn] of turns.entries()) expect(turn.at).to.be.above(turns[i - 1]?.at ?? -Infinity);
      }),
    );
  });
});
