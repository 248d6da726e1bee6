import type { ReportOrder, ReportTrade } from '../report.js';
import { BAR_COLUMNS } from '../bars-csv.js';
import { equityColumns } from '../equity-csv.js';
import { INDICATOR_COLUMNS } from '../indicators-csv.js';
import { ORDER_COLUMNS } from '../orders-csv.js';
import { TRADE_COLUMNS } from '../trades-csv.js';
import type { ColumnType, TableShape } from './table-shape.js';

const TRADE_TYPES: Readonly<Record<keyof ReportTrade, ColumnType>> = {
  strategy: 'text',
  token: 'text',
  instrument: 'text',
  side: 'text',
  quantity: 'integer',
  openedAt: 'time',
  closedAt: 'time',
  entryPrice: 'number',
  exitPrice: 'number',
  grossPnl: 'number',
  charges: 'number',
  netPnl: 'number',
  maePoints: 'number',
  mfePoints: 'number',
  mae: 'number',
  mfe: 'number',
  exitEfficiency: 'number',
  initialRisk: 'number',
  r: 'number',
  maeR: 'number',
  mfeR: 'number',
  entryOrder: 'text',
  exitOrder: 'text',
  entrySeq: 'integer',
  exitSeq: 'integer',
};

/** A row for each closed trade. */
export const TRADES: TableShape = {
  name: 'trades',
  columns: TRADE_COLUMNS.map((column) => [column, TRADE_TYPES[column]]),
};

const ORDER_TYPES: Readonly<Record<keyof ReportOrder, ColumnType>> = {
  id: 'text',
  strategy: 'text',
  token: 'text',
  instrument: 'text',
  side: 'text',
  type: 'text',
  quantity: 'integer',
  limit: 'number',
  trigger: 'number',
  validity: 'text',
  product: 'text',
  disclosed: 'integer',
  decidedAt: 'time',
  state: 'text',
  filled: 'integer',
  averagePrice: 'number',
  charges: 'number',
  reason: 'text',
  decisionSeq: 'integer',
  verdictSeq: 'integer',
  sentSeq: 'integer',
  updateSeq: 'integer',
};

/** A row for each order, of all that were decided. */
export const ORDERS: TableShape = {
  name: 'orders',
  columns: ORDER_COLUMNS.map((column) => [column, ORDER_TYPES[column]]),
};

/** A row for each minute in which equity changed; a column for each of `strategies`. */
export const equityTable = (strategies: readonly string[]): TableShape => ({
  name: 'equity',
  columns: equityColumns(strategies).map((column) => [column, column === 'at' ? 'time' : 'number']),
});

const BAR_TYPES: Readonly<Record<(typeof BAR_COLUMNS)[number], ColumnType>> = {
  at: 'time',
  seq: 'integer',
  cause: 'integer',
  token: 'text',
  instrument: 'text',
  spec: 'text',
  openAt: 'time',
  closeAt: 'time',
  open: 'number',
  high: 'number',
  low: 'number',
  close: 'number',
  volume: 'number',
  ticks: 'integer',
  openInterest: 'number',
};

/** A row for each bar that the pipeline's graph cut. */
export const BARS: TableShape = {
  name: 'bars',
  columns: BAR_COLUMNS.map((column) => [column, BAR_TYPES[column]]),
};

const INDICATOR_TYPES: Readonly<Record<(typeof INDICATOR_COLUMNS)[number], ColumnType>> = {
  at: 'time',
  seq: 'integer',
  cause: 'integer',
  strategy: 'text',
  token: 'text',
  instrument: 'text',
  name: 'text',
  value: 'number',
};

/** A row for each value that a strategy plotted. */
export const INDICATORS: TableShape = {
  name: 'indicators',
  columns: INDICATOR_COLUMNS.map((column) => [column, INDICATOR_TYPES[column]]),
};
