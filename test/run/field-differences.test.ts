import { expect } from 'chai';
import { fieldDifferences } from '../../src/run/field-differences.js';

describe('fieldDifferences', () => {
  it('names each field by its path, with both values, those that one side has not included', () => {
    const recorded = { seq: 1, intent: { side: 'BUY', quantity: 10 }, list: [1, 2], same: null };
    const replayed = { seq: 1, intent: { side: 'BUY', quantity: 12 }, list: [1], same: null, more: true };

    expect(fieldDifferences(recorded, replayed)).to.deep.equal([
      'intent.quantity: recorded 10, replayed 12',
      'list.1: recorded 2, replayed nothing',
      'more: recorded nothing, replayed true',
    ]);
    expect(fieldDifferences(recorded, recorded)).to.be.empty;
  });
});
