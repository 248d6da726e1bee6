import { join } from 'node:path';
import { expect } from 'chai';
import { expectSame } from './expect-same.js';
import { leanIndiaBars } from './oracle/india.js';
import { leanUsa } from './oracle/lean-usa.js';
import { realData } from './real-data.js';
import { rowsRead } from './rows-read.js';

const BAR = ['open', 'high', 'low', 'close', 'volume'];
const QUOTE_BAR = ['bidOpen', 'bidHigh', 'bidLow', 'bidClose', 'bidQuantity', 'askOpen', 'askHigh', 'askLow', 'askClose', 'askQuantity']; // prettier-ignore

interface Case {
  readonly file: string;
  readonly kind: Parameters<typeof leanUsa>[1];
  readonly fields: readonly string[];
  readonly scaled: boolean;
  readonly rows: number;
  /** Entries of the zip, each an instrument. */
  readonly tokens: number;
}

const SPXW = 'us-option-minute-lean/indexoption/usa/minute/spxw/';
const GOOG = 'us-option-minute-lean/option/usa/minute/goog/20151223_';
const IBM = 'us-ticks-lean-2013/equity/usa/tick/ibm/';
const GC = 'us-ticks-lean-2013/future/comex/tick/gc/';

const quoteBars = (file: string, rows: number, tokens: number): Case => ({
  file, kind: 'quoteBars', fields: QUOTE_BAR, scaled: true, rows, tokens,
}); // prettier-ignore
const bars = (file: string, rows: number, tokens: number, scaled = true): Case => ({
  file, kind: 'bars', fields: BAR, scaled, rows, tokens,
}); // prettier-ignore
const trades = (file: string, rows: number, tokens: number, scaled: boolean): Case => ({
  file, kind: 'trades', fields: ['last', 'volumeDelta'], scaled, rows, tokens,
}); // prettier-ignore
const openInterest = (file: string, rows: number, tokens: number): Case => ({
  file, kind: 'openInterest', fields: ['openInterest'], scaled: false, rows, tokens,
}); // prettier-ignore
const quotes = (file: string, rows: number): Case => ({
  file, kind: 'quotes', fields: ['bid', 'bidQuantity', 'ask', 'askQuantity'], scaled: true, rows, tokens: 1,
}); // prettier-ignore

const SHAPES = {
  bars: /^bars of 1m \(LEAN\): at=column 1 \(ms of \d{4}-\d\d-\d\d; America\/New_York; start of the bar\), open=column 2,/,
  quoteBars: /^quote bars of 1m \(LEAN\): .*bidQuantity=column 6, askQuantity=column 11,/,
  openInterest: /^open interest \(LEAN\): .*openInterest=column 2/,
  trades: /^trades \(LEAN\): .*last=column 2, volumeDelta=column 3,/,
  quotes:
    /^one-sided quotes \(LEAN\): .*bid=column 2, ask=column 4, bidQuantity=column 3, askQuantity=column 5,/,
} as const;

const CASES: readonly Case[] = [
  quotes(`${IBM}20131007_quote.zip`, 109_067),
  quotes(`${IBM}20131008_quote.zip`, 125_750),
  trades(`${IBM}20131007_trade.zip`, 24_293, 1, true),
  trades(`${IBM}20131008_trade.zip`, 33_381, 1, true),
  trades(`${GC}20131007_trade.zip`, 40_192, 10, false),
  trades(`${GC}20131008_trade.zip`, 52_322, 8, false),
  trades(`${GC}20131009_trade.zip`, 65_335, 9, false),
  openInterest(`${GC}20131007_openinterest.zip`, 76, 19),
  openInterest(`${GC}20131008_openinterest.zip`, 76, 19),
  openInterest(`${GC}20131009_openinterest.zip`, 80, 20),
  quoteBars(`${GOOG}quote_american.zip`, 28_932, 118),
  bars(`${GOOG}trade_american.zip`, 581, 38),
  openInterest(`${GOOG}openinterest_american.zip`, 118, 118),
  bars('us-option-minute-lean/equity/usa/minute/goog/20151223_trade.zip', 432, 1),
  bars('us-option-minute-lean/index/usa/minute/spx/20210104_trade.zip', 411, 1, false),
  quoteBars(`${SPXW}20210104_quote_european.zip`, 4_565, 12),
  quoteBars(`${SPXW}20210105_quote_european.zip`, 3_239, 8),
  quoteBars(`${SPXW}20210106_quote_european.zip`, 6_305, 16),
  quoteBars(`${SPXW}20210107_quote_european.zip`, 1_618, 4),
  quoteBars(`${SPXW}20210108_quote_european.zip`, 6_307, 16),
  bars(`${SPXW}20210104_trade_european.zip.zip`, 1_918, 12),
  bars(`${SPXW}20210105_trade_european.zip`, 1_096, 8),
  bars(`${SPXW}20210106_trade_european.zip`, 1_842, 16),
  bars(`${SPXW}20210107_trade_european.zip`, 920, 4),
  bars(`${SPXW}20210108_trade_european.zip`, 1_974, 16),
  openInterest(`${SPXW}20210104_openinterest_european.zip.zip`, 12, 12),
];

describe('files of LEAN', () => {
  if (realData === undefined) {
    it('are not read, since they are not here: set RXTAPE_REAL_DATA to the folder that holds them', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const folder = realData;

  describe('of the USA, us-option-minute-lean and us-ticks-lean-2013', () => {
    for (const { file, kind, fields, scaled, rows, tokens } of CASES) {
      it(`are read entry by entry: ${file}`, async () => {
        const path = join(folder, file);
        const wanted = leanUsa(path, kind, { scaled });

        const read = await rowsRead({ paths: [path] }, fields);

        expect(Object.keys(read.mappings)).to.have.length(tokens);
        for (const mapping of Object.values(read.mappings)) expect(mapping).to.match(SHAPES[kind]);
        expect(wanted).to.have.length(rows);
        expect(read).to.deep.include({ empty: 0, refused: [] });
        expectSame(read.rows, wanted);
      });
    }
  });

  describe('of India, in-minute-bars-lean', () => {
    for (const [place, kind, of, bars] of [
      ['equity/india/minute/yesbank', 'equity', 'YESBANK', 1_130],
      ['equity/india/minute/juniorbees', 'equity', 'JUNIORBEES', 783],
      ['index/india/minute/nifty50', 'index', 'NIFTY50', 1_509],
    ] as const) {
      it(`are the bars of each zip's own day: ${of}`, async () => {
        const path = join(folder, 'in-minute-bars-lean', place);
        const wanted = leanIndiaBars(path, kind, of);

        const { mappings, rows } = await rowsRead({ paths: [path] }, BAR);

        for (const mapping of Object.values(mappings)) {
          expect(mapping).to.match(
            /^bars of 1m \(LEAN\): at=column 1 \(ms of 2019-0\d-\d\d; Asia\/Kolkata; start of/,
          );
          expect(mapping.includes('prices / 10000')).to.equal(kind === 'equity');
        }
        expect(wanted).to.have.length(bars);
        expectSame(rows, wanted);
      });
    }
  });
});
