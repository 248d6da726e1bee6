import { expect } from 'chai';
import { slippageOf } from '../../../src/exchange/slippage/slippage.js';

const MET = { tickSize: 0.05, spread: 0.4, volume: 1_000, dayVolume: 500_000 };

describe('slippageOf', () => {
  it('is nothing, so many ticks, or a share of the spread', () => {
    expect(slippageOf({ kind: 'none' }, 100, 50, MET)).to.equal(0);
    expect(slippageOf({ kind: 'ticks', ticks: 3 }, 100, 50, MET)).to.be.closeTo(0.15, 1e-12);
    expect(slippageOf({ kind: 'spread', share: 0.25 }, 100, 50, MET)).to.equal(0.1);
  });

  it('grows with the square of the share of the volume, up to a cap: 25 of 1,000 at 100 cost 0.00625', () => {
    const model = { kind: 'volumeShare', impact: 0.1, cap: 0.025 } as const;

    expect(100 + slippageOf(model, 100, 25, MET)).to.be.closeTo(100.00625, 1e-12); // 100 · (1 + 0.1 · 0.025²)
    expect(slippageOf(model, 100, 900, MET)).to.be.closeTo(0.00625, 1e-12);
    expect(slippageOf(model, 100, 5, MET)).to.be.closeTo(0.00025, 1e-12); // 100 · 0.1 · 0.005²
    expect(slippageOf(model, 100, 5, { ...MET, volume: 0 })).to.be.closeTo(0.00625, 1e-12);
    expect(slippageOf(model, 100, 5, { ...MET, volume: undefined })).to.equal(0);
  });

  it('grows with the root of the share of the day: 6,500 of 500,000 at 1.2 % a day cost 13.682105 bps', () => {
    const model = { kind: 'squareRoot', factor: 1, dailyVolatility: 0.012 } as const;

    expect(slippageOf(model, 10_000, 6_500, MET)).to.be.closeTo(13.682105, 1e-6);
    expect(slippageOf({ ...model, factor: 0.5 }, 10_000, 6_500, MET)).to.be.closeTo(6.8410525, 1e-6);
    expect(slippageOf(model, 10_000, 6_500, { ...MET, dayVolume: undefined })).to.equal(0);
  });
});
