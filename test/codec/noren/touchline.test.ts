import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { lastTradedAtOf } from '../../../src/codec/noren/last-traded-at.js';
import { decodeNorenFrame } from '../../../src/codec/noren/touchline.js';
import { DEPTH_FIELDS } from '../../../src/domain/depth.js';
import { epochMs, HOUR_MS } from '../../../src/domain/time.js';
import { TOUCHLINE_FIELDS, type TouchlineMessage } from '../../../src/domain/touchline.js';

const AT = epochMs(Date.UTC(2025, 6, 17, 7, 23, 14, 430)); // 12:53:14.430 IST

const message = (frame: unknown, at = AT): TouchlineMessage => {
  const decoded = decodeNorenFrame(frame, at);
  if (E.isLeft(decoded) || decoded.right.kind !== 'Touchline') throw new Error(JSON.stringify(decoded));
  return decoded.right.message;
};

/** The fields that are there. */
const said = ({ depth, ...touchline }: TouchlineMessage): Record<string, unknown> =>
  Object.fromEntries(
    [
      ...TOUCHLINE_FIELDS.map((field) => [field, touchline[field]] as const),
      ...DEPTH_FIELDS.map((field) => [field, depth?.[field]] as const),
    ].filter(([, value]) => value !== undefined),
  );

const tf = (fields: object): Record<string, unknown> =>
  said(message({ t: 'tf', e: 'NSE', tk: '22', ...fields }));
const tk = (fields: object): Record<string, unknown> =>
  said(message({ t: 'tk', e: 'NSE', tk: '22', ...fields }));

describe('decodeNorenFrame', () => {
  it('reads a whole depth frame, numbers as text, with every field and its time', () => {
    const frame = {
      ...{ t: 'dk', e: 'NFO', tk: '54092', ts: 'BANKNIFTY31JUL25P57000', pp: '2', ls: '35', ti: '0.05' },
      ...{ lp: '545.55', pc: '26.53', ft: '1752736993', o: '431.00', h: '558.80', l: '405.10', c: '431.15' },
      ...{ ap: '506.86', v: '4799095', ltq: '70', ltt: '12:53:13', tbq: '68950', tsq: '87185' },
      ...{ bp1: '544.45', sp1: '545.75', bp2: '544.40', sp2: '545.80', bp3: '544.35', sp3: '545.90' },
      ...{ bp4: '544.30', sp4: '545.95', bp5: '544.25', sp5: '546.00', bq1: '70', sq1: '35', bq2: '35' },
      ...{ sq2: '36', bq3: '71', sq3: '37', bq4: '38', sq4: '39', bq5: '72', sq5: '210', bo1: '2', so5: '3' },
      ...{ uc: '1677.20', lc: '0.05', oi: '1300355', poi: '1255520', toi: '23038475', '52h': '9', ue: 'x' },
    };

    const whole = message(frame);

    expect(whole).to.include({
      kind: 'tk',
      token: 'NFO|54092',
      receivedAt: AT,
      exchangeAt: 1_752_736_993_000,
      flags: 0,
    });
    expect(said(whole)).to.deep.equal({
      ...{ last: 545.55, open: 431, high: 558.8, low: 405.1, previousClose: 431.15, averagePrice: 506.86 },
      ...{ volume: 4_799_095, openInterest: 1_300_355, previousOpenInterest: 1_255_520 },
      ...{ underlyingOpenInterest: 23_038_475, bid: 544.45, ask: 545.75, bidQuantity: 70, askQuantity: 35 },
      ...{
        bid2: 544.4,
        ask2: 545.8,
        bid3: 544.35,
        ask3: 545.9,
        bid4: 544.3,
        ask4: 545.95,
        bid5: 544.25,
        ask5: 546,
      },
      ...{
        bidQuantity2: 35,
        askQuantity2: 36,
        bidQuantity3: 71,
        askQuantity3: 37,
        bidQuantity4: 38,
        askQuantity4: 39,
      },
      ...{
        bidQuantity5: 72,
        askQuantity5: 210,
        lastQuantity: 70,
        lastTradedAt: Date.UTC(2025, 6, 17, 7, 23, 13),
      },
      ...{ totalBuyQuantity: 68_950, totalSellQuantity: 87_185, lowerCircuit: 0.05, upperCircuit: 1677.2 },
    });
    const decoded = decodeNorenFrame(frame, AT);
    expect(E.isRight(decoded) && decoded.right).to.include({ symbol: 'BANKNIFTY31JUL25P57000' });
  });

  it('says nothing of what a change leaves out', () => {
    expect(tf({ lp: '118.60' })).to.deep.equal({ last: 118.6 });
    expect(tf({ ap: '522.03', v: '6615', bq1: '195' })).to.deep.equal({
      averagePrice: 522.03,
      volume: 6615,
      bidQuantity: 195,
    });
    expect(tf({ ft: '1752736993' })).to.deep.equal({});
    expect(message({ t: 'df', e: 'NSE', tk: 22, bq3: 7 })).to.include({ kind: 'tf', token: 'NSE|22' });
    expect(tf({ bq3: 7 })).to.deep.equal({ bidQuantity3: 7 });
  });

  it('takes text that is no number for no value, in any field, as it takes null', () => {
    for (const nothing of ['', ' ', '-', 'NA', 'NaN', '1,5', '1e', null])
      for (const key of ['lp', 'v', 'oi', 'bp1', 'sq1', 'bp3', 'ltq', 'ltt', 'ft', 'c', 'uc'])
        expect(tf({ [key]: nothing }), `${key} ${nothing}`).to.deep.equal({});
    expect(tf({ lp: ' 118.60 ', v: 1200 })).to.deep.equal({ last: 118.6, volume: 1200 });
  });

  it('tells an empty side from a price that is not there', () => {
    for (const frame of [tk, tf]) {
      expect(frame({ bp1: '0.00', bq1: '0', sp1: '0.05', sq1: '3521840' })).to.deep.equal({
        bid: 0, bidQuantity: 0, ask: 0.05, askQuantity: 3_521_840,
      }); // prettier-ignore
      expect(frame({ bp2: '0.00', bq2: '0' })).to.deep.equal({ bid2: 0, bidQuantity2: 0 });
      expect(frame({ lp: '0.00', o: '0', h: '0.00', l: '0.00', ap: '0.00', c: '0.00' })).to.deep.equal({});
      expect(frame({ ltq: '0', ltt: '05:30:00', lc: '0.00', uc: '0', ft: '0' })).to.deep.equal({});
      expect(frame({ v: '0', oi: '0', poi: '0', toi: '0' })).to.deep.equal({
        volume: 0, openInterest: 0, previousOpenInterest: 0, underlyingOpenInterest: 0,
      }); // prettier-ignore
    }
  });

  it('refuses negative and absurd numbers and a frame without a token, with the path', () => {
    const refused = (frame: unknown): string => {
      const decoded = decodeNorenFrame(frame, AT);
      return E.isLeft(decoded) ? decoded.left : 'taken';
    };

    expect(refused({ t: 'tf', e: 'NSE', tk: '22', lp: '-1' })).to.equal(
      'lp: expected a price from 0 to below 1000000000, got "-1"',
    );
    expect(refused({ t: 'tf', e: 'NSE', tk: '22', bp3: '1000000000' })).to.match(/^bp3: /);
    expect(refused({ t: 'tf', e: 'NSE', tk: '22', v: '9007199254740992' })).to.match(
      /^v: expected a quantity/,
    );
    expect(refused({ t: 'tf', e: 'NSE', tk: '22', lp: {} })).to.match(/^lp: /);
    expect(refused({ t: 'tf', tk: '22' })).to.match(/^e: /);
    expect(refused({ t: 'tf', e: 'NSE' })).to.match(/^tk: /);
    expect(refused({ t: 'tf', e: 'nse', tk: '2 2' })).to.equal(
      'tk: expected an exchange and a number, got nse and 2 2',
    );
    for (const frame of [{}, null, 7, 'tk', [], { t: 7 }])
      expect(refused(frame)).to.match(/^t: expected the type/);
  });

  it('knows what is no market data, and what it does not know', () => {
    const other = (t: string): unknown => {
      const decoded = decodeNorenFrame({ t, lp: 'x' }, AT);
      return E.isRight(decoded) && decoded.right;
    };

    for (const type of ['ck', 'ak', 'hk', 'h', 'uk', 'udk', 'ok', 'om', 'pm', 'am', 'ms', 'rm'])
      expect(other(type)).to.deep.equal({ kind: 'Other', type, isKnown: true });
    for (const type of ['zz', 'toString', ''])
      expect(other(type)).to.deep.equal({ kind: 'Other', type, isKnown: false });
  });

  it('never throws, whatever the frame', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.dictionary(fc.constantFrom('t', 'e', 'tk', 'lp', 'ltt', 'ft', 'bp2'), fc.jsonValue()),
        ),
        (frame) => {
          expect(decodeNorenFrame(frame, AT)).to.have.property('_tag');
          expect(
            decodeNorenFrame({ t: 'tk', e: 'NSE', tk: '22', ...(frame as object) }, AT),
          ).to.have.property('_tag');
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('lastTradedAtOf', () => {
  const near = epochMs(Date.UTC(2025, 8, 25, 4, 45, 30)); // 10:15:30 IST

  it('puts a clock without a date on the day of the feed, or on the day before around midnight', () => {
    expect(lastTradedAtOf('10:15:29', near)).to.equal(near - 1_000);
    expect(lastTradedAtOf('15:29:59', epochMs(Date.UTC(2025, 8, 25, 18, 35)))).to.equal(
      Date.UTC(2025, 8, 25, 9, 59, 59),
    );
    // Fed at 00:00:01 IST of the 26th, traded at 23:59:58 of the 25th.
    expect(lastTradedAtOf('23:59:58', epochMs(Date.UTC(2025, 8, 25, 18, 30, 1)))).to.equal(
      Date.UTC(2025, 8, 25, 18, 29, 58),
    );
    expect(lastTradedAtOf('12:15:00', near)).to.equal(near + 2 * HOUR_MS - 30_000);
  });

  it('reads a date with its time, and seconds since 1970', () => {
    expect(lastTradedAtOf('25-09-2025 10:15:29', near)).to.equal(near - 1_000);
    expect(lastTradedAtOf('1758775529', near)).to.equal(near - 1_000);
  });

  it('is silent where no trade has been, and for what is no time', () => {
    for (const text of ['05:30:00', '', 'NA', '25:00:00', '0', '01-01-1980 00:00:00'])
      expect(lastTradedAtOf(text, near), text).to.equal(undefined);
  });
});
