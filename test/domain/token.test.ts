import { expect } from 'chai';
import { isToken, tokenOf } from '../../src/domain/token.js';

describe('isToken', () => {
  for (const text of ['NSE|22', 'NFO|35001', 'MCX|A1'])
    it(`takes ${text}`, () => {
      expect(isToken(text)).to.equal(true);
    });

  for (const text of [
    '',
    'NSE',
    'NSE|',
    '|22',
    'nse|22',
    'NSE:22',
    'NSE|2 2',
    'NSE|2|2',
    ' NSE|22',
    'NSE|22\n',
  ])
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(isToken(text)).to.equal(false);
    });

  it('takes what tokenOf makes', () => {
    expect(tokenOf('NSE', '22')).to.equal('NSE|22').and.to.satisfy(isToken);
  });
});
