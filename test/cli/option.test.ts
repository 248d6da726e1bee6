import { expect } from 'chai';
import { columnMap } from '../../src/cli/option.js';

describe('--map', () => {
  it('may be given again, for other fields', () => {
    const first = columnMap('last = ltp,at=1');

    expect(first).to.deep.equal({ last: 'ltp', at: '1' });
    expect(columnMap('bid=b', first)).to.deep.equal({ last: 'ltp', at: '1', bid: 'b' });
    expect(columnMap('at=1', first)).to.deep.equal(first);
  });

  for (const text of ['last=ltp,last=close', 'last=close'])
    it(`refuses two columns for one field: ${text} behind last=ltp`, () => {
      expect(() => columnMap(text, { last: 'ltp' })).to.throw('last is ltp and close');
    });

  for (const text of ['last', '=ltp', 'last=', ''])
    it(`refuses what is no pair: '${text}'`, () => {
      expect(() => columnMap(text)).to.throw('write field=column');
    });
});
