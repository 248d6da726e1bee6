import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { tapeWriter } from '../../src/adapter/tape/write/tape-writer.js';
import { inspect } from '../../src/run/inspect.js';
import type { Figures } from './figures.js';
import { inTurn } from './in-turn.js';
import { marketColumns, messageOf } from './market-columns.js';
import { tokensOf } from './pipelines.js';

const ROWS = 500_000;
const ROUNDS = 5;
const DIR = 'out/bench';
const TOKENS = tokensOf(4);

/** From a tape on disk to all that is told of it, the tapes being those of the figures `parquet` and `csv`. */
export const inspectFigures = async (): Promise<Figures> => {
  const paths = { parquet: await tapeOf('parquet'), csv: await tapeOf('csv') };
  const timings = await inTurn(ROUNDS, {
    parquet: () => inspected(paths.parquet),
    csv: () => inspected(paths.csv),
  });
  const rowsPerSecond = (format: 'parquet' | 'csv'): number => Math.round(ROWS / timings[format].median);
  return {
    'inspect.rowsPerSecond': Math.min(rowsPerSecond('parquet'), rowsPerSecond('csv')),
    'inspect.parquetRowsPerSecond': rowsPerSecond('parquet'),
    'inspect.csvRowsPerSecond': rowsPerSecond('csv'),
  };
};

const inspected = async (path: string): Promise<number> => {
  const { rows } = await inspect(
    {
      paths: [path],
      calendars: [],
      mostRows: Infinity,
      gapMs: undefined,
      staleMs: 300_000,
      reorderMs: 1_000,
    },
    () => undefined,
  );
  if (rows !== ROWS) throw new Error(`${rows} rows of ${ROWS}`);
  return rows;
};

const tapeOf = async (format: 'parquet' | 'csv'): Promise<string> => {
  const path = join(DIR, `inspect-${ROWS}.${format}`);
  mkdirSync(DIR, { recursive: true });
  const columns = marketColumns(ROWS, TOKENS);
  const writer = await tapeWriter(path, { levels: 1 });
  for (let row = 0; row < ROWS; row += 1) await writer.append(messageOf(columns, row));
  await writer.close();
  return path;
};
