import { expect } from 'chai';
import { authorizeUrl, codeIn } from '../../../../src/adapter/noren/login/oauth.js';

describe('codeIn', () => {
  for (const [pasted, code] of [
    ['abc123', 'abc123'],
    [' abc123\n', 'abc123'],
    ['a+b/c==', 'a+b/c=='],
    ['ab+c==', 'ab+c=='],
    ['https://me.example/back?code=abc123', 'abc123'],
    ['https://me.example/back?code=abc123&client=FZ00000#top', 'abc123'],
    ['https://me.example/back?request_code=abc%2F123', 'abc/123'],
    ['/back?client=FZ00000&request_code=abc', 'abc'],
    ['code=abc', 'abc'],
    ['https://me.example/back', undefined],
    ['https://me.example/back?code=', undefined],
    ['https://me.example/back?error=denied', undefined],
    ['', undefined],
  ] as const) {
    it(`finds ${code ?? 'none'} in ${pasted === '' ? 'nothing' : JSON.stringify(pasted)}`, () => {
      expect(codeIn(pasted)?.reveal()).to.equal(code);
    });
  }
});

describe('authorizeUrl', () => {
  it('has the key under the name that the broker reads', () => {
    expect(authorizeUrl('GenAcsTok', 'https://h.in/oauth', 'FA00000_U')).to.equal(
      'https://h.in/oauth?client_id=FA00000_U',
    );
    expect(authorizeUrl('ApiToken', 'https://h.in/', 'a&b')).to.equal('https://h.in/?app_key=a%26b');
  });
});
