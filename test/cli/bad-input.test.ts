import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Field, Float64, Struct, tableFromArrays, tableToIPC, vectorFromArray } from 'apache-arrow';
import { expect } from 'chai';
import { Table, writeParquet } from 'parquet-wasm';
import { runAll } from './run-all.js';
import { type Outcome, scratch } from './rxtape.js';

interface Case {
  readonly what: string;
  /** 2 for what another setting mends, 1 for data that is bad. */
  readonly code: 1 | 2;
  /** What the message must say beside the file's name: place, value, and the flag or fix that helps. */
  readonly says: readonly (string | RegExp)[];
  /** Name and content of the file; a name without content is there already, or is not to be found. */
  readonly file: readonly [name: string, content?: string | Uint8Array];
  readonly flags?: readonly string[];
  /** False for a setting that is wrong whatever the file. */
  readonly isOfFile?: boolean;
}

const AT = 1_767_584_700_000;
const TAPE = 'at,kind,token,last,bid,ask,bidQuantity';
const tapeOf = (...rows: readonly string[]): string =>
  `${[TAPE, `${AT},tk,NFO|53001,26000,25999.9,26000.1,65`, ...rows].join('\n')}\n`;
/** A tape whose second row has one cell that is bad. */
const withCell = (column: string, value: string): string => {
  const cells = `${AT + 100},tf,NFO|53001,26001,,,`.split(',');
  cells[TAPE.split(',').indexOf(column)] = value;
  return tapeOf(cells.join(','));
};
const quotes = (...rows: readonly string[]): string => ['time,symbol,ltp', ...rows, ''].join('\n');
const bars = (...rows: readonly string[]): string =>
  ['date,open,high,low,close,volume', ...rows, ''].join('\n');

const parquet = (columns: Parameters<typeof tableFromArrays>[0]): Uint8Array =>
  writeParquet(Table.fromIPCStream(tableToIPC(tableFromArrays(columns), 'stream')));
const ROWS = 3;
const times = Float64Array.from({ length: ROWS }, (_, i) => AT + 1_000 * i);
const depth = vectorFromArray(
  Array.from({ length: ROWS }, (_, i) => ({ price: 26_000 + i })),
  new Struct([new Field('price', new Float64(), true)]),
);

const sample = readFileSync('data/sample-day.parquet');
const gzipped = gzipSync(tapeOf(`${AT + 100},tf,NFO|53001,26001,,,`));
const flipped = (bytes: Buffer, at: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
};

const IST = ['--tz', 'Asia/Kolkata'];
const OURS = ['--instrument', 'NFO:NIFTY27JAN26F'];

const cell = (what: string, name: string, column: string, value: string): Case => ({
  what,
  code: 1,
  says: [/row 2\b/, `"${column}"`, value],
  file: [name, withCell(column, value)],
});

const CASES: readonly Case[] = [
  // A cell of our own format
  cell('text for a price', 'text.csv', 'last', 'abc'),
  cell('NaN for a price', 'nan.csv', 'last', 'NaN'),
  cell('an infinite price', 'inf.csv', 'bid', 'inf'),
  cell('a negative price', 'negative.csv', 'ask', '-1'),
  cell('a price that is a mistake of unit', 'large.csv', 'last', '1000000000'),
  cell('a hexadecimal price', 'hex.csv', 'last', '0x10'),
  cell('a price with two points', 'points.csv', 'last', '26.000.50'),
  cell('a price with its currency', 'rupee.csv', 'last', '₹26001'),
  cell('a price in digits of another script', 'digits.csv', 'last', '२६००१'),
  cell('text for a quantity', 'lots.csv', 'bidQuantity', '2 lots'),
  cell('a negative quantity', 'short.csv', 'bidQuantity', '-65'),
  cell('a quantity that no double holds', 'wide.csv', 'bidQuantity', '9007199254740993'),
  cell('a kind that is none', 'kind.csv', 'kind', 'tx'),
  cell('a token that is none', 'token.csv', 'token', 'NFO53001'),
  cell('a time in seconds where milliseconds are due', 'seconds.csv', 'at', '1767584700'),
  cell('a time that is text where milliseconds are due', 'iso.csv', 'at', '2026-01-05 09:15:00'),
  // A row
  {
    what: 'prices with a comma in them, which makes cells more',
    code: 1,
    says: [/row 2\b/, '8 cells', '7', '26,001'],
    file: ['comma.csv', tapeOf(`${AT + 100},tf,NFO|53001,26,001,25,999,130`)],
  },
  {
    what: 'a row with too few cells',
    code: 1,
    says: [/row 3\b/, '3 cells', '7'],
    file: ['few.csv', tapeOf(`${AT + 100},tf,NFO|53001,26001,,,`, `${AT + 200},tf,NFO|53001`)],
  },
  {
    what: 'an empty row between others',
    code: 1,
    says: [/row 2\b/, 'nothing in it'],
    file: ['hole.csv', tapeOf(',,,,,,', `${AT + 200},tf,NFO|53001,26001,,,`)],
  },
  {
    what: 'a quote that is never closed',
    code: 1,
    says: ['quote'],
    file: ['quote.csv', tapeOf(`${AT + 100},tf,NFO|53001,"26001,,,`)],
  },
  // A file that is no table
  { what: 'a missing file', code: 2, says: ['no such file'], file: ['none.csv'] },
  { what: 'an empty file', code: 1, says: ['empty'], file: ['empty.csv', ''] },
  { what: 'a file of blank lines', code: 1, says: ['empty'], file: ['blank.csv', '\n\n\n'] },
  { what: 'a header without rows', code: 1, says: ['no rows'], file: ['header.csv', `${TAPE}\n`] },
  { what: 'bytes for text', code: 1, says: ['text'], file: ['bytes.csv', sample.subarray(5_000, 9_000)] },
  {
    what: 'a file whose name says no format',
    code: 2,
    says: ['.csv', '.parquet'],
    file: ['ticks.xlsx', 'PK'],
  },
  {
    what: 'columns that mean nothing to it',
    code: 2,
    says: ['apples', 'pears', '--map'],
    file: ['fruit.csv', 'apples,pears\n1,2\n'],
  },
  {
    what: 'a time alone',
    code: 2,
    says: ['time', '--map'],
    file: ['time-only.csv', 'time,remark\n2026-01-05T09:15:00Z,a\n'],
  },
  // Settings
  {
    what: 'a field that --map does not know',
    code: 2,
    says: ['lasst', 'last'],
    file: ['map-field.csv', quotes('2026-01-05T09:15:00Z,A,1')],
    flags: ['--map', 'lasst=ltp'],
    isOfFile: false,
  },
  {
    what: 'a column that --map does not find',
    code: 2,
    says: ['lttp', 'ltp', 'symbol'],
    file: ['map-column.csv', quotes('2026-01-05T09:15:00Z,A,1')],
    flags: ['--map', 'last=lttp'],
  },
  {
    what: 'a pattern of --instrument that matches no file',
    code: 2,
    says: ['acc_*.csv', '--instrument'],
    file: ['pattern.csv', quotes('2026-01-05T09:15:00Z,A,1')],
    flags: ['--instrument', 'acc_*.csv=NFO:NIFTY27JAN26F'],
  },
  // Times and instruments
  {
    what: 'local times that fit the exchange in UTC and not in its own zone',
    code: 2,
    says: ['time', '2026-01-05 03:45:00', 'NFO', '--tz Asia/Kolkata', '--tz UTC'],
    file: ['zone.csv', quotes('2026-01-05 03:45:00,A,1')],
    flags: OURS,
  },
  {
    what: 'a zone that is none',
    code: 2,
    says: ['Asia/Bombay', 'Asia/Kolkata'],
    file: ['bombay.csv', quotes('2026-01-05 09:15:00,A,1')],
    flags: ['--tz', 'Asia/Bombay'],
    isOfFile: false,
  },
  {
    what: 'a day that its month has not',
    code: 1,
    says: [/row 2\b/, 'time', '2026-02-30 09:15:00'],
    file: ['february.csv', quotes('2026-01-05 09:15:00,A,1', '2026-02-30 09:15:00,A,1')],
    flags: [...IST, ...OURS],
  },
  {
    what: 'a symbol that is no instrument',
    code: 2,
    says: [/row 1\b/, 'RELIANCEE', '--instrument'],
    file: ['symbol.csv', quotes('2026-01-05T09:15:00Z,RELIANCEE,1')],
  },
  {
    what: 'rows of instruments that the pipeline does not trade',
    code: 1,
    says: ['NFO:NIFTY27JAN26F', 'NFO|53001'],
    file: ['others.csv', `${TAPE}\n${AT},tk,NSE|22,100,,,\n`],
  },
  {
    what: 'a bar without its close',
    code: 1,
    says: [/row 2\b/, 'close'],
    file: [
      'close.csv',
      bars('2026-01-05 09:15:00,1,2,1,2,5', '2026-01-05 09:16:00,1,2,1,,5', '2026-01-05 09:17:00,1,2,1,2,5'),
    ],
    flags: [...IST, ...OURS],
  },
  {
    what: 'one bar, which does not tell how long it is',
    code: 2,
    says: ['--interval'],
    file: ['one.csv', bars('2026-01-05 09:15:00,1,2,1,2,5')],
    flags: [...IST, ...OURS],
  },
  // Packed
  { what: 'a gzip that is cut off', code: 1, says: [/cut off|unexpected end|whole/], file: ['cut.csv.gz', gzipped.subarray(0, -12)] }, // prettier-ignore
  { what: 'a gzip with a flipped bit', code: 1, says: [], file: ['flip.csv.gz', flipped(gzipped, 40)] },
  {
    what: 'a gzip that is none',
    code: 1,
    says: [/gzip|text/],
    file: ['bytes.csv.gz', sample.subarray(5_000, 9_000)],
  },
  { what: 'a zip that is none', code: 1, says: [/zip/i], file: ['plain.zip', tapeOf()] },
  // Parquet
  {
    what: 'Parquet that is cut off',
    code: 1,
    says: [/whole/],
    file: ['cut.parquet', sample.subarray(0, 400_000)],
  },
  { what: 'Parquet that is none', code: 1, says: [/Parquet/i], file: ['text.parquet', tapeOf()] },
  {
    what: 'Parquet of too few bytes',
    code: 1,
    says: [/Parquet/i],
    file: ['short.parquet', 'PAR1'],
  },
  {
    what: 'text for a price in Parquet',
    code: 1,
    says: [/row 2\b/, '"ltp"', 'abc'],
    file: ['text-price.parquet', parquet({ timestamp: times, ltp: ['26000', 'abc', '26002'] })],
    flags: OURS,
  },
  {
    what: 'a negative price in Parquet',
    code: 1,
    says: [/row 3\b/, '"ltp"', '-1'],
    file: ['negative.parquet', parquet({ timestamp: times, ltp: Float64Array.of(26_000, 26_001, -1) })],
    flags: OURS,
  },
  {
    what: 'a price within a structure in Parquet',
    code: 1,
    says: ['ltp', /nested|structure|list/],
    file: ['nested.parquet', parquet({ timestamp: times, ltp: depth as never })],
    flags: OURS,
  },
  // Several files
  {
    what: 'a folder without tapes',
    code: 2,
    says: ['.csv', '.parquet'],
    file: ['folder/'],
  },
  { what: 'a glob that matches nothing', code: 2, says: ['matches no'], file: ['*.feather'] },
];

describe('bad input to rxtape backtest', () => {
  const files = scratch();
  after(files.remove);

  it('is told in a table of at least 40 cases', () => {
    expect(CASES.length).to.be.at.least(40);
    expect(new Set(CASES.map(({ what }) => what)).size).to.equal(CASES.length);
  });

  let outcomes: readonly Outcome[] = [];
  before(async function () {
    this.timeout(300_000); // a process for each, and the machine may be busy
    mkdirSync(join(files.dir, 'folder'));
    const commands = CASES.map(({ file: [name, content], flags = [] }) => {
      const path = content === undefined ? join(files.dir, name) : files.file(name, content);
      return ['backtest', 'pipelines/momentum.ts', '--quiet', '--data', path, ...flags];
    });
    outcomes = await runAll(commands);
  });

  CASES.forEach(({ what, code, says, file: [name], isOfFile = true }, i) => {
    it(`is told clearly: ${what}`, () => {
      const outcome = outcomes[i];
      const told = outcome?.stderr ?? '';

      if (isOfFile) expect(told).to.contain(basename(name));
      for (const word of says) {
        if (typeof word === 'string') expect(told).to.contain(word);
        else expect(told).to.match(word);
      }
      expect(told, 'a stack trace').not.to.match(/^\s+at .*:\d+:\d+/m);
      expect(told, 'a word of the language').not.to.match(/\bundefined\b|\[object|TypeError|RangeError/);
      expect(told.length, told).to.be.below(1_500);
      expect(outcome?.stdout).to.equal('');
      expect(outcome?.code).to.equal(code);
    });
  });
});
