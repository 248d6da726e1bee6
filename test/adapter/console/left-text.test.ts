import { expect } from 'chai';
import { leftText } from '../../../src/adapter/console/left-text.js';

describe('leftText', () => {
  it('is how long the rest takes, in whole seconds', () => {
    expect(leftText(10, 0.5)).to.equal('10 s');
    expect(leftText(1, 0.3)).to.equal('3 s'); // 2.33
    expect(leftText(50, 0.2)).to.equal('3 min 20 s');
    expect(leftText(100, 0.01)).to.equal('2 h 45 min');
  });

  it('is not known before anything is done, and nothing of what is whole', () => {
    expect(leftText(5, 0)).to.equal('-');
    expect(leftText(5, 1)).to.equal('0 s');
  });
});
