import { expect } from 'chai';
import { PriceFold } from '../../../src/report/page/price-fold.js';
import { instrument } from '../../support/instrument.js';
import { ist } from '../../support/ist.js';
import { tick } from '../../support/tick.js';

/** Of ticks at 100, a second each, which tell these day volumes: what was traded in each second. */
const tradedOf = (
  volumes: readonly (number | undefined)[],
  from = '2026-01-05T10:00:00',
): readonly number[] => {
  const fold = new PriceFold(instrument(), 100);
  for (const [i, volume] of volumes.entries())
    fold.tick(tick({ at: ist(from) + i * 1_000, last: 100, volume }));
  return fold.page().candles.volume;
};

describe('PriceFold', () => {
  it('draws what the day’s volume has grown by, and nothing of what came before', () => {
    expect(tradedOf([1_000, 1_010, undefined, 1_040])).to.deep.equal([0, 10, 0, 30]);
  });

  it('counts nothing twice that falls, a little or to zero', () => {
    expect(tradedOf([1_000, 990, 1_010, 0, 1_010, 1_015])).to.deep.equal([0, 0, 10, 0, 0, 5]);
  });

  it('begins anew with each day', () => {
    expect(tradedOf([1_000, 5, 9], '2026-01-05T23:59:59')).to.deep.equal([0, 0, 4]);
  });
});
