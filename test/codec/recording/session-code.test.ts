import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { codeText, decodeCode, type SessionCode } from '../../../src/codec/recording/session-header.js';

const BEFORE: SessionCode = {
  rxtape: '0.1.0',
  pipeline: { path: 'p.ts', sha256: 'a'.repeat(64) },
  settings: [{ strategy: 'momentum', key: 'fast', value: 9 }],
};

describe('decodeCode', () => {
  it('is what codeText wrote, also where there was no pipeline file', () => {
    for (const code of [BEFORE, { rxtape: '0.2.0', pipeline: undefined, settings: [] }])
      expect(decodeCode(JSON.parse(codeText(code)), BEFORE)).to.deep.equal(E.right(code));
  });

  it('is as it was before where an older version did not write it down', () => {
    expect(decodeCode({ rxtape: '0.0.9' }, BEFORE)).to.deep.equal(E.right({ ...BEFORE, rxtape: '0.0.9' }));
  });

  it('says what is wrong', () => {
    const decoded = decodeCode({ settings: 3 }, BEFORE);
    expect(E.isLeft(decoded) && decoded.left.join()).to.match(/rxtape.*settings/);
  });
});
