import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { ContractName } from '../../../src/domain/contract.js';
import { DataError, UsageError } from '../../../src/domain/failure.js';
import { MessageFlag } from '../../../src/domain/touchline.js';
import { openTape, type TapeOptions } from '../../../src/adapter/tape/open-tape.js';
import { tapeWriter } from '../../../src/adapter/tape/write/tape-writer.js';
import { ACC, INFY } from '../../support/instrument.js';
import { message } from '../../support/message.js';
import { rejection } from '../../support/rejection.js';
import { taken } from '../../support/taken.js';
import type { Token } from '../../../src/domain/token.js';
import { OPEN, play, tapeFolder, touchlines } from './tape-folder.js';

const FULL = 'time,ltp\n2025-12-29T09:15:00+05:30,100\n2025-12-29T09:15:01+05:30,101\n';

const refusal = async (options: TapeOptions, kind: typeof UsageError | typeof DataError): Promise<string> => {
  const error = await rejection(play(options));
  expect(error).to.be.instanceOf(kind);
  return error instanceof Error ? error.message : '';
};

describe('openTape: paths', () => {
  const { path, file } = tapeFolder();

  it('finds files, folders and globs, and reads each file once, in an order that is not the one given', async () => {
    const a = file('found/a.csv', FULL);
    const b = file('found/deep/b.csv', FULL);
    file('found/notes.md', 'no tape');
    const paths = [path('found'), a, path('found/*.csv'), b, b];

    const tape = await openTape({ paths, defaultToken: ACC });
    const backwards = await openTape({ paths: paths.toReversed(), defaultToken: ACC });

    expect(tape.files.map((each) => each.path)).to.deep.equal([a, b]);
    expect(backwards.files.map((each) => each.path)).to.deep.equal([a, b]);
    expect(tape.files[0]).to.deep.include({ format: 'csv', shape: 'full', bytes: FULL.length });
  });

  it('refuses a path that is not there, an empty folder and a glob that matches nothing, by name', async () => {
    file('empty/readme.txt.bak', '');

    for (const wrong of ['no-such.csv', 'empty', 'no*such.csv'])
      expect(await refusal({ paths: [path(wrong)] }, UsageError)).to.include(path(wrong));
  });

  it('refuses a file that is no tape by its name', async () => {
    expect(await refusal({ paths: [file('x.ticks', FULL)] }, UsageError)).to.match(/x\.ticks.*\.parquet/);
  });

  it('refuses a folder with the same tape in two formats, but reads two that are both named', async () => {
    const csv = file('twice/x.csv', FULL);
    const gz = file('twice/x.csv.gz', gzipSync(FULL));

    expect(await refusal({ paths: [path('twice')] }, UsageError))
      .to.include('x.csv')
      .and.include('x.csv.gz');
    expect((await play({ paths: [csv, gz], defaultToken: ACC })).messages).to.have.length(4);
  });

  it('reads .txt and .gz that are named as CSV', async () => {
    const paths = [file('a.txt', FULL), file('b.gz', gzipSync(FULL))];

    expect((await play({ paths, defaultToken: ACC })).messages).to.have.length(4);
  });
});

describe('openTape: columns', () => {
  const { file } = tapeFolder();

  it('tells people what it recognised and what it ignores', async () => {
    const mapping = async (
      name: string,
      header: string,
      options: Partial<TapeOptions> = {},
    ): Promise<string> => {
      const row = header
        .split(',')
        .map((column) =>
          /time|date|^at$/i.test(column)
            ? OPEN
            : column === 'kind'
              ? 'tk'
              : column === 'token'
                ? 'NSE|22'
                : '',
        );
      const filled = row.map((cell, i) =>
        /open|high|low|close/i.test(header.split(',')[i] ?? '') ? 1 : cell,
      );
      const tape = await openTape({
        paths: [file(name, `${header}\n${filled.join(',')}\n`)],
        defaultToken: ACC,
        intervalMs: 60_000,
        ...options,
      });
      return tape.files[0]?.mapping ?? '';
    };

    expect(await mapping('a.csv', 'at,kind,token,last,remark')).to.equal(
      'tape: at (epoch ms), kind, token, last; ignored: remark',
    );
    expect(await mapping('b.csv', 'Time,LTP,Best_Bid,Best Ask,OI', { zone: 'Asia/Kolkata' })).to.equal(
      'full: at=Time (epoch ms), last=LTP, openInterest=OI, bid=Best_Bid, ask=Best Ask',
    );
    expect(await mapping('c.csv', 'date,open,high,low,close,volume')).to.equal(
      'bars of 1m: at=date (epoch ms; start of the bar), open, high, low, volume, close',
    );
    expect(await mapping('d.csv', 'time,last,open,high,low,close')).to.equal(
      'full: at=time (epoch ms), last, open, high, low, previousClose=close',
    );
  });

  it('takes a column by hand before any of its own names', async () => {
    const path = file('map.csv', `when,ltp,mid\n${OPEN},100,7\n`);

    const played = await play({ paths: [path], map: { at: 'When', last: 'mid' }, defaultToken: ACC });

    expect(touchlines(played)).to.deep.equal([message('tk', { receivedAt: OPEN, last: 7 })]);
  });

  it('refuses a map of a column or a field that is not there, with what there is', async () => {
    const paths = [file('map2.csv', FULL)];

    expect(await refusal({ paths, map: { last: 'mid' } }, UsageError)).to.match(/mid.*time, ltp/);
    expect(await refusal({ paths, map: { lst: 'ltp' } }, UsageError)).to.match(/lst.*last, open/);
  });

  it('refuses columns that are no tape, with what it found and what it needs', async () => {
    expect(await refusal({ paths: [file('odd.csv', 'a,b\n1,2\n')] }, UsageError)).to.match(/a, b.*--map/);
    expect(await refusal({ paths: [file('bare.csv', '2025-12-29 09:15:00,100\n')] }, UsageError)).to.include(
      'header',
    );
  });
});

describe('openTape: text', () => {
  const { file } = tapeFolder();
  const rows = [
    message('tk', { receivedAt: OPEN, last: 100 }),
    message('tf', { receivedAt: OPEN + 1_000, last: 101 }),
  ];

  const same: Readonly<Record<string, string | Buffer>> = {
    'plain.csv': FULL,
    'no-last-newline.csv': FULL.trimEnd(),
    'crlf.csv': FULL.replaceAll('\n', '\r\n'),
    'bom.csv': `\uFEFF${FULL}`,
    'quoted.csv': FULL.replaceAll(/[^,\n]+/g, '"$&"'),
    'trailing-comma.csv': FULL.replaceAll('\n', ',\n'),
    'tabs.csv': FULL.replaceAll(',', '\t'),
    'semicolons.csv': FULL.replaceAll(',', ';'),
    'spaces.csv': FULL.replaceAll(',', ', '),
    'packed.csv.gz': gzipSync(FULL),
  };
  for (const [name, content] of Object.entries(same)) {
    it(`reads ${name}`, async () => {
      expect((await play({ paths: [file(name, content)], defaultToken: ACC })).messages).to.deep.equal(rows);
    });
  }

  it('refuses a comma of thousands, which blank cells at the end of its row would hide', async () => {
    const path = file('thousands.csv', 'time,last,bid,ask\n2025-12-29T09:15:00+05:30,26,001,,\n');

    expect(await rejection(play({ paths: [path], defaultToken: ACC })))
      .to.be.instanceOf(DataError)
      .with.property('message')
      .that.contains("5 cells; expected the header's 4")
      .and.contains('needs quotes ("26,001")');
  });

  it('passes over blank lines and the empty rows at the end, and counts them', async () => {
    const path = file('empty-end.csv', `${FULL.replace('\n2', '\n\n2')},\n , \n\n,\n`);

    const { messages, progress } = await play({ paths: [path], defaultToken: ACC });

    expect(messages).to.deep.equal(rows);
    expect(progress).to.deep.equal({ rows: 7, skipped: 5, share: 1 }); // 2 rows, 2 blank lines, 3 empty rows
  });

  it('refuses an empty file, a header alone, and bytes that are not what the name says, by name', async () => {
    const header = 'at,kind,token,last\n';
    const cases: Readonly<Record<string, string | Buffer>> = {
      'empty.csv': '',
      'header.csv': header,
      'header-and-commas.csv': `${header},,,\n\n`,
      'utf16.csv': Buffer.from(FULL, 'utf16le'),
      'cut.csv.gz': gzipSync(FULL).subarray(0, 40),
      'empty.parquet': '',
      'text.parquet': FULL,
      'open-quote.csv': `time,ltp\n"${OPEN},100\n`,
    };
    for (const [name, content] of Object.entries(cases)) {
      const error = await rejection(play({ paths: [file(name, content)], defaultToken: ACC }));
      expect(error, name).to.be.instanceOf(DataError).with.property('message').that.includes(name);
    }
  });

  it('refuses a tape cut off at any byte, and never makes less of it', async () => {
    const { path, file: write } = { path: file('whole.parquet', ''), file };
    const writer = await tapeWriter(path);
    for (const row of rows) await writer.append(row);
    await writer.close();
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(path);
    for (let end = 0; end < bytes.length; end += 97) {
      const error = await rejection(play({ paths: [write('cut.parquet', bytes.subarray(0, end))] }));
      expect(error, `${end}`)
        .to.be.instanceOf(DataError)
        .with.property('message')
        .that.includes('cut.parquet');
    }
  });

  it('fails on a gzip cut off far into the file, after the messages before', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `${OPEN + i},tf,NSE|22,${(i * 7919) % 1_000}\n`);
    const packed = gzipSync(`at,kind,token,last\n${lines.join('')}`);
    const tape = await openTape({ paths: [file('late.csv.gz', packed.subarray(0, packed.length - 1_000))] });

    let messages = 0;
    const reading = async (): Promise<void> => {
      for await (const batch of tape.batches(new Set([ACC])))
        for (const { kind } of batch) messages += kind === 'tf' ? 1 : 0;
    };

    expect(await rejection(reading())).to.be.instanceOf(DataError);
    expect(messages).to.be.within(1_000, 59_999);
  });
});

describe('openTape: times', () => {
  const { file } = tapeFolder();
  const first = async (cell: string, zone?: string): Promise<number | undefined> => {
    const path = file('time.csv', `time,ltp\n${cell},100\n`);
    return (await play({ paths: [path], zone, defaultToken: ACC })).messages[0]?.receivedAt;
  };

  it('reads every form of a moment to the same millisecond', async () => {
    for (const cell of [
      '1766979900',
      '1766979900000',
      '1766979900000000',
      '1766979900000000000',
      '2025-12-29 03:45:00+00',
      '2025-12-29T09:15:00.000999+05:30',
    ])
      expect(await first(cell), cell).to.equal(OPEN);
  });

  it("reads a time without a zone in the one given, else in that of the instrument's exchange", async () => {
    expect(await first('2025-12-29 09:15:00', 'Asia/Kolkata')).to.equal(OPEN);
    expect(await first('2025-12-29 03:45:00', 'Europe/London')).to.equal(OPEN);
    expect(await first('2025-12-29 09:15:00')).to.equal(OPEN);
  });

  it('asks for a zone where the clock is outside the hours of the exchange and UTC would fit', async () => {
    const error = await rejection(first('2025-12-29 03:45:00'));

    expect(error)
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.matches(/time\.csv: row 1 .*NSE.*03:45:00 IST.*09:15:00 IST.*--tz/);
  });

  it('asks for a zone where the exchange is none of India', async () => {
    const path = file('abroad.csv', 'time,ltp\n2025-12-29 09:15:00,100\n');

    expect(await refusal({ paths: [path], defaultToken: 'NYSE|1' as Token }, UsageError)).to.match(
      /abroad\.csv: row 1 .*--tz/,
    );
  });

  it('refuses a zone that is none', async () => {
    expect(await rejection(first('1766979900', 'Asia/Nowhere'))).to.be.instanceOf(UsageError);
  });
});

describe('openTape: instruments', () => {
  const { file } = tapeFolder();
  const resolveSymbol = ({ symbol }: ContractName): typeof ACC | undefined =>
    symbol === 'ACC-EQ' ? ACC : symbol === 'INFY-EQ' ? INFY : undefined;
  const tokens = async (rows: string, options: Partial<TapeOptions>): Promise<unknown[]> => {
    const path = file('who.csv', `time,ltp,token,trading_symbol\n${rows}`);
    return touchlines(await play({ paths: [path], ...options })).map(({ token }) => token);
  };

  it('takes the token of a row, else the one given for its file, else its symbol, else the default', async () => {
    const rows = `${OPEN},100,NSE|22,INFY-EQ\n${OPEN},100,,INFY-EQ\n${OPEN},100,,\n`;

    expect(await tokens(rows, { resolveSymbol, defaultToken: ACC })).to.deep.equal([ACC, INFY, ACC]);
    expect(
      await tokens(rows, { resolveSymbol, instruments: [{ pattern: 'who*', token: ACC }] }),
    ).to.deep.equal([ACC, ACC, ACC]);
    expect(
      await tokens(rows, { resolveSymbol, instruments: [{ pattern: undefined, token: INFY }] }),
    ).to.deep.equal([ACC, INFY, INFY]);
  });

  it('refuses a symbol nothing knows, even when bad rows are passed over, and asks for the instrument', async () => {
    for (const cell of ['SBIN-EQ', '']) {
      const error = await rejection(
        tokens(`${OPEN},100,NSE|22,\n${OPEN},100,,${cell}\n`, { resolveSymbol, onBadRow: 'skip' }),
      );
      expect(error)
        .to.be.instanceOf(UsageError)
        .with.property('message')
        .that.matches(/who\.csv: row 2 .*--instrument/)
        .and.includes(cell);
    }
  });

  it('refuses a pattern that matches no file', async () => {
    const error = await rejection(
      tokens(`${OPEN},100,NSE|22,\n`, { instruments: [{ pattern: 'wh?.csv.gz', token: ACC }] }),
    );
    expect(error).to.be.instanceOf(UsageError).with.property('message').that.includes('wh?.csv.gz');
  });

  it('counts the rows of tokens nobody asked for, and makes nothing of them', async () => {
    const path = file('many.csv', `time,ltp,token\n${OPEN},1,NSE|22\n${OPEN},2,NSE|1594\n${OPEN},3,NSE|22\n`);

    const { messages, progress } = await play({ paths: [path] }, [INFY]);

    expect(messages).to.deep.equal([message('tk', { token: INFY, receivedAt: OPEN, last: 2 })]);
    expect(progress).to.deep.equal({ rows: 3, skipped: 0, share: 1 });
  });
});

describe('openTape: whole rows', () => {
  const { file } = tapeFolder();
  const day = 86_400_000;

  it('makes a snapshot of the first row of a token, and of its first in every session', async () => {
    const rows = [
      `${OPEN},1,NSE|22`,
      `${OPEN},2,NSE|1594`,
      `${OPEN + 1},3,NSE|22`,
      `${OPEN + day},4,NSE|22`,
      `${OPEN + day},5,NSE|22`,
    ];
    const played = await play({ paths: [file('kinds.csv', `time,ltp,token\n${rows.join('\n')}\n`)] });

    expect(
      touchlines(played)
        .map(({ kind }) => kind)
        .join(' '),
    ).to.equal('tk tk tf tk tf');
  });

  it('adds up what each row adds to the volume, per token and session', async () => {
    const rows = [
      `${OPEN},1,NSE|22,10`,
      `${OPEN},2,NSE|1594,7`,
      `${OPEN + 1},3,NSE|22,5`,
      `${OPEN + 2},3,NSE|22,`,
      `${OPEN + 3},3,NSE|22,1`,
      `${OPEN + day},4,NSE|22,2`,
    ];
    const played = await play({
      paths: [file('volume.csv', `time,ltp,token,volume_delta\n${rows.join('\n')}\n`)],
    });

    // 10; 10 + 5; nothing said; 10 + 5 + 1; a new session: 2
    expect(
      touchlines(played)
        .filter(({ token }) => token === ACC)
        .map(({ volume }) => volume),
    ).to.deep.equal([10, 15, undefined, 16, 2]);
  });

  it('carries the fields that a row has and nothing else', async () => {
    const header =
      'time,ltp,volume,bid_price_1,ask_price_1,bid_qty_1,ask_qty_1,oi,atp,open,high,low,close,exchange_time,bid_price_2,ltq';
    const path = file(
      'all.csv',
      `${header}\n${OPEN},100,75,99.9,100.1,10,20,7,99.5,98,101,97,96,${OPEN / 1_000 - 1},99.8,5\n${OPEN + 1},,,,,,,,,,,,,,,\n`,
    );

    const [first, second] = touchlines(await play({ paths: [path], defaultToken: ACC }));

    expect(first).to.deep.include({
      kind: 'tk', receivedAt: OPEN, exchangeAt: OPEN - 1_000, last: 100, volume: 75, bid: 99.9, ask: 100.1, bidQuantity: 10,
      askQuantity: 20, openInterest: 7, averagePrice: 99.5, open: 98, high: 101, low: 97, previousClose: 96,
    }); // prettier-ignore
    expect(first?.depth).to.include({ bid2: 99.8, lastQuantity: 5, ask2: undefined });
    expect(second).to.deep.equal(message('tf', { receivedAt: OPEN + 1 }));
  });
});

describe('openTape: order of time', () => {
  const { file } = tapeFolder();

  const rows = [
    `${OPEN + 5},1,NSE|22`,
    `${OPEN + 3},2,NSE|22`,
    `${OPEN + 5},3,NSE|22`,
    `${OPEN + 1_003},4,NSE|22`,
    `${OPEN + 2},5,NSE|22`,
    `${OPEN + 3},6,NSE|22`,
  ];
  const back = (name: string): string => file(name, `time,ltp,token\n${rows.join('\n')}\n`);

  it('puts a row whose time went back by a second at most in its place, and says so', async () => {
    const played = await play({ paths: [back('back.csv')], onBadRow: 'skip' });

    const { OutOfOrder } = MessageFlag;
    expect(
      played.messages.map((one) =>
        one.kind === 'Malformed' ? one.receivedAt - OPEN : [one.receivedAt - OPEN, one.last, one.flags],
      ),
    ).to.deep.equal([
      [3, 2, OutOfOrder], [3, 6, OutOfOrder], [5, 1, 0], [5, 3, 0], [1_003, 4, 0], 1_003,
    ]); // prettier-ignore
    expect(played.progress).to.include({ rows: 6, skipped: 1 });
  });

  it('refuses one that is later, and says what would take it in', async () => {
    expect(await rejection(play({ paths: [back('late.csv')] })))
      .to.be.instanceOf(DataError)
      .with.property('message')
      .that.matches(
        /late\.csv: row 5 .*: its time 2025-12-29T09:15:00\.002\+05:30 lies 1001ms before that of row 4, 2025-12-29T09:15:01\.003\+05:30; .* at most 1s late: allow more with --reorder 2s, or sort/,
      );

    const played = await play({ paths: [back('late.csv')], reorderMs: 2_000 });
    expect(touchlines(played).map(({ last }) => last)).to.deep.equal([5, 2, 6, 1, 3, 4]);
  });

  it('takes no row that went back where none is put in order', async () => {
    const played = await play({ paths: [back('none.csv')], reorderMs: 0, onBadRow: 'skip' });

    expect(
      touchlines({ ...played, messages: played.messages.filter(({ kind }) => kind !== 'Malformed') }).map(
        ({ last }) => last,
      ),
    ).to.deep.equal([1, 3, 4]);
    expect(played.progress.skipped).to.equal(3);
  });

  it('opens a file early enough for a row that comes before its first', async () => {
    const first = file(
      'first.csv',
      `time,ltp,token\n${OPEN},1,NSE|22\n${OPEN + 500},2,NSE|22\n${OPEN + 900},3,NSE|22\n`,
    );
    const second = file('second.csv', `time,ltp,token\n${OPEN + 700},4,NSE|22\n${OPEN + 300},5,NSE|22\n`);

    expect(touchlines(await play({ paths: [first, second] })).map(({ last }) => last)).to.deep.equal([
      1, 5, 2, 4, 3,
    ]);
  });

  it('delivers a message at the same time whichever other tokens are asked for', async () => {
    const mixed = [`${OPEN},1,NSE|22`, `${OPEN + 9},2,NSE|1594`, `${OPEN + 3},3,NSE|22`];
    const paths = [file('subset.csv', `time,ltp,token\n${mixed.join('\n')}\n`)];

    const both = touchlines(await play({ paths })).filter(({ token }) => token === ACC);

    expect(touchlines(await play({ paths }, [ACC]))).to.deep.equal(both);
  });
});

describe('openTape: bad rows', () => {
  const { file } = tapeFolder();
  const header = 'at,kind,token,exchangeAt,last,bidQuantity';
  const good = (n: number): string => `${OPEN + n},tf,NSE|22,,${n},`;
  const tape = (name: string, bad: string): string =>
    file(name, [header, good(1), bad, good(3), ''].join('\n'));

  const cases: Readonly<Record<string, readonly [row: string, ...said: string[]]>> = {
    'text for a number': [`${OPEN + 2},tf,NSE|22,,abc,`, '"last"', '"abc"', 'a price'],
    NaN: [`${OPEN + 2},tf,NSE|22,,NaN,`, '"last"', '"NaN"', 'a price'],
    infinity: [`${OPEN + 2},tf,NSE|22,,inf,`, '"last"', '"inf"'],
    'a negative price': [`${OPEN + 2},tf,NSE|22,,-5,`, '"last"', '"-5"'],
    'a negative quantity': [`${OPEN + 2},tf,NSE|22,,5,-1`, '"bidQuantity"', '"-1"', 'a quantity'],
    'an absurd price': [`${OPEN + 2},tf,NSE|22,,1000000000,`, '"last"', '1000000000'],
    'a time before 2000': [`946684799999,tf,NSE|22,,5,`, '"at"', '"946684799999"'],
    'a time after 2100': [`4102444800000,tf,NSE|22,,5,`, '"at"'],
    'an exchange time in seconds': [
      `${OPEN + 2},tf,NSE|22,1766979900,5,`,
      '"exchangeAt"',
      '"1766979900"',
      'milliseconds',
    ],
    'no time': [`,tf,NSE|22,,5,`, '"at"', '""'],
    'another kind': [`${OPEN + 2},tx,NSE|22,,5,`, '"kind"', '"tx"', 'tk or tf'],
    'another shape of token': [`${OPEN + 2},tf,22,,5,`, '"token"', '"22"', 'NSE|22'],
    'too few cells': [`${OPEN + 2},tf,NSE|22`, '3 cells', '6'],
    'too many cells': [`${OPEN + 2},tf,NSE|22,,5,,9`, '7 cells', '6'],
    'an empty row in the middle': [',,,,,', 'empty row'],
  };
  for (const [name, [row, ...said]] of Object.entries(cases)) {
    it(`stops at ${name}, with its place and what was expected, after what came before`, async () => {
      const opened = await openTape({ paths: [tape('bad.csv', row)] });
      const before: unknown[] = [];
      const reading = async (): Promise<void> => {
        for await (const batch of opened.batches(new Set([ACC])))
          for (const message of taken(batch)) before.push(message);
      };

      const error = await rejection(reading());

      expect(error).to.be.instanceOf(DataError);
      const text = error instanceof Error ? error.message : '';
      for (const part of ['bad.csv', 'row 2', 'header is not counted', ...said])
        expect(text).to.include(part);
      expect(before).to.deep.equal([message('tf', { receivedAt: OPEN + 1, last: 1 })]);
    });

    it(`tells ${name} in its place when bad rows are passed over`, async () => {
      const { messages, progress } = await play({ paths: [tape('skip.csv', row)], onBadRow: 'skip' });

      expect(messages.map(({ kind }) => kind)).to.deep.equal(['tf', 'Malformed', 'tf']);
      expect(messages[1]).to.have.property('detail').that.includes('row 2');
      expect(messages[2]).to.deep.equal(message('tf', { receivedAt: OPEN + 3, last: 3 }));
      expect(progress).to.deep.equal({ rows: 3, skipped: 1, share: 1 });
    });
  }

  it('puts a bad row at its own time, and at that of the row before when it has none', async () => {
    const rows = [`x,tf,NSE|22,,5,`, good(1), `${OPEN + 2},tf,NSE|22,,abc,`, `x,tf,NSE|22,,5,`, good(4)];
    const path = file('places.csv', [header, ...rows].join('\n'));

    const { messages } = await play({ paths: [path], onBadRow: 'skip' });

    expect(messages.map(({ receivedAt }) => receivedAt - OPEN)).to.deep.equal([1, 1, 2, 2, 4]);
  });

  it('refuses a file in which no row has a time, even when bad rows are passed over', async () => {
    const path = file('timeless.csv', `${header}\nx,tf,NSE|22,,5,\n`);

    expect(await refusal({ paths: [path], onBadRow: 'skip' }, DataError)).to.include('timeless.csv');
  });
});
