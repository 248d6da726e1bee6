import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import { tapeWriter } from '../../src/adapter/tape/write/tape-writer.js';
import { zipOf } from '../support/zip.js';
import { zstdPacked } from '../support/zstd-packed.js';
import type { Figures } from './figures.js';
import { inTurn } from './in-turn.js';
import { marketColumns, messageOf } from './market-columns.js';
import { tokensOf } from './pipelines.js';

const ROWS = 300_000;
const ROUNDS = 5;
const DIR = 'out/bench';
const TOKENS = tokensOf(4);

/** The same rows from each format to messages, decoded and merged, and the ratio to plain CSV. */
export const formatFigures = async (): Promise<Figures> => {
  const paths = await written();
  const names = Object.keys(paths) as (keyof typeof paths)[];
  const timings = await inTurn(
    ROUNDS,
    Object.fromEntries(names.map((name) => [name, () => countMessages(paths[name])])) as Record<
      keyof typeof paths,
      () => Promise<number>
    >,
  );
  return Object.fromEntries(
    names.flatMap((name) => [
      [`formats.${name}.rowsPerSecond`, Math.round(ROWS / timings[name].median)],
      [`formats.${name}.ratioToCsv`, timings[name].ratioTo('csv')],
    ]),
  );
};

const written = async (): Promise<
  Readonly<Record<'csv' | 'gz' | 'zst' | 'zip' | 'ndjson' | 'parquet', string>>
> => {
  mkdirSync(DIR, { recursive: true });
  const columns = marketColumns(ROWS, TOKENS);
  const paths = {
    csv: join(DIR, 'formats.csv'),
    parquet: join(DIR, 'formats.parquet'),
    gz: join(DIR, 'formats-packed.csv.gz'),
    zst: join(DIR, 'formats-packed.csv.zst'),
    zip: join(DIR, 'formats-packed.zip'),
    ndjson: join(DIR, 'formats.ndjson'),
  };
  const frames: string[] = [];
  for (const path of [paths.csv, paths.parquet]) {
    const writer = await tapeWriter(path, { levels: 1 });
    for (let row = 0; row < ROWS; row += 1) await writer.append(messageOf(columns, row));
    await writer.close();
  }
  for (let row = 0; row < ROWS; row += 1) frames.push(frameOf(messageOf(columns, row)));
  const text = readFileSync(paths.csv);
  writeFileSync(paths.gz, gzipSync(text));
  writeFileSync(paths.zst, zstdPacked(text));
  writeFileSync(paths.zip, await zipOf([{ name: 'formats.csv', bytes: text }]));
  writeFileSync(paths.ndjson, frames.join(''));
  return paths;
};

/** As a recorder of the Noren feed writes it. */
const frameOf = ({
  kind,
  token,
  receivedAt,
  last,
  volume,
  bid,
  ask,
}: ReturnType<typeof messageOf>): string => {
  const [e, tk] = token.split('|');
  const text = (value: number | undefined): string | undefined => value?.toFixed(2);
  const frame = { t: kind, e, tk, lp: text(last), v: volume?.toString(), bp1: text(bid), sp1: text(ask) };
  return `${JSON.stringify({ recv: receivedAt, frame })}\n`;
};

const countMessages = async (path: string): Promise<number> => {
  const tape = await openTape({ paths: [path] });
  let messages = 0;
  for await (const batch of tape.batches(new Set(TOKENS)))
    for (const { kind } of batch) if (kind !== 'Malformed') messages += 1;
  if (messages !== ROWS) throw new Error(`${path}: ${messages} messages`);
  return messages;
};
