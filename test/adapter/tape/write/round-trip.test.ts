import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { Table, writeParquet } from 'parquet-wasm';
import { parquetReadObjects, asyncBufferFromFile } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { openTape } from '../../../../src/adapter/tape/open-tape.js';
import { tapeWriter, type TapeWriterOptions } from '../../../../src/adapter/tape/write/tape-writer.js';
import { DataError, UsageError } from '../../../../src/domain/failure.js';
import { DEPTH_FIELDS } from '../../../../src/domain/depth.js';
import { MessageFlag, TOUCHLINE_FIELDS, type TouchlineMessage } from '../../../../src/domain/touchline.js';
import { ACC, INFY } from '../../../support/instrument.js';
import { depth, message } from '../../../support/message.js';
import { rejection } from '../../../support/rejection.js';
import { OPEN, play, tapeFolder } from '../tape-folder.js';

/** Any double a price can be, its subnormal and its odd ones too. */
const price = fc.double({ min: 0, max: 999_999_999, noNaN: true }).map((value) => value + 0);
const quantity = fc.oneof(fc.nat(), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
const moment = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) - 1 });
const maybe = <A>(of: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> => fc.option(of, { nil: undefined });

const valueOf = (field: string): fc.Arbitrary<number | undefined> =>
  maybe(field.endsWith('At') ? moment : /quantity|volume|interest/i.test(field) ? quantity : price);
const fields = (names: readonly string[]): fc.Arbitrary<Readonly<Record<string, number | undefined>>> =>
  fc.record(Object.fromEntries(names.map((name) => [name, valueOf(name)])));

const arbitraryTape: fc.Arbitrary<TouchlineMessage[]> = fc
  .array(
    fc.record({
      gapMs: fc.nat(100_000),
      kind: fc.constantFrom('tk', 'tf'),
      token: fc.constantFrom(ACC, INFY),
      exchangeAt: maybe(moment),
      said: fields(TOUCHLINE_FIELDS),
      depth: maybe(fields(DEPTH_FIELDS)),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) => {
    let at = OPEN;
    return rows.map(({ gapMs, kind, token, exchangeAt, said, depth: levels }) => {
      at += gapMs;
      const isSaid = levels !== undefined && Object.values(levels).some((value) => value !== undefined);
      return message(kind === 'tk' ? 'tk' : 'tf', {
        token,
        receivedAt: at,
        exchangeAt,
        ...said,
        depth: isSaid ? depth(levels) : undefined,
      });
    });
  });

const write = async (
  path: string,
  messages: readonly TouchlineMessage[],
  options: TapeWriterOptions = {},
): Promise<Buffer> => {
  const writer = await tapeWriter(path, options);
  for (const each of messages) await writer.append(each);
  await writer.close();
  return readFileSync(path);
};

describe('tapeWriter', () => {
  const { path, file } = tapeFolder();

  for (const name of ['tape.csv', 'tape.csv.gz', 'tape.parquet']) {
    it(`writes ${name} so that it reads back the same, to the last bit`, async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryTape, async (tape) => {
          await write(path(name), tape);

          expect((await play({ paths: [path(name)] })).messages).to.deep.equal(tape);
        }),
        { numRuns: 60 },
      );
    });

    it(`writes the same ${name} twice`, async () => {
      const [tape = []] = fc.sample(arbitraryTape, { numRuns: 1, seed: 7 });

      expect(await write(path(`1-${name}`), tape)).to.deep.equal(await write(path(`2-${name}`), tape));
    });
  }

  for (const name of ['narrow.csv', 'narrow.parquet']) {
    it(`leaves the columns of depth out of ${name}, and refuses a message that needs them`, async () => {
      const plain = message('tk', { receivedAt: OPEN, last: 100.05 });
      const deep = message('tf', { receivedAt: OPEN + 1, depth: depth({ bid2: 100 }) });
      const writer = await tapeWriter(path(name), { levels: 1 });
      await writer.append(plain);

      expect(await rejection(writer.append(deep))).to.be.instanceOf(DataError);

      await writer.close();
      expect((await play({ paths: [path(name)] })).messages).to.deep.equal([plain]);
      expect((await openTape({ paths: [path(name)] })).files[0]?.mapping).to.match(/askQuantity$/);
    });
  }

  for (const name of ['flags.csv', 'flags.csv.gz', 'flags.parquet']) {
    for (const levels of [1, 5] as const) {
      it(`tells the flags of messages in ${name} with ${levels} levels where it is asked to, and only there`, async () => {
        const flagged = fc
          .array(fc.nat(511), { minLength: 1, maxLength: 30 })
          .map((all) => all.map((flags, i) => message('tf', { receivedAt: OPEN + i, last: i, flags })));
        await fc.assert(
          fc.asyncProperty(flagged, async (tape) => {
            const asked = path(`asked-${name}`);
            await write(asked, tape, { levels, flags: true });
            const silent = path(`silent-${name}`);
            await write(silent, tape, { levels });

            expect((await play({ paths: [asked] })).messages).to.deep.equal(tape);
            expect((await play({ paths: [silent] })).messages).to.deep.equal(
              tape.map((one) => ({ ...one, flags: 0 })),
            );
            const mappings = [asked, silent].map(
              async (one) => (await openTape({ paths: [one] })).files[0]?.mapping,
            );
            expect((await Promise.all(mappings)).map((text) => text?.includes('flags'))).to.deep.equal([
              true,
              false,
            ]);
          }),
          { numRuns: 25 },
        );
      });
    }
  }

  it('keeps flags over the edges of row groups, and adds to them what is found on reading', async () => {
    const { Gap, OutOfOrder, Crossed } = MessageFlag;
    const tape = Array.from({ length: 40_001 }, (_, i) =>
      message('tf', {
        receivedAt: OPEN + (i === 20_005 ? i - 9 : i),
        flags: i % 19_999 === 0 ? Gap | Crossed : 0,
      }),
    );
    await write(path('long-flags.parquet'), tape, { flags: true });

    const { messages } = await play({ paths: [path('long-flags.parquet')] });
    const late = tape[20_005];
    const wanted = tape.filter((one) => one !== late);
    if (late !== undefined) wanted.splice(19_997, 0, { ...late, flags: OutOfOrder });
    expect(messages).to.deep.equal(wanted);
  });

  it('is not read where a cell of flags names none, but with the cell and the names that there are', async () => {
    for (const [text, flags] of [
      ['Gap', MessageFlag.Gap],
      ['Gap|OutOfOrder', MessageFlag.Gap | MessageFlag.OutOfOrder],
      [' Gap | Stale ', MessageFlag.Gap | MessageFlag.Stale],
      ['', 0],
    ] as const) {
      const tape = file('one.csv', `at,kind,token,last,flags\n${OPEN},tk,NSE|22,1,${text}\n`);
      expect((await play({ paths: [tape] })).messages).to.deep.equal([
        message('tk', { receivedAt: OPEN, last: 1, flags }),
      ]);
    }
    for (const text of ['gap', 'Gap,', 'Gap|', '|Gap', '32', 'Gap Stale']) {
      const tape = file('none.csv', `at,kind,token,last,flags\n${OPEN},tk,NSE|22,1,"${text}"\n`);
      expect(await rejection(play({ paths: [tape] })), text)
        .to.be.instanceOf(DataError)
        .with.property('message')
        .that.contains(
          `row 1 (the header is not counted): column "flags": "${text}"; expected flags such as OutOfOrder|Gap`,
        );
    }
  });

  it('is not read from Parquet either where a cell of flags names none', async () => {
    const table = tableFromArrays({
      at: Float64Array.from([OPEN, OPEN + 1]),
      kind: ['tk', 'tf'],
      token: ['NSE|22', 'NSE|22'],
      last: [1, 2],
      flags: ['Gap', 'Gaps'],
    });
    const tape = file(
      'none.parquet',
      Buffer.from(writeParquet(Table.fromIPCStream(tableToIPC(table, 'stream')))),
    );
    const { messages } = await play({ paths: [tape], onBadRow: 'skip' });

    expect(messages[0]).to.deep.equal(message('tk', { receivedAt: OPEN, last: 1, flags: MessageFlag.Gap }));
    expect(messages[1])
      .to.have.property('detail')
      .that.contains('row 2')
      .and.contains('column "flags": "Gaps"');
  });

  it('writes row groups of Parquet that lose and double nothing at their edges', async () => {
    const tape = Array.from({ length: 40_001 }, (_, i) =>
      message('tf', { receivedAt: OPEN + i, last: i % 3 === 0 ? undefined : i / 8, volume: i }),
    );
    await write(path('long.parquet'), tape);

    const { messages, progress } = await play({ paths: [path('long.parquet')] });

    expect(messages.length).to.equal(40_001);
    expect(messages).to.deep.equal(tape);
    expect(progress).to.deep.equal({ rows: 40_001, skipped: 0, share: 1 });
  });

  it('writes what any reader of Parquet sees as numbers, text and nulls', async () => {
    await write(path('plain.parquet'), [message('tk', { receivedAt: OPEN, last: 100.05, volume: 75 })]);

    const [row] = await parquetReadObjects({
      file: await asyncBufferFromFile(path('plain.parquet')),
      compressors,
    });

    expect(row).to.include({
      at: BigInt(OPEN),
      kind: 'tk',
      token: 'NSE|22',
      last: 100.05,
      volume: 75,
      bid: null,
    });
  });

  it('writes CSV that people can read', async () => {
    const bytes = await write(path('plain.csv'), [
      message('tk', { receivedAt: OPEN, last: 100.05, volume: 75 }),
    ]);

    const [header, row, end] = bytes.toString().split('\n');
    expect(header?.split(',').slice(0, 6)).to.deep.equal([
      'at',
      'kind',
      'token',
      'exchangeAt',
      'last',
      'open',
    ]);
    expect(row?.split(',').slice(0, 6)).to.deep.equal(['1766979900000', 'tk', 'NSE|22', '', '100.05', '']);
    expect(end).to.equal('');
  });

  it('refuses a message that could not be read back, and names what is wrong with it', async () => {
    const wrong = [
      message('tf', { receivedAt: OPEN, last: NaN }),
      message('tf', { receivedAt: OPEN, bid: -1 }),
      message('tf', { receivedAt: OPEN, volume: Infinity }),
      message('tf', { receivedAt: 0 }),
      message('tf', { receivedAt: OPEN, exchangeAt: 1_766_979_900 }),
      message('tf', { receivedAt: OPEN, depth: depth({ bid5: 1e9 }) }),
      message('tf', { receivedAt: OPEN, depth: depth({ lastTradedAt: 7 }) }),
    ];
    const what = ['last', 'bid', 'volume', 'receivedAt', 'exchangeAt', 'bid5', 'lastTradedAt'];
    for (const name of ['refusing.csv', 'refusing.parquet']) {
      const writer = await tapeWriter(path(name));
      for (const [i, each] of wrong.entries()) {
        const error = await rejection(writer.append(each));
        expect(error)
          .to.be.instanceOf(DataError)
          .with.property('message')
          .that.includes(what[i])
          .and.includes('NSE|22')
          .and.satisfies((text: string) => text.length < path(name).length + 100);
      }
      await writer.close();
    }
  });

  it('refuses a name that says no format, and a folder that is not there', async () => {
    expect(await rejection(tapeWriter(path('tape.xlsx')))).to.be.instanceOf(UsageError);
    expect(await rejection(tapeWriter(path('no/such/tape.csv')))).to.be.instanceOf(UsageError);
  });
});
