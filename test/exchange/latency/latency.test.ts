import { expect } from 'chai';
import fc from 'fast-check';
import type { LatencyModel } from '../../../src/domain/fill-model.js';
import { latencyOf } from '../../../src/exchange/latency/latency.js';
import { orderStream } from '../../../src/exchange/order-stream.js';

const drawn = (model: LatencyModel, count: number): readonly number[] => {
  const draw = orderStream(7, 'a test');
  return Array.from({ length: count }, () => latencyOf(model, draw));
};
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};

describe('latencyOf', () => {
  it('is fixed', () => {
    expect(new Set(drawn({ kind: 'fixed', ms: 20 }, 10))).to.deep.equal(new Set([20]));
  });

  it('is any millisecond of a range, each about as often', () => {
    const values = drawn({ kind: 'uniform', fromMs: 5, toMs: 8 }, 8_000);
    const counts = [5, 6, 7, 8].map((ms) => values.filter((value) => value === ms).length);

    expect(counts.reduce((sum, count) => sum + count)).to.equal(8_000);
    for (const count of counts) expect(count).to.be.within(1_850, 2_150); // 2,000; three deviations are 116
  });

  it('is lognormal with the mean and deviation asked for', () => {
    const values = drawn({ kind: 'lognormal', meanMs: 150, deviationMs: 50 }, 20_000);

    expect(mean(values)).to.be.within(149, 151);
    expect(deviation(values)).to.be.within(48, 52);
    expect(values.toSorted((a, b) => a - b)[10_000]).to.be.within(141, 144); // 150 / √(1 + 1/9) = 142.3
  });

  it('is whole milliseconds, never below zero', () => {
    const ms = fc.nat(2_000);
    fc.assert(
      fc.property(ms, ms, fc.integer(), (a, b, seed) => {
        const draw = orderStream(seed, 'a');
        for (const model of [
          { kind: 'uniform', fromMs: Math.min(a, b), toMs: Math.max(a, b) },
          { kind: 'lognormal', meanMs: a, deviationMs: b },
        ] as const) {
          const value = latencyOf(model, draw);
          expect(Number.isSafeInteger(value) && value >= 0).to.equal(true);
        }
      }),
    );
  });
});

describe('orderStream', () => {
  it('draws the same for the same seed and key, and else another', () => {
    const of = (seed: number, key: string): readonly number[] => {
      const draw = orderStream(seed, key);
      return [draw(), draw(), draw()];
    };

    expect(of(1, 'momentum:NSE|22:3')).to.deep.equal(of(1, 'momentum:NSE|22:3'));
    expect(of(1, 'momentum:NSE|22:3')).to.not.deep.equal(of(1, 'momentum:NSE|22:4'));
    expect(of(1, 'momentum:NSE|22:3')).to.not.deep.equal(of(2, 'momentum:NSE|22:3'));
  });
});
