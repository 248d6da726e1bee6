import type { CsvCell } from './csv-text.js';
import type { OrderRecord } from './order-record.js';
import type { ReportOrder } from './report.js';
import { reportOrder } from './report-order.js';

export const ORDER_COLUMNS = [
  'id', 'strategy', 'token', 'instrument', 'side', 'type', 'quantity', 'limit', 'trigger', 'validity',
  'product', 'disclosed', 'decidedAt', 'state', 'filled', 'averagePrice', 'charges', 'reason', 'decisionSeq', 'verdictSeq', 'sentSeq', 'updateSeq',
] as const satisfies readonly (keyof ReportOrder)[]; // prettier-ignore

/** A row of `orders.csv`, in the order of {@link ORDER_COLUMNS}. */
export const orderCells = (record: OrderRecord): readonly CsvCell[] => {
  const printed = reportOrder(record);
  return ORDER_COLUMNS.map((column) => printed[column]);
};
