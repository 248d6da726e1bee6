import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { PlainChanges } from '../../../src/codec/noren/plain-change.js';
import { decodeMarketFrame } from '../../../src/codec/noren/touchline.js';
import { epochMs } from '../../../src/domain/time.js';
import { tokenOf } from '../../../src/domain/token.js';
import type { TouchlineMessage } from '../../../src/domain/touchline.js';

const AT = epochMs(Date.UTC(2025, 6, 17, 7, 23, 14, 430)); // 12:53:14.430 IST
const TOKENS = [tokenOf('NSE', '22'), tokenOf('NFO', '54092'), tokenOf('MCX', '239484')];

const plain = new PlainChanges(TOKENS);
const read = (bytes: Uint8Array): TouchlineMessage | undefined => plain.read(bytes, AT);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What the codec makes of the same bytes, where that is a change without an instrument's name. */
const decoded = (bytes: Buffer): TouchlineMessage | undefined => {
  const frame = decodeMarketFrame(parsed(bytes.toString()), AT);
  return E.isRight(frame) && frame.right.kind === 'Touchline' && frame.right.symbol === undefined
    ? frame.right.message
    : undefined;
};

/** It is read as by the codec, or left to the codec. */
const expectAgreement = (bytes: Buffer): void => {
  const text = bytes.toString();
  const message = read(bytes);
  if (message !== undefined) expect(message, text).to.deep.equal(decoded(bytes));
};

const VALUES = [
  ...[
    '118.60',
    '0.00',
    '0',
    '00',
    '007',
    '5.',
    '.5',
    '.',
    '0.05',
    '22',
    '022',
    '54092',
    '1e3',
    '-1',
    '+1',
    '-0',
  ],
  ...[
    '',
    ' ',
    '-',
    'NA',
    'NaN',
    'null',
    '1,5',
    '1 5',
    ' 118.60 ',
    '1.2.3',
    '0x10',
    'Infinity',
    '٣',
    '１',
    'é',
  ],
  ...['999999999', '999999999.99', '1000000000', '9007199254740991', '9007199254740992', '123456789012345'],
  ...['123456789012345678', '0.000000000000001', '12345678.1234567', '12345678.12345678', '\t1', '1\u00a0'],
  ...[
    '1752736993',
    '12:53:13',
    '05:30:00',
    '25:00:00',
    '17-07-2025 12:53:13',
    '1752736993000',
    '"',
    '\\',
    '}',
  ],
];

const KEYS =
  'lp pc o h l c cp ap v oi poi toi bp1 sp1 bq1 sq1 ft lc uc ltt ltq tbq tsq bp2 sp3 bq4 sq5 bo1 so5 52h ts t e tk ' +
  'ord_msg lpx l p LP __proto__ constructor';

const key = fc.constantFrom(...KEYS.split(' '));
const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...VALUES).map((text) => JSON.stringify(text)) },
  { weight: 4, arbitrary: fc.double({ min: 0, max: 2e9, noNaN: true }).map((number) => `"${number}"`) },
  { weight: 4, arbitrary: fc.nat(1e9).map((paise) => `"${(paise / 100).toFixed(2)}"`) },
  { weight: 1, arbitrary: fc.jsonValue().map((json) => JSON.stringify(json)) },
);
const type = fc.constantFrom('tf', 'df', 'tk', 'dk', 'hk', 't', 'tff');
const exchange = fc.constantFrom('NSE', 'NFO', 'MCX', 'NS', 'NSEX', 'NSENSE', 'nse', '');
const pair = fc.tuple(key, value).map(([name, text]) => `"${name}":${text}`);

/** Mostly frames of known tokens, their pairs in any order. */
const frame = fc
  .record({
    named: fc.oneof(
      {
        weight: 5,
        arbitrary: fc.constantFrom(
          ...TOKENS.map((token) => ['"t":"tf"', `"e":"${token.slice(0, 3)}"`, `"tk":"${token.slice(4)}"`]),
        ),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(type, exchange, fc.constantFrom('22', '54092', '022', '2 2', ''))
          .map(([t, e, tk]) => [`"t":"${t}"`, `"e":"${e}"`, `"tk":"${tk}"`]),
      },
    ),
    pairs: fc.array(pair, { maxLength: 8 }),
  })
  .chain(({ named, pairs }) =>
    fc.shuffledSubarray([...named, ...pairs], { minLength: named.length + pairs.length }),
  )
  .map((pairs) => `{${pairs.join(',')}}`);

describe('PlainChanges', () => {
  it('reads the changes that servers send', () => {
    for (const text of [
      '{"t":"tf","e":"NSE","tk":"22","lp":"118.45","ap":"118.40","v":"166637","sp1":"118.55","bq1":"3135"}',
      '{"t":"tf","e":"NFO","tk":"54092","lp":"545.55","pc":"-1.35","ft":"1752736993"}',
      '{"t":"tf","e":"NFO","tk":"54092"}',
      '{"t":"tf","e":"NFO","tk":"54092","bp1":"0.00","bq1":"0","oi":""}',
      '{"tk":"239484","e":"MCX","v":"469","t":"tf"}',
      '{"t":"tf","e":"NSE","tk":"22","lp":"118.45","bq2":"7","lp":"","bq2":"","tk":"22"}',
      '{"t":"df","e":"NSE","tk":"22","bp2":"118.40","bq3":"7","ltt":"12:53:13","ltq":"70","bo1":"2","52h":"9"}',
    ]) {
      const bytes = Buffer.from(text);

      expect(read(bytes), text).to.not.equal(undefined);
      expect(read(bytes)).to.deep.equal(decoded(bytes));
    }
  });

  it('leaves to the codec what is not plain, not a change, or of a token that is not known', () => {
    for (const text of [
      '',
      '{}',
      '[]',
      '{"t":"tf"}',
      '{"t":"tf","e":"NSE"}',
      '{"t":"tk","e":"NSE","tk":"22","lp":"118.45"}',
      '{"t":"tf","e":"NSE","tk":"23","lp":"118.45"}',
      '{"t":"tf","e":"NSE","tk":"022","lp":"118.45"}',
      '{"t":"tf","e":"NSE","tk":"22","lp":"-1"}',
      '{"t":"tf","e":"NSE","tk":"22","lp":"NA"}',
      '{"t":"tf","e":"NSE","tk":"22","lp":118.45}',
      '{"t":"tf","e":"NSE","tk":"22","lp":"118.45",}',
      '{"t":"tf","e":"NSE","tk":"22","lp":"1\\u0031"}',
      '{"t": "tf","e":"NSE","tk":"22"}',
      '{"t":"tf","e":"NSE","tk":"22","lp":"118.45"}}',
      '{"t":"tf","e":"NSE","tk":"22","lp":"118.45',
      `{"t":"tf","e":"NSE","tk":"22","ltt":"${'1'.repeat(200_000)}"}`,
    ])
      expect(read(Buffer.from(text)), text.slice(0, 100)).to.equal(undefined);
  });

  it('reads nothing in another way than the codec, whatever the values', () => {
    for (const name of KEYS.split(' '))
      for (const text of VALUES)
        expectAgreement(Buffer.from(`{"t":"tf","e":"NSE","tk":"22","${name}":${JSON.stringify(text)}}`));
    fc.assert(
      fc.property(frame, (text) => expectAgreement(Buffer.from(text))),
      { numRuns: 5_000 },
    );
  });

  it('reads nothing in another way than the codec, cut or with any byte changed', () => {
    const whole = Buffer.from('{"t":"tf","e":"NFO","tk":"54092","lp":"545.55","ft":"1752736993","v":"1200"}');

    for (let length = 0; length < whole.length; length += 1) {
      expectAgreement(whole.subarray(0, length));
      for (let byte = 0; byte < 256; byte += 1) {
        const changed = Buffer.from(whole);
        changed[length] = byte;
        expectAgreement(changed);
      }
    }
  });
});
