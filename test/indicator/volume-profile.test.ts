import { expect } from 'chai';
import fc from 'fast-check';
import { valueAreaOf } from '../../src/indicator/value-area.js';
import {
  nextCandleVolumeProfile,
  nextVolumeProfile,
  type VolumeProfile,
  volumeProfile,
} from '../../src/indicator/volume-profile.js';
import { ist } from '../support/ist.js';
import { tick } from '../support/tick.js';
import { REAL_BARS } from './support/real-bars.js';

const MONDAY = ist('2025-12-29T10:00:00');

/** Trades of one session as ticks of a cumulative volume, after one that sets it. */
const traded = (
  trades: readonly (readonly [price: number, units: number])[],
  binSize = 1,
  at: number = MONDAY,
): VolumeProfile => {
  let volume = 5_000;
  const first = tick({ last: 1, volume, at });
  return trades.reduce(
    (profile, [last, units]) => nextVolumeProfile(profile, tick({ last, volume: (volume += units), at })),
    nextVolumeProfile(volumeProfile(binSize), first),
  );
};

/** The definition, over a map of bins. */
const plainArea = (
  bins: ReadonlyMap<number, number>,
): { control: number; low: number; high: number } | undefined => {
  const keys = [...bins.keys()];
  const [lowest, highest] = [Math.min(...keys), Math.max(...keys)];
  const at = (bin: number): number => bins.get(bin) ?? 0;
  const all = [...bins.values()].reduce((sum, x) => sum + x, 0);
  if (all === 0) return undefined;
  const control = keys.sort(
    (a, b) =>
      at(b) - at(a) || Math.abs(2 * a - lowest - highest) - Math.abs(2 * b - lowest - highest) || a - b,
  )[0] as number;
  let [low, high, inside] = [control, control, at(control)];
  while (inside < 0.7 * all) {
    const up = at(high + 1) + at(high + 2);
    const down = at(low - 1) + at(low - 2);
    const isUp = low === lowest || (high < highest && up >= down);
    if (isUp) [high, inside] = [Math.min(high + 2, highest), inside + up];
    else [low, inside] = [Math.max(low - 2, lowest), inside + down];
  }
  return { control, low, high };
};

describe('nextVolumeProfile', () => {
  it('counts what the volume grew by at the price it was traded at', () => {
    // 10: 100, 11: 300, 12: 50, 13: 100, 14: 150; 700 in all, of which 490 must be inside
    const profile = traded([[10, 100], [11, 300], [12, 50], [13, 100], [14, 150]]); // prettier-ignore

    expect(valueAreaOf(profile)).to.deep.equal({
      pointOfControl: 11,
      low: 11,
      high: 14, // 12 and 13 hold 150, 10 alone 100; then 14 alone 150
      volume: 700,
      share: 600 / 700,
    });
  });

  it('counts nothing twice where the volume falls and comes back', () => {
    for (const fallen of [-1, -100, -2_000, -5_050]) {
      const profile = traded([[10, 100], [11, 40], [12, fallen], [13, -fallen + 60]]); // prettier-ignore

      expect(valueAreaOf(profile), String(fallen)).to.include({ pointOfControl: 10, volume: 200 });
    }
  });

  it('has no area before anything was traded', () => {
    expect(valueAreaOf(volumeProfile(1))).to.equal(undefined);
    expect(valueAreaOf(traded([]))).to.equal(undefined);
    expect(valueAreaOf(traded([[10, 0]]))).to.equal(undefined);
  });

  it('takes of equal bins the nearest to the middle, of those the lower', () => {
    expect(valueAreaOf(traded([[10, 9], [12, 9], [15, 1]]))?.pointOfControl).to.equal(12); // prettier-ignore
    expect(valueAreaOf(traded([[10, 9], [12, 9]]))?.pointOfControl).to.equal(10); // prettier-ignore
  });

  it('puts a price into the bin nearest to it', () => {
    const profile = traded([[100.15, 1], [100.2, 2], [100.25, 4]], 0.05); // prettier-ignore

    expect(valueAreaOf(profile)?.pointOfControl).to.be.closeTo(100.25, 1e-9);
    expect(valueAreaOf(profile, 1)?.low).to.be.closeTo(100.15, 1e-9);
    expect(valueAreaOf(traded([[100.05, 3], [100.1, 1]], 0.1), 1)?.low).to.be.closeTo(100.1, 1e-9); // prettier-ignore
  });

  it('begins anew with the session, and passes over what has no price or volume', () => {
    const monday = traded([[10, 100]]);
    const tuesday = ist('2025-12-30T10:00:00');
    const anew = nextVolumeProfile(monday, tick({ last: 20, volume: 5, at: tuesday }));

    expect(valueAreaOf(anew)).to.equal(undefined);
    expect(
      valueAreaOf(nextVolumeProfile(anew, tick({ last: 21, volume: 8, at: tuesday })))?.pointOfControl,
    ).to.equal(21);
    expect(nextVolumeProfile(monday, tick({ last: undefined, volume: 9_000, at: MONDAY }))).to.equal(monday);
    expect(nextVolumeProfile(monday, tick({ last: 10, volume: undefined, at: MONDAY }))).to.equal(monday);
  });

  it('counts a price that is absurdly far away without making room for it', () => {
    const profile = traded([[10, 100], [1e9, 7], [11, 50]]); // prettier-ignore

    expect(valueAreaOf(profile)?.volume).to.equal(150);
    expect(profile.leftOut).to.equal(7);
  });

  it('is of the prices at which most was traded, wherever an absurd one stands among them', () => {
    const trades = [[10, 100], [11, 50], [12, 20]] as const; // prettier-ignore
    for (let place = 0; place <= trades.length; place += 1) {
      const profile = traded([...trades.slice(0, place), [1e9, 70], ...trades.slice(place)]);

      expect(valueAreaOf(profile), String(place)).to.deep.equal(valueAreaOf(traded(trades)));
      expect(profile.leftOut).to.equal(70);
    }
  });

  it('leaves out what is far from either of two ranges', () => {
    const profile = traded([[10, 100], [1e9, 70], [1e12, 5], [11, 50]]); // prettier-ignore

    expect(valueAreaOf(profile)?.volume).to.equal(150);
    expect(profile.leftOut).to.equal(75);
    const endless = { openAt: MONDAY, open: 10, high: 1e9, low: 10, close: 10, volume: 3 };
    expect(nextCandleVolumeProfile(volumeProfile(1), endless)).to.include({ leftOut: 3, units: 0 });
  });

  it('is what the definition over a map says', () => {
    const trades = fc.array(fc.tuple(fc.integer({ min: 900, max: 1_000 }), fc.nat(20)), {
      minLength: 1,
      maxLength: 80,
    });
    fc.assert(
      fc.property(trades, (all) => {
        const bins = new Map<number, number>();
        for (const [bin, units] of all) if (units > 0) bins.set(bin, (bins.get(bin) ?? 0) + units);
        const area = valueAreaOf(traded(all.map(([bin, units]) => [bin / 20, units] as const), 0.05)); // prettier-ignore
        const wanted = bins.size === 0 ? undefined : plainArea(bins);

        if (wanted === undefined || area === undefined) expect(area).to.equal(wanted);
        else {
          expect(Math.round(area.pointOfControl * 20)).to.equal(wanted.control);
          expect(Math.round(area.low * 20)).to.equal(wanted.low);
          expect(Math.round(area.high * 20)).to.equal(wanted.high);
        }
      }),
    );
  });
});

describe('nextCandleVolumeProfile', () => {
  it('spreads the volume of recorded bars over their ranges, as a plain sum does', () => {
    const binSize = 0.5;
    let profile = volumeProfile(binSize);
    let bins = new Map<number, number>();
    REAL_BARS.forEach((bar, i) => {
      profile = nextCandleVolumeProfile(profile, bar);
      if (i % 25 === 0) bins = new Map();
      const [low, high] = [Math.round(bar.low / binSize), Math.round(bar.high / binSize)];
      for (let bin = low; bin <= high; bin += 1)
        bins.set(bin, (bins.get(bin) ?? 0) + bar.volume / (high - low + 1));
      const wanted = plainArea(bins);
      const area = valueAreaOf(profile);

      expect(area?.pointOfControl).to.equal((wanted?.control ?? NaN) * binSize);
      expect(area?.low).to.equal((wanted?.low ?? NaN) * binSize);
      expect(area?.high).to.equal((wanted?.high ?? NaN) * binSize);
    });
  });
});
