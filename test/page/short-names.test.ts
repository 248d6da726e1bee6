import { expect } from 'chai';
import { onlyStrategy, shortNames } from '../../src/page/sweep/short-names.js';

describe('shortNames', () => {
  it('leaves out a strategy that all settings are of', () => {
    expect(shortNames(['trend.fast', 'trend.slow'])).to.deep.equal(['fast', 'slow']);
    expect(onlyStrategy(['trend.fast', 'trend.slow'])).to.equal('trend');
  });

  it('keeps names of several strategies, also of one whose name begins as another', () => {
    expect(shortNames(['trend.fast', 'trend2.fast'])).to.deep.equal(['trend.fast', 'trend2.fast']);
    expect(shortNames([])).to.deep.equal([]);
  });
});
