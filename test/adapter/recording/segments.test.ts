import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect } from 'chai';
import { sealInThread } from '../../../src/adapter/recording/seal-thread.js';
import { openTape } from '../../../src/adapter/tape/open-tape.js';
import { MessageFlag, type TouchlineMessage } from '../../../src/domain/touchline.js';
import { ALL_TOKENS } from '../../../src/port/tape.js';
import { at } from '../../operator/messages.js';
import { ACC, INFY } from '../../support/instrument.js';
import { depth, message } from '../../support/message.js';
import { allTaken } from '../../support/taken.js';
import { HEADER } from './session-header.js';
import { recorderInto, recordings, volumesOf } from './sessions.js';

const HOUR_MS = 3_600_000;

const segmentsOf = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.parquet'))
    .sort();

const counted = (count: number, gapMs = 1, fromMs = 0): readonly TouchlineMessage[] =>
  Array.from({ length: count }, (_, i) =>
    message(i === 0 ? 'tk' : 'tf', { receivedAt: at(fromMs + i * gapMs), volume: i + 1 }),
  );

const record = async (
  dir: string,
  messages: readonly TouchlineMessage[],
  limits: Parameters<typeof recorderInto>[1] = {},
  header = HEADER,
): Promise<string> => {
  const recorder = await recorderInto(dir, limits, { header });
  for (const each of messages) recorder.input(each);
  await recorder.close(at(1), '');
  return recorder.folder;
};

describe('the segments of a recording', () => {
  const { dir } = recordings();

  it('end with the day in India and behind their size, and are in the order of time by their names', async () => {
    // 09:15 IST; every hour a tick, so that midnight lies behind the fifteenth.
    const folder = await record(dir('midnight'), counted(30, HOUR_MS));
    const sized = await record(dir('sized'), counted(100), { segmentBytes: 1_000 });

    expect(segmentsOf(folder)).to.deep.equal(['2026-01-05_000001.parquet', '2026-01-06_000002.parquet']);
    expect(await volumesOf([join(folder, '2026-01-05_000001.parquet')])).to.have.length(15);
    expect(segmentsOf(sized).length).to.be.within(5, 20);
    expect(await volumesOf([sized])).to.deep.equal(Array.from({ length: 100 }, (_, i) => i + 1));
  });

  it('of two sessions in one folder are one tape, and each session has a folder of its own', async () => {
    const root = dir('two');
    const first = await record(root, counted(10));
    const second = await record(root, counted(5, 1, 10));

    expect(second).to.equal(`${first}-2`);
    expect(await volumesOf([root])).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5]);
    expect((await openTape({ paths: [root] })).files).to.have.length(2);
  });

  it('are opened by DuckDB, with times as whole numbers and nulls for what was not told', async () => {
    const { Gap, Suspicious } = MessageFlag;
    const messages = [
      message('tk', { receivedAt: at(0), exchangeAt: at(-500), last: 100.05, volume: 75, token: ACC }),
      message('tf', { receivedAt: at(1), bid: 0.1 + 0.2, flags: Gap | Suspicious, token: INFY }),
      message('tf', { receivedAt: at(2), depth: depth({ bid5: 99.5, lastTradedAt: at(-900) }), token: ACC }),
    ];
    const folder = await record(dir('duckdb'), messages);

    const connection = await (await DuckDBInstance.create()).connect();
    const reader = await connection.runAndReadAll(
      `select "at", kind, token, exchangeAt, "last", volume, bid, bid5, lastTradedAt, flags
       from '${join(folder, '*.parquet')}' order by "at"`,
    );
    connection.closeSync();

    expect(reader.columnTypes().map(String)).to.deep.equal([
      'BIGINT', 'VARCHAR', 'VARCHAR', 'BIGINT', 'DOUBLE', 'DOUBLE', 'DOUBLE', 'DOUBLE', 'DOUBLE', 'VARCHAR',
    ]); // prettier-ignore
    expect(reader.getRows()).to.deep.equal([
      [BigInt(at(0)), 'tk', 'NSE|22', BigInt(at(-500)), 100.05, 75, null, null, null, null],
      [BigInt(at(1)), 'tf', 'NSE|1594', null, null, null, 0.1 + 0.2, null, null, 'Gap|Suspicious'],
      [BigInt(at(2)), 'tf', 'NSE|22', null, null, null, null, 99.5, at(-900), null],
    ]);
  });

  it('are made in a thread of their own while the recording goes on', async () => {
    const recorder = await recorderInto(
      dir('thread'),
      { segmentBytes: 20_000, sealMs: 30_000 },
      {
        sealer: sealInThread(),
      },
    );
    const messages = counted(2_000);
    for (const each of messages) recorder.input(each);
    await recorder.flush();
    await recorder.close(at(1), '');

    const tape = await openTape({ paths: [recorder.folder] });
    expect(await allTaken(tape.batches(ALL_TOKENS))).to.deep.equal(messages);
    expect(recorder.stats().segments).to.be.greaterThan(3);
    expect(segmentsOf(recorder.folder).every((name) => name.endsWith('.parquet'))).to.equal(true);
  });
});
