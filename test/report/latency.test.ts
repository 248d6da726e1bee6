import { expect } from 'chai';
import fc from 'fast-check';
import { LatencyHistogram } from '../../src/report/latency.js';

const of = (ms: readonly number[]): LatencyHistogram => {
  const histogram = new LatencyHistogram();
  for (const one of ms) histogram.record(one);
  return histogram;
};

describe('LatencyHistogram', () => {
  it('takes percentiles by nearest rank', () => {
    const histogram = of([2, 3, 3, 4, 5, 7, 9, 12, 40, 250].map((us) => us / 1_000));

    expect(histogram.percentile(50)).to.equal(0.005);
    expect(histogram.percentile(90)).to.equal(0.04);
    expect(histogram.percentile(99)).to.equal(0.25);
  });

  it('agrees with the sorted values to three digits, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 59_000_000 }), { minLength: 1 }),
        fc.constantFrom(50, 90, 99, 99.9),
        (us, percent) => {
          const sorted = [...us].sort((a, b) => a - b);
          const exact = sorted[Math.max(1, Math.ceil((percent / 100) * us.length - 1e-9)) - 1] ?? NaN;
          const found = of(us.map((one) => one / 1_000)).percentile(percent) * 1_000;

          expect(Math.abs(found - exact)).to.be.at.most(exact / 1_000 + 1e-6);
        },
      ),
    );
  });

  it('of several is that of all their values', () => {
    const [a, b] = [
      [1, 2, 3, 50],
      [4, 100],
    ];
    const sum = of(a);

    sum.add(of(b));
    expect(sum.latency).to.deep.equal(of([...a, ...b]).latency);
  });

  it('counts what is below zero as zero, and what takes longer than a minute as a minute', () => {
    expect(of([-5]).latency.max).to.equal(0);
    expect(of([3_600_000]).latency.max).to.be.closeTo(60_000, 60);
  });
});
