import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../domain/failure.js';
import { BAR_COLUMNS, barCells } from '../../report/bars-csv.js';
import { decisionLine } from '../../report/decision-line.js';
import { equityCells, equityColumns } from '../../report/equity-csv.js';
import { INDICATOR_COLUMNS, indicatorCells } from '../../report/indicators-csv.js';
import { ORDER_COLUMNS, orderCells } from '../../report/orders-csv.js';
import type { Report } from '../../report/report.js';
import type { ReportSink } from '../../report/report-sink.js';
import { reportText } from '../../report/report-text.js';
import { TRADE_COLUMNS, tradeCells } from '../../report/trades-csv.js';
import { CsvFile } from './csv-file.js';
import { LineFile } from './line-file.js';

/** Takes a run's rows while it goes on, then its report. */
export interface ReportWriter extends ReportSink {
  /** Closes the row files and writes `report.json`, which is whole or not there. */
  finish(report: Report): void;
  /** Closes the row files without a report: for a run that failed. Does nothing after `finish`. */
  close(): void;
}

/**
 * Writes a run into the folder `dir`, made when missing: `trades.csv`, `orders.csv`, `equity.csv`,
 * `bars.csv`, `indicators.csv` and `decisions.ndjson` row by row, and `report.json` last. Files of an earlier run are
 * overwritten, and its `report.json` and `report.html` are removed at once, so that they never stand beside rows that
 * are not their own.
 * Throws a UsageError when `dir` cannot be written to, and leaves them then. `strategies` are names, in declared order.
 */
export const reportWriter = (dir: string, strategies: readonly string[]): ReportWriter => {
  const { trades, orders, equity, bars, indicators, decisions } = openIn(dir, strategies);
  const close = (): void => {
    [trades, orders, equity, bars, indicators, decisions].forEach((file) => {
      file.close();
    });
  };
  return {
    trade: (trade) => {
      trades.append(tradeCells(trade));
    },
    order: (record) => {
      orders.append(orderCells(record));
    },
    equity: (row) => {
      equity.append(equityCells(row, strategies));
    },
    decision: (record) => {
      decisions.append(decisionLine(record));
    },
    bar: (row) => {
      bars.append(barCells(row));
    },
    plotted: (row) => {
      for (const cells of indicatorCells(row)) indicators.append(cells);
    },
    close,
    finish: (report) => {
      close();
      const path = join(dir, 'report.json');
      writeFileSync(`${path}.partial`, reportText(report));
      renameSync(`${path}.partial`, path);
    },
  };
};

interface RowFiles {
  readonly trades: CsvFile;
  readonly orders: CsvFile;
  readonly equity: CsvFile;
  readonly bars: CsvFile;
  readonly indicators: CsvFile;
  readonly decisions: LineFile;
}

const ROW_FILES = [
  'trades.csv',
  'orders.csv',
  'equity.csv',
  'bars.csv',
  'indicators.csv',
  'decisions.ndjson',
];

const openIn = (dir: string, strategies: readonly string[]): RowFiles => {
  try {
    mkdirSync(dir, { recursive: true });
    for (const name of ROW_FILES) closeSync(openSync(join(dir, name), 'a')); // before any is emptied
    for (const name of ['report.json', 'report.html']) rmSync(join(dir, name), { force: true });
    return {
      trades: new CsvFile(join(dir, 'trades.csv'), TRADE_COLUMNS),
      orders: new CsvFile(join(dir, 'orders.csv'), ORDER_COLUMNS),
      equity: new CsvFile(join(dir, 'equity.csv'), equityColumns(strategies)),
      bars: new CsvFile(join(dir, 'bars.csv'), BAR_COLUMNS),
      indicators: new CsvFile(join(dir, 'indicators.csv'), INDICATOR_COLUMNS),
      decisions: new LineFile(join(dir, 'decisions.ndjson')),
    };
  } catch (error) {
    throw new UsageError(`cannot write the report to ${dir}: ${reasonOf(error)}`);
  }
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
