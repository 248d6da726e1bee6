import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { readMarketFrame } from '../../../src/codec/noren/fast-frame.js';
import { decodeMarketFrame, decodeNorenFrame } from '../../../src/codec/noren/touchline.js';
import { epochMs } from '../../../src/domain/time.js';
import { EXAMPLES, OPENING } from '../../adapter/noren/examples.js';

const AT = epochMs(Date.UTC(2025, 6, 17, 7, 23, 14, 430));

const KEYS =
  'lp o h l c ap pc v oi poi toi bp1 sp1 bq1 sq1 bp2 bq3 sp4 sq5 bo1 ltq ltt tbq tsq lc uc ft ts pp ls'.split(
    ' ',
  );

/** Values that are right, nearly right and wrong for every kind of key. */
const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('118.60', '0', '0.00', '1', '1693800000', '162220') },
  fc.constantFrom<unknown>(
    '', ' ', '-', 'NA', 'NaN', '-1', '-0', '+5', '1e3', '.5', '5.', '.', '1.2.3', ' 7', '7 ', '1,5', '0x10', 'Infinity',
    '999999999', '999999999.99', '1000000000', '1000000000.0', '9007199254740991', '9007199254740992', '123456789012345',
    '1234567890123456', '0.1234567890123', '0.12345678901234567', '12:53:13', '05:30:00', '25-09-2025 10:15:29', '１',
    null, 0, 7, -1, 118.6, 1e9, 2 ** 53, true, [], {},
  ),
  fc.double().map(String),
  fc.integer({ min: 0, max: 1_000_000 }).map((ticks) => (ticks / 20).toFixed(2)),
  fc.jsonValue(),
); // prettier-ignore

const frame = fc.record({
  t: fc.constantFrom('tk', 'tf', 'dk', 'df'),
  e: fc.oneof({ weight: 9, arbitrary: fc.constantFrom<unknown>('NSE', 'NFO') }, value),
  tk: fc.oneof({ weight: 9, arbitrary: fc.constantFrom<unknown>('22', '44013') }, value),
  said: fc.dictionary(fc.constantFrom(...KEYS, 'zz', '__proto__'), value, { maxKeys: 6 }),
});

describe('decodeNorenFrame', () => {
  it('reads of every frame what the codec reads, and refuses with its words', () => {
    fc.assert(
      fc.property(frame, ({ said, ...named }) => {
        // as JSON gives it: no key is inherited
        const parsed: unknown = JSON.parse(JSON.stringify({ ...named, ...said }));

        expect(decodeNorenFrame(parsed, AT)).to.deep.equal(decodeMarketFrame(parsed, AT));
      }),
      { numRuns: 20_000 },
    );
  });

  it('reads real frames without the codec, to the same', () => {
    const real = [
      ...OPENING.map((each) => each.frame),
      ...EXAMPLES.dk.slice(0, 6),
      ...EXAMPLES.df.slice(0, 4),
    ];
    for (const each of real) {
      const read = readMarketFrame(each, each['t']?.endsWith('k') === true ? 'tk' : 'tf', AT);

      expect(E.right({ kind: 'Touchline', ...read })).to.deep.equal(decodeMarketFrame(each, AT));
    }
  });
});
