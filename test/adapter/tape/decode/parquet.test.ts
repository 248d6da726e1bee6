import { createWriteStream } from 'node:fs';
import { expect } from 'chai';
import parquet from 'parquetjs-lite';
import { DataError } from '../../../../src/domain/failure.js';
import { ACC, INFY } from '../../../support/instrument.js';
import { message } from '../../../support/message.js';
import { rejection } from '../../../support/rejection.js';
import { OPEN, play, tapeFolder, touchlines } from '../tape-folder.js';

type Fields = ConstructorParameters<typeof parquet.ParquetSchema>[0];
type Row = Readonly<Record<string, unknown>>;

/** A file as another program would write it: pages of a few rows, the other version of pages. */
const write = async (path: string, fields: Fields, rows: readonly Row[]): Promise<string> => {
  const writer = await parquet.ParquetWriter.openStream(
    new parquet.ParquetSchema(fields),
    createWriteStream(path),
    {
      rowGroupSize: 5,
      pageSize: 2,
      useDataPageV2: true,
    },
  );
  for (const row of rows) await writer.appendRow(row);
  await writer.close();
  return path;
};

describe('openTape: Parquet of others', () => {
  const { path } = tapeFolder();

  it('reads whole rows over row groups and pages, nulls and all', async () => {
    const rows = Array.from({ length: 23 }, (_, i) => ({
      timestamp: OPEN + i,
      ltp: i % 4 === 0 ? null : 100 + i / 4,
      symbol: i % 2 === 0 ? 'ACC-EQ' : 'INFY-EQ',
    }));
    const file = await write(
      path('full.parquet'),
      {
        timestamp: { type: 'INT64' },
        ltp: { type: 'DOUBLE', optional: true },
        symbol: { type: 'UTF8', optional: true },
      },
      rows,
    );

    const played = await play({
      paths: [file],
      resolveSymbol: ({ symbol }) => (symbol === 'ACC-EQ' ? ACC : INFY),
      batchRows: 3,
    });

    expect(touchlines(played)).to.deep.equal(
      rows.map(({ timestamp, ltp, symbol }, i) =>
        message(i < 2 ? 'tk' : 'tf', {
          token: symbol === 'ACC-EQ' ? ACC : INFY,
          receivedAt: timestamp,
          last: ltp ?? undefined,
        }),
      ),
    );
    expect(played.progress).to.deep.equal({ rows: 23, skipped: 0, share: 1 });
  });

  const times: Readonly<Record<string, readonly [Fields[string], unknown]>> = {
    'int64 seconds': [{ type: 'INT64' }, OPEN / 1_000],
    'int64 microseconds': [{ type: 'INT64' }, OPEN * 1_000 + 999],
    'optional int64': [{ type: 'INT64', optional: true }, OPEN],
    'double seconds': [{ type: 'DOUBLE' }, OPEN / 1_000],
    'ISO text': [{ type: 'UTF8' }, '2025-12-29T09:15:00+05:30'],
    'text without a zone': [{ type: 'UTF8' }, '2025-12-29 09:15:00'],
    'number text': [{ type: 'UTF8' }, String(OPEN)],
  };
  for (const [name, [type, value]] of Object.entries(times)) {
    it(`reads times as ${name}`, async () => {
      const file = await write(path('time.parquet'), { time: type, ltp: { type: 'DOUBLE' } }, [
        { time: value, ltp: 1 },
      ]);

      const [only] = (await play({ paths: [file], zone: 'Asia/Kolkata', defaultToken: ACC })).messages;

      expect(only?.receivedAt).to.equal(OPEN);
    });
  }

  it('reads prices that are text, an empty one as null', async () => {
    const fields = { time: { type: 'INT64' }, ltp: { type: 'UTF8' }, bid: { type: 'DOUBLE' } } as const;
    const file = await write(path('text.parquet'), fields, [
      { time: OPEN, ltp: '99.95', bid: 1 },
      { time: OPEN, ltp: '', bid: 2 },
    ]);

    const lasts = touchlines(await play({ paths: [file], defaultToken: ACC })).map(({ last, bid }) => [
      last,
      bid,
    ]);

    expect(lasts).to.deep.equal([[99.95, 1], [undefined, 2]]); // prettier-ignore
  });

  const bad: Readonly<Record<string, readonly [wrong: Row, said: string]>> = {
    'a negative price': [{ last: -5 }, '"last": "-5"; expected a price'],
    infinity: [{ last: Infinity }, '"last": "Infinity"'],
    'an absurd volume': [{ volume: 2 ** 53 }, '"volume": "9007199254740992"; expected a quantity'],
    'a time in seconds': [{ at: OPEN / 1_000 }, `"at": "${OPEN / 1_000}"`],
    'another kind': [{ kind: 'tx' }, '"kind": "tx"; expected tk or tf'],
    'another shape of token': [{ token: '22' }, '"token": "22"'],
    'no token': [{ token: null }, '"token": ""'],
  };
  const tape: Fields = {
    at: { type: 'INT64', optional: true },
    kind: { type: 'UTF8', optional: true },
    token: { type: 'UTF8', optional: true },
    last: { type: 'DOUBLE', optional: true },
    volume: { type: 'DOUBLE', optional: true },
  };
  const good = (n: number): Row => ({ at: OPEN + n, kind: 'tf', token: 'NSE|22', last: n });

  for (const [name, [wrong, said]] of Object.entries(bad)) {
    it(`stops at ${name}, and passes over it when told to`, async () => {
      const file = await write(path('bad.parquet'), tape, [
        good(1),
        good(2),
        { ...good(3), ...wrong },
        good(4),
      ]);

      expect(await rejection(play({ paths: [file] })))
        .to.be.instanceOf(DataError)
        .with.property('message')
        .that.includes('bad.parquet: row 3')
        .and.includes(said);
      const { messages, progress } = await play({ paths: [file], onBadRow: 'skip' });
      expect(messages.map(({ kind }) => kind).join(' ')).to.equal('tf tf Malformed tf');
      expect(progress).to.include({ rows: 4, skipped: 1 });
    });
  }

  it('finds a bad row behind the first page of a column', async () => {
    const fields = { time: { type: 'INT64' }, ltp: { type: 'DOUBLE' } } as const;
    const rows = [1, 2, 3, -4, 5].map((ltp, i) => ({ time: OPEN + i, ltp }));
    const file = await write(path('pages.parquet'), fields, rows);

    const { messages } = await play({ paths: [file], defaultToken: ACC, onBadRow: 'skip' });

    expect(messages.map((each) => ('last' in each ? each.last : each.kind))).to.deep.equal([
      1,
      2,
      3,
      'Malformed',
      5,
    ]);
  });

  it('passes over empty rows at the end and stops at one in the middle', async () => {
    const end = await write(path('end.parquet'), tape, [good(1), ...Array.from({ length: 7 }, () => ({}))]);
    const middle = await write(path('middle.parquet'), tape, [good(1), {}, good(2)]);

    expect((await play({ paths: [end] })).progress).to.deep.equal({ rows: 8, skipped: 7, share: 1 });
    expect(await rejection(play({ paths: [middle] })))
      .to.have.property('message')
      .that.includes('row 2')
      .and.includes('empty row');
  });

  it('refuses a tape without rows', async () => {
    expect(await rejection(play({ paths: [await write(path('none.parquet'), tape, [])] })))
      .to.be.instanceOf(DataError)
      .with.property('message')
      .that.includes('no rows');
  });
});
