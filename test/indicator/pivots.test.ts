import { expect } from 'chai';
import {
  camarillaPivots,
  centralPivots,
  classicPivots,
  fibonacciPivots,
  type Pivots,
  woodiePivots,
} from '../../src/indicator/pivots.js';
import { nextPreviousSession, previousSession } from '../../src/indicator/session-range.js';
import { walk } from './support/sample-bar.js';

const RANGE = { high: 106, low: 102, close: 104.5 };
const rounded = ({ pivot, resistances, supports }: Pivots): Pivots => ({
  pivot: round6(pivot),
  resistances: resistances.map(round6),
  supports: supports.map(round6),
});
const round6 = (x: number): number => Math.round(x * 1e6) / 1e6;

describe('pivots of high 106, low 102, close 104.5', () => {
  it('are classic', () => {
    expect(rounded(classicPivots(RANGE))).to.deep.equal({
      pivot: 104.166667,
      resistances: [106.333333, 108.166667, 110.333333],
      supports: [102.333333, 100.166667, 98.333333],
    });
  });

  it('are by Fibonacci', () => {
    expect(rounded(fibonacciPivots(RANGE))).to.deep.equal({
      pivot: 104.166667,
      resistances: [105.694667, 106.638667, 108.166667],
      supports: [102.638667, 101.694667, 100.166667], // as far below
    });
  });

  it('are Camarilla', () => {
    expect(rounded(camarillaPivots(RANGE))).to.deep.equal({
      pivot: 104.166667,
      resistances: [104.866667, 105.233333, 105.6, 106.7],
      supports: [104.133333, 103.766667, 103.4, 102.3],
    });
  });

  it("are Woodie's", () => {
    expect(rounded(woodiePivots(RANGE))).to.deep.equal({
      pivot: 104.25,
      resistances: [106.5, 108.25],
      supports: [102.5, 100.25],
    });
    expect(woodiePivots(RANGE, 105).pivot).to.equal(104.5); // (106 + 102 + 2 * 105) / 4
  });

  it('are central', () => {
    const { pivot, top, bottom } = centralPivots(RANGE);

    expect([pivot, top, bottom].map(round6)).to.deep.equal([104.166667, 104.333333, 104]);
    expect(centralPivots({ high: 106, low: 102, close: 102 }).top).to.equal(104); // a low close turns them round
  });
});

describe('nextPreviousSession', () => {
  it('has the range of the session before, all through this one', () => {
    const bars = walk(5, 225);
    let state = previousSession;
    bars.forEach((bar, i) => {
      state = nextPreviousSession(state, bar);
      const before = bars.slice(75 * (Math.floor(i / 75) - 1), 75 * Math.floor(i / 75));
      const wanted =
        i < 75
          ? undefined
          : {
              high: Math.max(...before.map(({ high }) => high)),
              low: Math.min(...before.map(({ low }) => low)),
              close: before.at(-1)?.close,
            };

      expect(state.value).to.deep.equal(wanted);
    });
  });
});
