import { expect } from 'chai';
import { DEPTH_FIELDS, mergeDepth } from '../../src/domain/depth.js';
import { depth } from '../support/message.js';

describe('mergeDepth', () => {
  const before = depth({ bid2: 99, bidQuantity2: 10, totalBuyQuantity: 500 });

  it('is the same depth when there is no update, and the update when there was none', () => {
    expect(mergeDepth(before, undefined)).to.equal(before);
    expect(mergeDepth(undefined, before)).to.equal(before);
    expect(mergeDepth(undefined, undefined)).to.equal(undefined);
  });

  for (const field of DEPTH_FIELDS)
    it(`overwrites ${field}, with a zero too, and nothing else`, () => {
      expect(mergeDepth(before, depth({ [field]: 7 }))).to.deep.equal({ ...before, [field]: 7 });
      expect(mergeDepth(before, depth({ [field]: 0 }))).to.deep.equal({ ...before, [field]: 0 });
    });

  it('leaves both as they were', () => {
    const update = depth({ bid2: 98 });

    mergeDepth(before, update);

    expect(before).to.deep.equal(depth({ bid2: 99, bidQuantity2: 10, totalBuyQuantity: 500 }));
    expect(update).to.deep.equal(depth({ bid2: 98 }));
  });
});
