import { expect } from 'chai';
import { GapFold } from '../../../src/report/stability/gap-fold.js';
import { scripClass } from '../../../src/report/stability/scrip-class.js';
import { overlapOf } from '../../../src/report/stability/span.js';
import { uptimeOf } from '../../../src/report/stability/uptime.js';
import { instrument } from '../../support/instrument.js';

describe('GapFold', () => {
  it('tells count, longest, sum and excess, and the coverage by each', () => {
    const arrivals = [0, 250, 500, 760, 1_000, 4_000, 4_250, 4_500, 9_500, 9_750];
    const fold = new GapFold();
    arrivals.slice(1).forEach((at, i) => fold.take(at - (arrivals[i] ?? 0), 2_000));
    const { coverage, fullCoverage, ...gaps } = fold.gaps(9_750);

    expect(gaps).to.deep.equal({ count: 2, longestMs: 5_000, sumMs: 8_000, excessMs: 4_000 });
    expect(coverage).to.be.closeTo(0.5897435897, 1e-10); // 1 - 4000 / 9750
    expect(fullCoverage).to.be.closeTo(0.1794871795, 1e-10); // 1 - 8000 / 9750
  });

  it('has no coverage of nothing, and no gap at the threshold', () => {
    const fold = new GapFold();
    fold.take(2_000, 2_000);

    expect(fold.gaps(0)).to.include({ count: 0, coverage: null, fullCoverage: null });
  });
});

describe('uptimeOf', () => {
  it('is what outages leave of the session', () => {
    const { uptime, mtbfMs, mttrMs } = uptimeOf(22_500_000, [37_000, 95_000]);

    expect(uptime).to.be.closeTo(0.9941333, 5e-8);
    expect([mtbfMs, mttrMs]).to.deep.equal([11_184_000, 66_000]);
  });

  it('is whole without an outage, and nothing of nothing', () => {
    expect(uptimeOf(1_000, [])).to.deep.equal({
      uptime: 1,
      downMs: 0,
      outages: 0,
      mtbfMs: null,
      mttrMs: null,
    });
    expect(uptimeOf(0, []).uptime).to.equal(null);
  });
});

describe('overlapOf', () => {
  it('is as far as span and windows both go', () => {
    const windows = [
      { from: 0, to: 10 },
      { from: 20, to: 30 },
    ];

    expect(overlapOf({ from: 5, to: 25 }, windows)).to.equal(10); // 5 of each
    expect(overlapOf({ from: 10, to: 20 }, windows)).to.equal(0);
  });
});

describe('scripClass', () => {
  const option = { kind: 'OPTIDX', strike: 26_000, optionType: 'CE' } as const;
  for (const [what, of, underlying, expected] of [
    ['an index', { kind: 'INDEX' }, undefined, 'index'],
    ['a future on one', { kind: 'FUTIDX' }, undefined, 'future'],
    ['a share', { kind: 'EQ' }, undefined, 'other'],
    ['an option at the money', option, 26_250, 'option'], // 26000 / 26250 is 0.95 % below
    ['an option out of it', option, 26_300, 'other'], // 1.14 %
    ['an option on what is not subscribed', option, undefined, 'other'],
  ] as const)
    it(`of ${what} is ${expected}`, () => {
      expect(scripClass(instrument(of), underlying)).to.equal(expected);
    });
});
