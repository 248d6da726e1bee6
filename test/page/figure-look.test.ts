import { expect } from 'chai';
import { figureLook, LOOKED_UP } from '../../src/page/sweep/figure-look.js';
import { FIGURE_NAMES } from '../../src/report/figures.js';

describe('figureLook', () => {
  it('knows no figure that a report has not', () => {
    expect(FIGURE_NAMES).to.include.members(LOOKED_UP);
  });

  it('shows rupees, ratios, counts and times as what they are', () => {
    const of = (name: string, value: number | null): string => figureLook(name).text(value);

    expect(of('netPnl', -125_000.4)).to.equal('−₹1,25,000');
    expect(of('maxDrawdown', 0.0125)).to.equal('1.25%');
    expect(of('trades', 1_200)).to.equal('1,200');
    expect(of('maxDrawdown.durationMs', 7_200_000)).to.equal('2 h');
    expect(of('sharpe', 1.234)).to.equal('1.23');
    expect(of('sharpe', null)).to.equal('–');
  });

  it('has a sign where 0 parts gains from losses', () => {
    expect(['netPnl', 'sharpe', 'cagr'].map((name) => figureLook(name).isSigned)).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(['maxDrawdown', 'winRate', 'profitFactor'].some((name) => figureLook(name).isSigned)).to.equal(
      false,
    );
  });
});
