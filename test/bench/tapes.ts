import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { inferSchema, initParser } from 'udsv';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import { tapeWriter } from '../../src/adapter/tape/write/tape-writer.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import type { Report } from '../../src/report/report.js';
import { backtestReport } from '../../src/run/backtest-report.js';
import type { Figures } from './figures.js';
import { inTurn } from './in-turn.js';
import { marketColumns, messageOf } from './market-columns.js';
import { pipelineOf, tokensOf } from './pipelines.js';
import { idealExchange } from '../support/ideal-exchange.js';

const ROWS = 500_000;
const ROUNDS = 5;
const DIR = 'out/bench';
const TOKENS = tokensOf(4);
/** The columns that the market fills. */
const COLUMNS = ['at', 'kind', 'token', 'last', 'volume', 'bid', 'ask'];

type Format = 'parquet' | 'csv';

/**
 * From a tape on disk to the finished report with its files, against decoding its messages, and against its
 * library reading the filled columns and nothing else.
 */
export const tapeFigures = async (format: Format): Promise<Figures> => {
  const path = await tapeOf(format);
  const timings = await inTurn(ROUNDS, {
    report: () => reportOf(path),
    messages: () => countMessages(path),
    columns: () => (format === 'parquet' ? readParquetColumns(path) : readCsvColumns(path)),
  });
  return {
    [`${format}.rowsPerSecond`]: Math.round(ROWS / timings.report.median),
    [`${format}.ratioToColumns`]: timings.report.ratioTo('columns'),
    [`${format}.messagesPerSecond`]: Math.round(ROWS / timings.messages.median),
    [`${format}.columnsRowsPerSecond`]: Math.round(ROWS / timings.columns.median),
  };
};

const reportOf = async (path: string): Promise<Report> =>
  backtestReport(pipelineOf(1, TOKENS), await openTape({ paths: [path] }), {
    exchange: idealExchange(),
    quality: DEFAULT_QUALITY,
    from: undefined,
    to: undefined,
    places: { out: join(DIR, 'report'), html: undefined },
    reader: () => undefined,
    onProgress: () => undefined,
  });

const countMessages = async (path: string): Promise<number> => {
  const tape = await openTape({ paths: [path] });
  let messages = 0;
  for await (const batch of tape.batches(new Set(TOKENS))) {
    for (const { kind } of batch) if (kind !== 'Malformed') messages += 1;
  }
  return messages;
};

const readParquetColumns = async (path: string): Promise<number> => {
  let values = 0;
  await parquetRead({
    file: await asyncBufferFromFile(path),
    columns: COLUMNS,
    compressors,
    onChunk: ({ columnData }) => {
      values += columnData.length;
    },
  });
  return values;
};

const readCsvColumns = (path: string): number => {
  const text = readFileSync(path, 'utf8');
  return initParser(inferSchema(text.slice(0, 10_000))).typedCols(text).length;
};

/** The tape, written anew: what was kept from an older bench might be made otherwise. */
const tapeOf = async (format: Format): Promise<string> => {
  const path = join(DIR, `touchline-${ROWS}.${format}`);
  mkdirSync(DIR, { recursive: true });
  const columns = marketColumns(ROWS, TOKENS);
  const writer = await tapeWriter(path, { levels: 1 });
  for (let row = 0; row < ROWS; row += 1) await writer.append(messageOf(columns, row));
  await writer.close();
  return path;
};
