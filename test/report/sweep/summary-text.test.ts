import { expect } from 'chai';
import { rupees } from '../../../src/domain/money.js';
import type { Figures } from '../../../src/report/figures.js';
import { summaryText } from '../../../src/report/sweep/summary-text.js';
import { summaryOf } from '../../../src/report/sweep/sweep-summary.js';

const PERIODS = 64;
const CAPITAL = rupees(100_000);
/** What a row earns in each period: nothing, or by turns more and less. */
const IDLE = 0;
const BUSY = 10;

const row = (fast: number, figures: Figures, earned = BUSY) => ({
  settings: { 'trend.fast': fast },
  error: null,
  result: {
    figures,
    equity: Array.from({ length: PERIODS }, (_, i) => rupees(100_000 + earned * (i + (i % 2)))),
    trades: [],
  },
});
const failed = { settings: { 'trend.fast': 99 }, error: 'broken', result: null };

const textOf = (rows: readonly (ReturnType<typeof row> | typeof failed)[]) => {
  const summary = summaryOf(rows, rows, {
    ranking: { figure: 'sharpe', isLeast: false, isWithin: ({ trades }) => (trades ?? 0) < 10 },
    slices: { sessions: ['2026-01-05'], parts: [PERIODS], cuts: new Array(PERIODS).fill(0) as never },
    capital: CAPITAL,
    windows: [],
  });
  return summaryText(summary, 'sharpe');
};

describe('summaryText', () => {
  it('tells what became of the rows', () => {
    const rows = [row(1, { sharpe: 1 }), row(2, { sharpe: null }), row(3, { sharpe: 2, trades: 10 }), failed];

    expect(textOf(rows).counts).to.equal(
      '4 combinations: 1 ranked by sharpe, 1 outside the constraints, 1 without sharpe, 1 failed',
    );
    expect(textOf([row(1, { sharpe: 1 })]).counts).to.equal('1 combination: 1 ranked by sharpe');
  });

  it('has no best row where none is ranked, and says why', () => {
    expect(textOf([row(1, { sharpe: null })])).to.deep.include({
      verdict: 'There is no best row',
      reasons: [
        'none has a sharpe, which may take more sessions or trades; another --objective ranks the same rows, and nothing runs again',
      ],
    });
    expect(textOf([row(1, { sharpe: 1, trades: 10 }), failed])).to.deep.include({
      verdict: 'There is no best row',
      reasons: ['those that did not fail are outside the constraints'],
    });
    expect(textOf([row(1, { sharpe: 1, trades: 10 })]).reasons).to.deep.equal([
      'none is within the constraints',
    ]);
    expect(textOf([failed]).reasons).to.deep.equal(['all of them failed']);
  });

  it('says of a best row that is a loss that it is one', () => {
    const { reasons } = textOf([row(1, { sharpe: -1, netPnl: -2_500.6 })]);

    expect(reasons[0]).to.equal('it is a loss all the same, of 2,501 rupees');
    expect(textOf([row(1, { sharpe: 1, netPnl: 1 })]).reasons.join()).not.to.contain('a loss');
  });

  it('says of a best row whose equity never changed just that', () => {
    const { verdict, reasons } = textOf([row(1, { sharpe: 1, trades: 0 }, IDLE)]);

    expect(verdict).to.equal('The best row is not to be judged');
    expect(reasons[0]).to.equal('its equity never changed, as of one that does not trade');
  });

  it('tells how the rows a step away from the best do', () => {
    const rows = [row(1, { sharpe: 1 }), row(2, { sharpe: 2 }), row(3, { sharpe: 0.9 })];

    expect(textOf(rows).reasons.at(-1)).to.equal('2 rows are a step away from it, 1 at least half as good');
    expect(textOf([row(1, { sharpe: -1 }), row(2, { sharpe: -2 })]).reasons.at(-1)).to.equal(
      '1 row is a step away from it',
    );
    expect(textOf(rows.slice(0, 1)).reasons.at(-1)).to.equal(
      'no other row is a step away from it: whether it stands alone is not known',
    );
  });
});
