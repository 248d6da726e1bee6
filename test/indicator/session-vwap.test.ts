import { expect } from 'chai';
import fc from 'fast-check';
import type { Tick } from '../../src/domain/tick.js';
import {
  distanceFromVwap,
  nextSessionVwap,
  type SessionVwap,
  sessionVwap,
  vwapBandsOf,
  vwapDeviationOf,
  vwapOf,
} from '../../src/indicator/session-vwap.js';
import { ist } from '../support/ist.js';
import { tick } from '../support/tick.js';

const MONDAY = ist('2025-12-29T10:00:00');
const traded = (last: number | undefined, volume: number | undefined, at: number = MONDAY): Tick =>
  tick({ last, volume, at });
const after = (...ticks: readonly Tick[]): SessionVwap => ticks.reduce(nextSessionVwap, sessionVwap);

describe('nextSessionVwap', () => {
  it('is silent until something was traded', () => {
    for (const vwap of [
      sessionVwap,
      after(traded(100, 5_000)),
      after(traded(100, 5_000), traded(101, 5_000)),
    ]) {
      expect(vwapOf(vwap)).to.equal(undefined);
      expect(vwapDeviationOf(vwap)).to.equal(undefined);
    }
  });

  it('weighs each price by what was traded at it', () => {
    const vwap = after(traded(100, 5_000), traded(102, 5_100), traded(106, 5_400));

    expect(vwapOf(vwap)).to.equal(105); // (102 * 100 + 106 * 300) / 400
    expect(vwapDeviationOf(vwap)).to.be.closeTo(Math.sqrt(3), 1e-12); // (9 * 100 + 1 * 300) / 400 = 3
    expect(vwap.count).to.equal(3);
  });

  it('has bands as wide as they are wanted', () => {
    const vwap = after(traded(100, 5_000), traded(102, 5_100), traded(106, 5_400));
    const bands = vwapBandsOf(vwap, 2);

    expect(bands?.vwap).to.equal(105);
    expect(bands?.upper).to.be.closeTo(105 + 2 * Math.sqrt(3), 1e-12);
    expect(bands?.lower).to.be.closeTo(105 - 2 * Math.sqrt(3), 1e-12);
    expect(vwapBandsOf(sessionVwap, 2)).to.equal(undefined);
  });

  it('has no deviation and no distance where all was traded at one price', () => {
    const same = Array.from({ length: 20 }, (_, i) => traded(116.7, 5_100 + 100 * i));
    const vwap = after(traded(100, 5_000), ...same);

    expect(vwapDeviationOf(vwap)).to.equal(0);
    expect(distanceFromVwap(vwap, 116.7)).to.equal(0);
    expect(distanceFromVwap(vwap, 117)).to.equal(0.3);
  });

  it('passes over a tick without a price or a volume', () => {
    const before = after(traded(100, 5_000), traded(102, 5_100));

    expect(nextSessionVwap(before, traded(undefined, 6_000))).to.equal(before);
    expect(nextSessionVwap(before, traded(200, undefined))).to.equal(before);
  });

  it('counts a volume that falls as nothing traded, and goes on from there', () => {
    const vwap = after(traded(100, 5_000), traded(102, 5_100), traded(500, 10), traded(104, 110));

    expect(vwapOf(vwap)).to.equal(103); // (102 * 100 + 104 * 100) / 200
  });

  it('counts nothing twice where the volume falls and comes back', () => {
    for (const fallen of [0, 10, 4_000, 5_099]) {
      const vwap = after(traded(100, 5_000), traded(102, 5_100), traded(500, fallen), traded(104, 5_200));

      expect(vwapOf(vwap), String(fallen)).to.equal(103); // (102 * 100 + 104 * 100) / 200
    }
  });

  it('begins anew with the session', () => {
    const monday = [traded(100, 5_000), traded(102, 5_100)];
    const tuesday = ist('2025-12-30T00:00:00');

    expect(vwapOf(after(...monday, traded(104, 5_200, tuesday - 1)))).to.equal(103);
    expect(after(...monday, traded(104, 7, tuesday))).to.deep.equal(after(traded(104, 7, tuesday)));
    expect(vwapOf(after(...monday, traded(104, 7, tuesday), traded(106, 8, tuesday)))).to.equal(106);
  });

  it('is what a sum over all trades says', () => {
    const trades = fc.array(
      fc.record({ price: fc.integer({ min: 1, max: 1_000_000 }), units: fc.nat(500) }),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(trades, (all) => {
        let volume = 5_000;
        const ticks = all.map(({ price, units }, i) => traded(price / 20, (volume += i === 0 ? 0 : units)));
        const vwap = after(...ticks);

        const counted = all.slice(1); // the first sets the base
        const units = counted.reduce((sum, one) => sum + one.units, 0);
        const mean = counted.reduce((sum, one) => sum + (one.price / 20) * one.units, 0) / units;
        const variance =
          counted.reduce((sum, one) => sum + one.units * (one.price / 20 - mean) ** 2, 0) / units;
        if (units === 0) expect(vwapOf(vwap)).to.equal(undefined);
        else {
          expect(vwapOf(vwap)).to.be.closeTo(mean, 1e-6);
          expect((vwapDeviationOf(vwap) ?? NaN) ** 2).to.be.closeTo(variance, 1e-3);
        }
      }),
    );
  });

  it('keeps a small deviation at a high price', () => {
    const ticks = [0, 1, 2, 1, 0].map((step, i) => traded(1e7 + step * 0.05, i * 100));

    expect(vwapDeviationOf(after(...ticks))).to.be.closeTo(0.05 * Math.sqrt(0.5), 1e-9); // steps 1, 2, 1, 0: variance 0.5
  });
});
