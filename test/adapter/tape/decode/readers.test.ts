import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { decimalAt, decimalOf } from '../../../../src/adapter/tape/decode/decimal.js';
import { timeReader } from '../../../../src/adapter/tape/decode/time-reader.js';
import { decodeTime, EARLIEST_MS, LATEST_MS, NO_TIME_RULES } from '../../../../src/codec/tape-time.js';
import { zoneOf } from '../../../../src/codec/tape-zone.js';

for (const [name, read] of [
  ['decimalOf', decimalOf],
  ['decimalAt', (text: string) => decimalAt(Buffer.from(`1${text}2`), 1, 1 + Buffer.byteLength(text))],
] as const)
  describe(name, () => {
    it('reads a plain decimal to the double that Number reads', () => {
      fc.assert(
        fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), fc.nat(14), (digits, decimals) => {
          const padded = String(digits)
            .padStart(decimals + 1, '0')
            .slice(-15);
          const whole = padded.slice(0, padded.length - decimals);
          const text = decimals === 0 ? padded : `${whole}.${padded.slice(padded.length - decimals)}`;
          fc.pre(whole !== '');

          expect(read(text), text).to.equal(Number(text));
        }),
        { numRuns: 2_000 },
      );
    });

    it('leaves every other text to the codec', () => {
      for (const text of [
        '',
        '.',
        '.5',
        '-1',
        '+1',
        '1e5',
        ' 1',
        '1 ',
        '1.2.3',
        '0x1F',
        'NaN',
        'Infinity',
        '1_000',
        '1,5',
        '\n3',
        '1234567890123456',
      ])
        expect(read(text), text).to.be.NaN;
    });
  });

describe('timeReader', () => {
  const pad = (n: number, width = 2): string => String(n).padStart(width, '0');
  const wallClock = fc
    .tuple(
      fc.integer({ min: EARLIEST_MS, max: LATEST_MS - 1 }),
      fc.constantFrom('T', ' '),
      fc.constantFrom('', '.5', '.123999', '.'),
    )
    .map(([at, between, fraction]) => {
      const [date = '', clock = ''] = new Date(at).toISOString().slice(0, 19).split('T');
      return `${date}${between}${clock}${fraction}`;
    });
  const suffix = fc.oneof(
    fc.constantFrom('', 'Z', '+00', '+05:30', '-0500', ' +05:30', '+5', 'IST', '+99:00'),
    fc
      .tuple(fc.constantFrom('+', '-'), fc.nat(26), fc.nat(62))
      .map(([sign, h, m]) => `${sign}${pad(h)}:${pad(m)}`),
  );
  const oddText = fc.constantFrom(
    '2025-12-29', '2025-12-29T09:15Z', '1766979900', '1766979900123', '1766979900123456', '29-Dec-2025 09:15:00',
    '2025-02-30T09:15:00Z', '2025-12-29T24:00:00Z', '2025-12-29T09:60:00Z', '2025-12-29x09:15:00Z', 'never', '',
    '2025-03-09 02:30:00', '2025-11-02 01:30:00', '1999-12-31T23:59:59Z', '2025-12-29T0a:15:00Z',
  ); // prettier-ignore
  const text = fc.oneof(
    fc.tuple(wallClock, suffix).map(([clock, zone]) => clock + zone),
    oddText,
  );

  for (const name of [undefined, 'Asia/Kolkata', 'America/New_York']) {
    it(`reads one time after the other as the codec does, in zone ${name ?? 'none'}`, () => {
      const zone = name === undefined ? undefined : zoneOf(name);
      const rules = { ...NO_TIME_RULES, zone };
      fc.assert(
        fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), (texts) => {
          const read = timeReader(rules);
          for (const each of texts) {
            const decoded = decodeTime(each, rules);
            expect(read(each), each).to.deep.equal(E.isRight(decoded) ? decoded.right : NaN);
          }
        }),
        { numRuns: 500 },
      );
    });
  }
});
