import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { FillModelCodec, FillModelPart } from '../../src/codec/fill-model.js';
import { CONSERVATIVE_FILLS, IDEAL_FILLS } from '../../src/domain/fill-model.js';

describe('FillModelCodec', () => {
  it('reads back what it was, through JSON', () => {
    for (const model of [CONSERVATIVE_FILLS, IDEAL_FILLS])
      expect(FillModelCodec.decode(JSON.parse(JSON.stringify(model)))).to.deep.equal(E.right(model));
  });

  it('refuses a part that is missing, out of its bounds or of no kind', () => {
    for (const wrong of [
      { ...CONSERVATIVE_FILLS, seed: undefined },
      { ...CONSERVATIVE_FILLS, queueShare: 1.1 },
      { ...CONSERVATIVE_FILLS, extraTicks: 0.5 },
      { ...CONSERVATIVE_FILLS, extraTicks: NaN },
      { ...CONSERVATIVE_FILLS, slippage: { kind: 'some' } },
      { ...CONSERVATIVE_FILLS, entryLatency: { kind: 'uniform', fromMs: 2, toMs: 1 } },
      { ...CONSERVATIVE_FILLS, participation: 1 },
    ])
      expect(E.isLeft(FillModelCodec.decode(wrong)), JSON.stringify(wrong)).to.equal(true);
  });

  it('takes parts alone where a pipeline tells them', () => {
    expect(E.isRight(FillModelPart.decode({ extraTicks: 2 }))).to.equal(true);
    expect(E.isLeft(FillModelPart.decode({ extraTicks: -2 }))).to.equal(true);
  });
});
