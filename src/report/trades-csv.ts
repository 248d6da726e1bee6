import type { CsvCell } from './csv-text.js';
import type { ReportTrade } from './report.js';
import { reportTrade } from './report-trade.js';
import type { Trade } from './trade.js';

export const TRADE_COLUMNS = [
  'strategy', 'token', 'instrument', 'side', 'quantity', 'openedAt', 'closedAt', 'entryPrice', 'exitPrice',
  'grossPnl', 'charges', 'netPnl', 'maePoints', 'mfePoints', 'mae', 'mfe', 'exitEfficiency', 'initialRisk', 'r',
  'maeR', 'mfeR', 'entryOrder', 'exitOrder', 'entrySeq', 'exitSeq',
] as const satisfies readonly (keyof ReportTrade)[]; // prettier-ignore

/** A row of `trades.csv`, in the order of {@link TRADE_COLUMNS}. */
export const tradeCells = (trade: Trade): readonly CsvCell[] => {
  const printed = reportTrade(trade);
  return TRADE_COLUMNS.map((column) => printed[column]);
};
