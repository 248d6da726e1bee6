import { expect } from 'chai';
import { NO_HURDLES } from '../../../src/domain/hurdles.js';
import { type Money, rupees } from '../../../src/domain/money.js';
import { epochMs } from '../../../src/domain/time.js';
import { returnFigures } from '../../../src/report/return-figures.js';
import type { Slices } from '../../../src/report/sweep/slices.js';
import { summaryOf } from '../../../src/report/sweep/sweep-summary.js';
import { windowsOf } from '../../../src/report/sweep/walk-forward.js';

const CLOSES: readonly Money[] = [101, 103, 102, 105, 104, 106].map(rupees);
const SLICES: Slices = {
  sessions: ['2026-01-01', '2026-01-02', '2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08'],
  parts: CLOSES.map(() => 1),
  cuts: CLOSES.map((_, i) => epochMs(i)),
};

describe('summaryOf', () => {
  it('walks forward by the hurdles of the pipeline', () => {
    const hurdles = { ...NO_HURDLES, riskFree: 0.065 };
    const row = {
      settings: { 'a.b': 1 },
      error: null,
      result: { figures: { sharpe: 1 }, equity: CLOSES, trades: CLOSES.map(() => [0, 0, 0, 0] as const) },
    };
    const ranking = { figure: 'sharpe', isLeast: false, isWithin: () => true };
    const windows = windowsOf(6, 4, 2);

    const { walkForward } = summaryOf([row], [row], {
      ...{ ranking, slices: SLICES, capital: rupees(100), hurdles, windows },
    });

    const days = CLOSES.slice(0, 4).map(() => 0 as never);
    const { sharpe } = returnFigures(days, rupees(100), CLOSES.slice(0, 4), hurdles);
    expect(walkForward?.rows[0]?.inSample).to.equal(sharpe);
  });

  it('walks forward by the closes of sessions that are cut into parts, not all into as many', () => {
    const equity = [90, 101, 95, 102, 103, 80, 106].map(rupees); // closes: 101, 103, 106
    const slices: Slices = {
      sessions: SLICES.sessions.slice(0, 3),
      parts: [2, 3, 2],
      cuts: equity.map((_, i) => epochMs(i)),
    };
    const row = {
      ...{ settings: { 'a.b': 1 }, error: null },
      result: { figures: { netPnl: 6 }, equity, trades: slices.sessions.map(() => [0, 0, 0, 0] as const) },
    };
    const ranking = { figure: 'netPnl', isLeast: false, isWithin: () => true };

    const { walkForward } = summaryOf([row], [row], {
      ...{ ranking, slices, capital: rupees(100), windows: windowsOf(3, 2, 1) },
    });

    expect(walkForward?.rows).to.deep.equal([{ inSample: 3, outOfSample: 3 }]);
  });
});
