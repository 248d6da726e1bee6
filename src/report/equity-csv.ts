import { inRupees } from '../domain/money.js';
import { istTextOf } from '../domain/session.js';
import type { CsvCell } from './csv-text.js';
import type { EquityRow } from './equity-row.js';

/** Header of `equity.csv`: the whole, then the equity of each strategy under its name. */
export const equityColumns = (strategies: readonly string[]): readonly string[] => [
  'at',
  'equity',
  'cash',
  'drawdown',
  ...strategies.map((strategy) => `equity:${strategy}`),
];

/** A row of `equity.csv` for as many strategies as its header has. */
export const equityCells = (row: EquityRow, strategies: readonly string[]): readonly CsvCell[] => [
  istTextOf(row.at),
  inRupees(row.equity),
  inRupees(row.cash),
  inRupees(row.drawdown),
  ...row.byStrategy.slice(0, strategies.length).map(inRupees),
];
