import { expect } from 'chai';
import fc from 'fast-check';
import { conclusionText } from '../../../src/report/compare/conclusion-text.js';
import { pairedTest } from '../../../src/report/compare/paired-test.js';
import type { DailyRow } from '../../../src/report/daily-rows.js';
import { studentP, studentT } from '../../../src/report/student-t.js';
import { near } from '../near.js';

/** A day each from 1 January on. */
const days = (returns: readonly (number | null)[], from = 0): readonly DailyRow[] =>
  returns.map((r, day) => ({
    date: new Date(Date.UTC(2026, 0, 1 + from + day)).toISOString().slice(0, 10),
    equity: 1,
    netPnl: 0,
    return: r,
  }));

describe('pairedTest', () => {
  it('is that of the days that both have', () => {
    const backtest = days([0.004, -0.002, 0.003, 0.001, -0.001, 0.5]);
    const paper = days([0.9, 0.0035, -0.0024, 0.0028, 0.0007, -0.0012], -1);

    const found = pairedTest(paper, backtest, 0.05);

    expect(found.days).to.equal(5);
    near(found.meanDifference, -0.00032);
    near(found.deviation, 0.00013038404810405296);
    near(found.correlation, 0.998732146219633);
    near(found.t, -5.487954724560282);
    expect(found.conclusion).to.equal('tooFewDays');
  });

  it('leaves out days without a return', () => {
    expect(pairedTest(days([0.1, null, 0.2]), days([0.1, 0.2, null]), 0.05).days).to.equal(1);
  });

  const noise = Array.from({ length: 40 }, (_, day) => (((day * 0.618034) % 1) - 0.5) / 100);

  it('concludes from twenty days on, and only what chance does not explain', () => {
    const better = noise.map((r, day) => r + 0.001 + (day % 2 === 0 ? 0.0005 : -0.0005));
    const alike = noise.map((r, day) => r + (day % 2 === 0 ? 0.0005 : -0.0005));

    expect(pairedTest(days(better), days(noise), 0.05).conclusion).to.equal('first');
    expect(pairedTest(days(noise), days(better), 0.05).conclusion).to.equal('second');
    expect(pairedTest(days(alike), days(noise), 0.05).conclusion).to.equal('chance');
    expect(pairedTest(days(better.slice(0, 19)), days(noise), 0.05).conclusion).to.equal('tooFewDays');
    expect(pairedTest(days(better.slice(0, 20)), days(noise), 0.05).conclusion).to.equal('first');
  });

  it('concludes where one did better by as much on every day, which has no p', () => {
    const more = noise.map((r) => r + 0.001);
    const { p, conclusion } = pairedTest(days(more), days(noise), 0.05);

    expect([p, conclusion]).to.deep.equal([null, 'first']);
    expect(
      conclusionText({ first: 'a', second: 'b', isSame: false, days: 40, p, conclusion }, 0.05),
    ).to.equal('a and b: a did better, by as much on every day.');
  });

  it('finds runs equal that earned the same on every day', () => {
    const { t, p, correlation, conclusion } = pairedTest(days(noise), days(noise), 0.05);

    expect([t, p, conclusion]).to.deep.equal([null, null, 'equal']);
    near(correlation, 1);
  });

  it('has no correlation with a run that earned nothing', () => {
    expect(pairedTest(days(noise), days(noise.map(() => 0)), 0.05).correlation).to.equal(null);
  });

  it('turns round with its sides', () => {
    const returns = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(returns, returns, (one, other) => {
        const [a, b] = [days(one.map((r) => r / 10_000)), days(other.map((r) => r / 10_000))];
        const [there, back] = [pairedTest(a, b, 0.05), pairedTest(b, a, 0.05)];

        expect(back.t ?? 0).to.be.closeTo(-(there.t ?? 0), 1e-9);
        expect(back.p ?? 1).to.be.closeTo(there.p ?? 1, 1e-12);
        expect(back.correlation ?? 0).to.be.closeTo(there.correlation ?? 0, 1e-12);
      }),
    );
  });
});

describe('studentP', () => {
  it('is what tables have', () => {
    expect(studentP(2.776445105, 4)).to.be.closeTo(0.05, 1e-9);
    expect(studentP(-2.093024054, 19)).to.be.closeTo(0.05, 1e-9);
    expect(studentP(1, 1)).to.be.closeTo(0.5, 1e-12); // Cauchy
    expect(studentP(0, 10)).to.equal(1);
    expect(studentP(1e9, 10)).to.be.within(0, 1e-12);
  });

  it('undoes the quantile', () => {
    expect(studentP(studentT(0.95, 40), 40)).to.be.closeTo(0.05, 1e-12);
  });
});
