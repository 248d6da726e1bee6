import { expect } from 'chai';
import { maxConsecutiveLosses } from '../../src/risk/max-consecutive-losses.js';
import { account } from '../support/account.js';

describe('maxConsecutiveLosses', () => {
  const rule = maxConsecutiveLosses(4);

  it('counts the trades in a row that lost', () => {
    for (const consecutiveLosses of [0, 3, 4, 5])
      expect(rule.lossOf(account({ consecutiveLosses }))).to.equal(consecutiveLosses);
  });

  it('is named with its limit, and says how many lost', () => {
    expect(rule.name).to.equal('maxConsecutiveLosses(4)');
    expect(rule.said(4)).to.equal('4 losing trades in a row, limit 4');
    expect([rule.limit, rule.unit]).to.deep.equal([4, 'trades']);
  });
});
