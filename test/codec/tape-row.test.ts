import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { PLAIN_ROWS } from '../../src/codec/tape-cell.js';
import { NO_TIME_RULES } from '../../src/codec/tape-time.js';
import { barRow, fullRow, refusalOf, TapeRow } from '../../src/codec/tape-row.js';
import { zoneOf } from '../../src/codec/tape-zone.js';

const AT = '1766979900000';

describe('TapeRow', () => {
  it('reads text cells to numbers, empty ones to undefined, and drops what is no column of a tape', () => {
    const cells = {
      at: AT,
      kind: 'tf',
      token: 'NSE|22',
      last: '100.05',
      volume: '',
      bid: ' 7 ',
      ask: '-0',
      remark: 'x',
    };

    const decoded = TapeRow.decode(cells);

    expect(E.isRight(decoded) && { ...decoded.right }).to.include({
      at: 1_766_979_900_000,
      kind: 'tf',
      token: 'NSE|22',
      last: 100.05,
      bid: 7,
    });
    expect(E.isRight(decoded) && decoded.right).to.have.property('volume', undefined);
    expect(E.isRight(decoded) && Object.is(Reflect.get(decoded.right, 'ask'), 0)).to.equal(true);
    expect(E.isRight(decoded) && decoded.right).not.to.have.property('remark');
  });

  it('needs a time, a kind and a token and nothing else', () => {
    expect(refusalOf(TapeRow, { at: AT, kind: 'tk', token: 'NSE|22' })).to.equal(undefined);
    expect(refusalOf(TapeRow, { kind: 'tk', token: 'NSE|22' })?.field).to.equal('at');
    expect(refusalOf(TapeRow, { at: AT, kind: '', token: 'NSE|22' })?.field).to.equal('kind');
    expect(refusalOf(TapeRow, { at: AT, kind: 'tk', token: ' ' })?.field).to.equal('token');
  });

  it('says which cell is wrong, its value and what was expected', () => {
    expect(refusalOf(TapeRow, { at: AT, kind: 'tk', token: 'NSE|22', bid2: '-3' })).to.deep.equal({
      field: 'bid2',
      value: '-3',
      expected: 'a price from 0 to below 1000000000, or nothing',
    });
    expect(refusalOf(TapeRow, { at: '2025-12-29', kind: 'tk', token: 'NSE|22' })).to.deep.equal({
      field: 'at',
      value: '2025-12-29',
      expected: 'a whole number of milliseconds since 1970 UTC, from 2000 to 2100',
    });
  });
});

describe('fullRow', () => {
  it('reads local times in its zone and no other', () => {
    expect(
      refusalOf(fullRow({ ...PLAIN_ROWS, times: { ...NO_TIME_RULES, zone: zoneOf('Asia/Kolkata') } }), {
        at: '2025-12-29 09:15:00',
        last: '1',
      }),
    ).to.equal(undefined);
    expect(refusalOf(fullRow(PLAIN_ROWS), { at: '2025-12-29 09:15:00', last: '1' })?.field).to.equal('at');
  });
});

describe('barRow', () => {
  it('needs all four prices', () => {
    const bar = { at: AT, open: '1', high: '2', low: '1', close: '2' };

    expect(refusalOf(barRow(PLAIN_ROWS), bar)).to.equal(undefined);
    for (const field of ['open', 'high', 'low', 'close'])
      expect(refusalOf(barRow(PLAIN_ROWS), { ...bar, [field]: '' })).to.include({ field, value: '' });
  });
});
