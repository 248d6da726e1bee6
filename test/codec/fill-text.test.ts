import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import {
  parseCount,
  parseLatency,
  parseShare,
  parseShares,
  parseSlippage,
} from '../../src/codec/fill-text.js';
import { byText, latencyText, slippageText } from '../../src/domain/fill-model-text.js';

describe('the parts of a fill model as text', () => {
  it('are read: latency', () => {
    expect(parseLatency('150')).to.deep.equal(E.right({ kind: 'fixed', ms: 150 }));
    expect(parseLatency('uniform:100:200')).to.deep.equal(
      E.right({ kind: 'uniform', fromMs: 100, toMs: 200 }),
    );
    expect(parseLatency('lognormal:150:50')).to.deep.equal(
      E.right({ kind: 'lognormal', meanMs: 150, deviationMs: 50 }),
    );
  });

  it('are refused: latency', () => {
    for (const text of [
      '',
      '-1',
      '1.5',
      'fixed',
      'fixed:1:2',
      'uniform:2:1',
      'uniform:1',
      'lognormal:1:2:3',
      'lognormal:0:50',
      'normal:1:2',
    ])
      expect(E.isLeft(parseLatency(text)), text).to.equal(true);
  });

  it('are refused: slippage and shares', () => {
    for (const text of [
      '',
      'none:1',
      'ticks',
      'ticks:-1',
      'ticks:1:2',
      'volumeShare:0.1',
      'volumeShare:0.1:2',
      'spread:x',
    ])
      expect(E.isLeft(parseSlippage(text)), text).to.equal(true);
    for (const text of ['', '1.1', '1/2', '1/0.5/0.2', '-0.1', '.5'])
      expect(E.isLeft(parseShares(text)), text).to.equal(true);
    expect(E.isLeft(parseShare('1.01'))).to.equal(true);
    expect(E.isLeft(parseCount('1.5'))).to.equal(true);
  });

  it('are read back as they are written', () => {
    const ms = fc.nat(5_000);
    const share = fc.integer({ min: 0, max: 1_000 }).map((part) => part / 1_000);
    fc.assert(
      fc.property(ms, ms, share, share, (a, b, c, d) => {
        const uniform = { kind: 'uniform', fromMs: Math.min(a, b), toMs: Math.max(a, b) } as const;
        for (const model of [
          { kind: 'fixed', ms: a } as const,
          uniform,
          { kind: 'lognormal', meanMs: a + 1, deviationMs: b } as const,
        ])
          expect(parseLatency(latencyText(model))).to.deep.equal(E.right(model));
        for (const model of [
          { kind: 'none' } as const,
          { kind: 'ticks', ticks: a } as const,
          { kind: 'spread', share: c } as const,
          { kind: 'volumeShare', impact: c, cap: d } as const,
          { kind: 'squareRoot', factor: c, dailyVolatility: d } as const,
        ])
          expect(parseSlippage(slippageText(model))).to.deep.equal(E.right(model));
        expect(parseShares(byText({ liquid: c, other: d }))).to.deep.equal(E.right({ liquid: c, other: d }));
      }),
    );
  });
});
