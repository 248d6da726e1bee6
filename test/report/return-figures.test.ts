import { expect } from 'chai';
import fc from 'fast-check';
import { type Money, rupees } from '../../src/domain/money.js';
import type { SessionDay } from '../../src/domain/session.js';
import { cagr, cagrBySessions } from '../../src/report/cagr.js';
import { drawdownSpans } from '../../src/report/drawdown-spans.js';
import { growthStability } from '../../src/report/growth-stability.js';
import { omega } from '../../src/report/omega.js';
import { percentileOf } from '../../src/report/percentile.js';
import { type ReturnFigures, returnFigures } from '../../src/report/return-figures.js';
import { drawdownsAtCloses, timeUnderWater, ulcer } from '../../src/report/under-water.js';
import { conditionalVar, historicalVar, parametricVar, tailRatio } from '../../src/report/value-at-risk.js';
import { volatility } from '../../src/report/volatility.js';
import { near } from './near.js';

const RETURNS = [0.01, -0.02, 0.015, 0, 0.03, -0.01, -0.005, 0.02];
const CLOSES = [1.01, 0.9898, 1.004647, 1.004647, 1.03478641, 1.0244385459, 1.0193163532, 1.0397026802];
const GROWTH = 1.0397026802;

describe('volatility', () => {
  it('is the sample deviation per year', () => {
    near(volatility(RETURNS), 0.26495282598983544);
    expect(volatility([0.01])).to.equal(null);
  });
});

describe('cagr', () => {
  it('is the growth compounded to a year', () => {
    expect(cagrBySessions(GROWTH, 8)).to.be.closeTo(2.409091448952698, 1e-8);
    near(cagr(1.21, 730.5), 0.1); // two years: √1.21 - 1
    near(cagr(0.25, 365.25), -0.75);
  });

  it('says nothing of less than a week, and of nothing left', () => {
    expect(cagr(1.01, 7)).to.equal(null); // a week is 7.02 days
    expect(cagr(1.01, 8)).to.be.a('number');
    expect(cagrBySessions(1.01, 4)).to.equal(null); // and 4.85 sessions
    expect(cagrBySessions(1.01, 5)).to.be.a('number');
    expect([cagr(0, 365), cagr(-0.5, 365)]).to.deep.equal([null, null]);
    expect(cagr(1e8, 8)).to.equal(null); // 10^8 to the power 45 is beyond doubles
  });
});

describe('drawdownSpans', () => {
  it('are from the peak to the close that was back', () => {
    const spans = drawdownSpans(1, CLOSES);

    expect(spans.map(({ peak, trough, end, isOpen }) => [peak, trough, end, isOpen])).to.deep.equal([
      [1, 2, 5, false],
      [5, 7, 8, false],
    ]);
    near(spans[0]?.depth ?? null, -0.02);
  });

  it('tell of one that has not come back, and of one from the start', () => {
    expect(drawdownSpans(10, [9, 10, 8, 9])).to.deep.equal([
      { peak: 0, trough: 1, end: 2, depth: 9 / 10 - 1, isOpen: false },
      { peak: 2, trough: 3, end: 4, depth: 8 / 10 - 1, isOpen: true },
    ]);
  });

  it('begin at the last of equal peaks, and are none where equity never fell', () => {
    expect(drawdownSpans(10, [12, 12, 11, 13]).map(({ peak, end }) => [peak, end])).to.deep.equal([[2, 4]]);
    expect(drawdownSpans(10, [10, 11, 11])).to.deep.equal([]);
  });
});

describe('ulcer and time under water', () => {
  const drawdowns = drawdownsAtCloses(1, CLOSES);

  it('are the depth of the drawdowns at the closes, and their share', () => {
    expect(ulcer(drawdowns)).to.be.closeTo(0.009872198969834501, 1e-10);
    near(timeUnderWater(drawdowns), 5 / 8); // all but the first, the fifth and the last
  });

  it('have no meaning without closes', () => {
    expect([ulcer([]), timeUnderWater([])]).to.deep.equal([null, null]);
  });
});

describe('omega', () => {
  it('is what was above the threshold over what was below', () => {
    near(omega(RETURNS), 2.142857142857143); // 0.075 / 0.035
    near(omega([0.03, 0.01], 0.02), 1);
    expect(omega([0.01, 0])).to.equal(null);
  });
});

describe('growthStability', () => {
  it('is one for steady growth, and less for any other', () => {
    near(growthStability(1, [1.1, 1.21, 1.331]), 1);
    // logarithms 0, 1, 0, 1 on 0, 1, 2, 3: covariance 1, variances 5 and 1, so 1 / 5
    near(growthStability(1, [Math.E, 1, Math.E]), 0.2);
  });

  it('has no meaning for fewer than three closes, ruin and equity that stood still', () => {
    expect(growthStability(1, [1.1, 1.2])).to.equal(null);
    expect(growthStability(1, [1.1, 0, 1])).to.equal(null);
    expect(growthStability(0.1, [0.1, 0.1, 0.1])).to.equal(null);
  });
});

describe('value at risk', () => {
  it('is the percentile of the returns, that of a normal distribution, and the mean beyond', () => {
    near(historicalVar(RETURNS), -0.0165);
    near(parametricVar(RETURNS), -0.022453362363642038);
    near(conditionalVar(RETURNS), -0.02);
    near(historicalVar(RETURNS, 0.2), -0.008);
    near(conditionalVar(RETURNS, 0.2), -0.015);
    near(tailRatio(RETURNS), 1.6060606060606057);
  });

  it('has no meaning for no returns, nor a tail ratio where the worst come to nothing', () => {
    expect([historicalVar([]), parametricVar([0.01]), conditionalVar([]), tailRatio([])]).to.deep.equal([
      null,
      null,
      null,
      null,
    ]);
    expect(tailRatio([0, 0, 0])).to.equal(null);
  });

  it('is never better than what is beyond it', () => {
    const returns = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(returns, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (some, tail) => {
        expect(conditionalVar(some, tail)).to.be.at.most((historicalVar(some, tail) ?? NaN) + 1e-12);
        expect(percentileOf(some, 0)).to.equal(Math.min(...some));
        expect(percentileOf(some, 1)).to.equal(Math.max(...some));
      }),
    );
  });
});

describe('returnFigures', () => {
  const START = rupees(100_000);
  /** Monday, 29 December 2025. */
  const MONDAY = 20_451 as SessionDay;
  const of = (closes: readonly number[], from = MONDAY): ReturnFigures =>
    returnFigures(
      closes.map((_, day) => (from + day) as SessionDay),
      START,
      closes.map(rupees),
    );

  it('are those of the closes', () => {
    const figures = of(CLOSES.map((close) => close * 100_000));

    // Money is kept to ten-thousandths of a rupee, so ratios are to nine digits.
    for (const [figure, expected] of [
      [figures.volatility, 0.26495282598983544],
      [figures.sharpe, 4.755563543407302],
      [figures.sortino, 9.797958971132713],
      [figures.cagrBySessions, 2.409091448952698],
      [figures.ulcer, 0.009872198969834501],
      [figures.omega, 2.142857142857143],
      [figures.valueAtRisk.historical, -0.0165],
      [figures.valueAtRisk.parametric, -0.022453362363642038],
      [figures.valueAtRisk.conditional, -0.02],
      [figures.tailRatio, 1.6060606060606057],
      [figures.kurtosis, 1.9013806706114396],
      [figures.psr, 0.7836849780768403],
      [figures.minTrl, 31.75716534603267],
    ] as const)
      expect(figure).to.be.closeTo(expected, Math.abs(expected) * 1e-6);
  });

  it('have the dates of the sessions, in which a year is not one of calendar years alone', () => {
    const { daily, drawdowns, monthly } = of([101_000, 99_000, 102_000, 103_020]);

    expect(daily.map(({ date, netPnl }) => [date, netPnl])).to.deep.equal([
      ['2025-12-29', 1000],
      ['2025-12-30', -2000],
      ['2025-12-31', 3000],
      ['2026-01-01', 1020],
    ]);
    expect(
      drawdowns.map(({ from, trough, to, sessions, isOpen }) => [from, trough, to, sessions, isOpen]),
    ).to.deep.equal([['2025-12-29', '2025-12-30', '2025-12-31', 2, false]]);
    expect(monthly.map(({ year }) => year)).to.deep.equal([2025, 2026]);
    near(monthly[0]?.months[11] ?? null, 0.02);
    near(monthly[0]?.return ?? null, 0.02);
    near(monthly[1]?.months[0] ?? null, 0.01);
    expect(monthly[1]?.months.slice(1)).to.deep.equal(Array(11).fill(null));
  });

  it('tell of a drawdown from the capital that no session had it before', () => {
    expect(of([99_000]).drawdowns).to.deep.equal([
      {
        from: null,
        trough: '2025-12-29',
        to: '2025-12-29',
        depth: 99_000 / 100_000 - 1,
        sessions: 1,
        isOpen: true,
      },
    ]);
  });

  it('end with ruin', () => {
    const {
      ruined,
      cagrBySessions: growth,
      daily,
      stability,
    } = of([50_000, -10_000, 20_000, 30_000, 40_000]);

    expect(ruined).to.equal(true);
    expect([growth, stability]).to.deep.equal([null, null]);
    expect(daily.map((day) => day.return)).to.deep.equal([-0.5, -1.2, null, null, null]);
    expect(of([50_000]).ruined).to.equal(false);
  });

  it('are null without capital', () => {
    const figures = returnFigures([MONDAY], 0 as Money, [rupees(5)]);

    expect(figures.daily).to.deep.equal([{ date: '2025-12-29', equity: 5, netPnl: 5, return: null }]);
    expect([figures.cagr, figures.sharpe, figures.ulcer, figures.timeUnderWater]).to.deep.equal([
      null,
      null,
      null,
      null,
    ]);
    expect([figures.drawdowns, figures.monthly, figures.ruined]).to.deep.equal([[], [], false]);
  });

  const series = fc.array(fc.integer({ min: 60_000, max: 160_000 }), { minLength: 2, maxLength: 60 });

  it('compound to the growth of the whole, by months and by years', () => {
    fc.assert(
      fc.property(series, (closes) => {
        const { monthly } = of(closes);
        const byYears = monthly.reduce((grown, year) => grown * (1 + year.return), 1);
        for (const year of monthly)
          expect(year.months.reduce<number>((grown, month) => grown * (1 + (month ?? 0)), 1)).to.be.closeTo(
            1 + year.return,
            1e-9,
          );
        expect(byYears).to.be.closeTo((closes.at(-1) ?? NaN) / 100_000, 1e-9);
      }),
    );
  });

  it('are the same of twice the money, and weeks later', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 60 }), (closes, weeks) => {
        const { daily, drawdowns, monthly, ...ratios } = of(closes);
        const later = of(closes, (MONDAY + 7 * weeks) as SessionDay);
        const twice = returnFigures(
          closes.map((_, day) => (MONDAY + day) as SessionDay),
          (START * 2) as Money,
          closes.map((close) => (rupees(close) * 2) as Money),
        );

        expect(later).to.deep.include(ratios);
        expect(twice).to.deep.include({ ...ratios, drawdowns, monthly });
        expect(twice.daily.map(({ netPnl }) => netPnl)).to.deep.equal(daily.map(({ netPnl }) => netPnl * 2));
        expect(later.drawdowns.map(({ depth }) => depth)).to.deep.equal(drawdowns.map(({ depth }) => depth));
      }),
    );
  });
});
