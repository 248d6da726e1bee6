import { expect } from 'chai';
import fc from 'fast-check';
import { encodeRestBody } from '../../../src/codec/noren/rest-body.js';

describe('encodeRestBody', () => {
  it('is the JSON, with the session token behind it where it goes there', () => {
    expect(encodeRestBody({ uid: 'FA00000' }, undefined)).to.equal('jData={"uid":"FA00000"}');
    expect(encodeRestBody({ uid: 'FA00000' }, 'abc')).to.equal('jData={"uid":"FA00000"}&jKey=abc');
  });

  it('is cut by a server at & into what was put in', () => {
    expect(encodeRestBody({ tsym: 'M&M-EQ' }, undefined)).to.equal('jData={"tsym":"M\\u0026M-EQ"}');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), (fields) => {
        const [jData = '', jKey, ...more] = encodeRestBody(fields, 'key').split('&');

        expect(JSON.parse(jData.slice('jData='.length))).to.deep.equal({ ...fields });
        expect(jKey).to.equal('jKey=key');
        expect(more).to.deep.equal([]);
      }),
    );
  });
});
