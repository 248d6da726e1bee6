import { expect } from 'chai';
import fc from 'fast-check';
import type { Tick } from '../../src/domain/tick.js';
import { epochMs, DAY_MS, SECOND_MS } from '../../src/domain/time.js';
import {
  anchoredTickVwap,
  type AnchoredTickVwap,
  nextAnchoredTickVwap,
} from '../../src/indicator/anchored-tick-vwap.js';
import type { Anchor } from '../../src/indicator/anchored-vwap.js';
import { nextSessionVwap, sessionVwap, vwapDeviationOf, vwapOf } from '../../src/indicator/session-vwap.js';
import { ist } from '../support/ist.js';
import { tick } from '../support/tick.js';

const MONDAY = ist('2025-12-29T10:00:00');
const traded = (seconds: number, last: number | undefined, volume: number | undefined): Tick =>
  tick({ last, volume, at: epochMs(MONDAY + seconds * SECOND_MS) });
const NEXT_DAY = DAY_MS / SECOND_MS;

const after = (anchor: Anchor, ...ticks: readonly Tick[]): AnchoredTickVwap =>
  ticks.reduce(nextAnchoredTickVwap, anchoredTickVwap(anchor, 2));

describe('nextAnchoredTickVwap', () => {
  const ticks = [traded(0, 100, 5_000), traded(1, 90, 5_700), traded(2, 102, 5_800), traded(3, 106, 6_100)];

  it('weighs each price from a moment on by what was traded at it', () => {
    const { value } = after({ at: epochMs(MONDAY + 2 * SECOND_MS) }, ...ticks);

    expect(value?.vwap).to.be.closeTo(105, 1e-12); // (102 * 100 + 106 * 300) / 400
    expect(value?.deviation).to.be.closeTo(Math.sqrt(3), 1e-12); // (9 * 100 + 1 * 300) / 400 = 3
    expect(value?.upper).to.be.closeTo(105 + 2 * Math.sqrt(3), 1e-12);
    expect(value?.lower).to.be.closeTo(105 - 2 * Math.sqrt(3), 1e-12);
  });

  for (const [what, price, vwap] of [
    ['it comes to', 102, 105],
    ['it passes on its way up', 101, 105],
    ['it passes on its way down', 95, (90 * 700 + 102 * 100 + 106 * 300) / 1_100],
    ['it never comes to', 110, undefined],
  ] as const)
    it(`counts from a price that ${what}`, () => {
      const { value } = after({ price }, ...ticks);

      if (vwap === undefined) expect(value).to.equal(undefined);
      else expect(value?.vwap).to.be.closeTo(vwap, 1e-12);
    });

  it('goes on across sessions, each from its own first volume, and comes to no price over a night', () => {
    const tuesday = [traded(NEXT_DAY, 200, 50), traded(NEXT_DAY + 1, 201, 450)];

    expect(after({ price: 102 }, ...ticks, ...tuesday).value?.vwap).to.be.closeTo(153, 1e-12); // (42,000 + 201 * 400) / 800
    expect(after({ price: 150 }, ...ticks, ...tuesday).phase).to.equal('Waiting');
  });

  it('passes over a tick without a price or a volume', () => {
    const state = after({ at: MONDAY }, ...ticks);

    expect(nextAnchoredTickVwap(state, traded(9, undefined, 9_000))).to.equal(state);
    expect(nextAnchoredTickVwap(state, traded(9, 100, undefined))).to.equal(state);
  });

  it('refuses a width that is none', () => {
    expect(() => anchoredTickVwap({ at: MONDAY }, -1)).to.throw('anchoredTickVwap');
  });

  it('is the VWAP of the session where it is anchored before it, whatever the volume does', () => {
    const some = fc.array(
      fc.tuple(fc.integer({ min: 1_900, max: 2_100 }), fc.integer({ min: -400, max: 900 })),
      {
        minLength: 2,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(some, (moves) => {
        let volume = 5_000;
        const day = moves.map(([price, by], i) => traded(i, price / 20, (volume = Math.max(0, volume + by))));
        const session = day.reduce(nextSessionVwap, sessionVwap);
        const { value } = after({ at: epochMs(0) }, ...day);

        if (vwapOf(session) === undefined) expect(value).to.equal(undefined);
        else {
          expect(value?.vwap).to.be.closeTo(vwapOf(session) ?? NaN, 1e-9);
          expect(value?.deviation).to.be.closeTo(vwapDeviationOf(session) ?? NaN, 1e-6);
        }
      }),
    );
  });
});
