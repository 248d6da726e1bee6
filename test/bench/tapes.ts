import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import { tapeWriter } from '../../src/adapter/tape/tape-writer.js';
import type { FeedMessage } from '../../src/port/feed.js';
import type { Tape } from '../../src/port/tape.js';
import { noCharges } from '../../src/exchange/charges.js';
import { backtestReport } from '../../src/run/backtest-report.js';
import type { Figures } from './figures.js';
import { inTurn } from './in-turn.js';
import { marketColumns, messageOf } from './market-columns.js';
import { pipelineOf, tokensOf } from './pipelines.js';

const ROWS = 500_000;
const ROUNDS = 5;
const DIR = 'out/bench';
const TOKENS = tokensOf(4);

/** From a tape on disk to the finished report with its files, against reading and decoding the tape alone. */
export const tapeFigures = async (format: 'parquet' | 'csv'): Promise<Figures> => {
  const path = await tapeOf(format);
  const pipeline = pipelineOf(1, TOKENS);
  const timings = await inTurn(ROUNDS, {
    report: async () =>
      await backtestReport(pipeline, await open(path), {
        charges: noCharges,
        latencyMs: 0,
        from: undefined,
        to: undefined,
        out: join(DIR, 'report'),
        reader: () => undefined,
        onProgress: () => undefined,
      }),
    read: async () => await count((await open(path)).batches(new Set(TOKENS))),
  });
  return {
    [`${format}.rowsPerSecond`]: Math.round(ROWS / timings.report.median),
    [`${format}.readRowsPerSecond`]: Math.round(ROWS / timings.read.median),
    [`${format}.ratioToRead`]: timings.report.ratioTo('read'),
  };
};

const open = (path: string): Promise<Tape> => openTape({ paths: [path] });

const count = async (batches: AsyncIterable<readonly FeedMessage[]>): Promise<number> => {
  let messages = 0;
  for await (const batch of batches) messages += batch.length;
  return messages;
};

/** The tape, written once and kept between runs. */
const tapeOf = async (format: 'parquet' | 'csv'): Promise<string> => {
  const path = join(DIR, `market-${ROWS}.${format}`);
  if (existsSync(path)) return path;
  mkdirSync(DIR, { recursive: true });
  const columns = marketColumns(ROWS, TOKENS);
  const writer = await tapeWriter(path);
  for (let row = 0; row < ROWS; row += 1) await writer.append(messageOf(columns, row));
  await writer.close();
  return path;
};
