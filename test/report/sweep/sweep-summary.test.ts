import { expect } from 'chai';
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
    const hurdles = { riskFree: 0.065, least: 0 };
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
});
