import { inRupees } from '../domain/money.js';
import { istTextOf } from '../domain/session.js';
import type { OrderRecord } from './order-record.js';
import type { ReportOrder } from './report.js';

/** An order as the report prints it. */
export const reportOrder = ({ order, ...record }: OrderRecord): ReportOrder => ({
  id: order.id,
  strategy: order.strategy,
  token: order.token,
  instrument: record.instrument,
  side: order.side,
  type: order.type,
  quantity: order.quantity,
  limit: order.limit ?? null,
  trigger: order.trigger ?? null,
  validity: order.validity,
  product: order.product,
  disclosed: order.disclosed ?? null,
  decidedAt: istTextOf(order.decidedAt),
  state: order.state,
  filled: order.filled,
  averagePrice: record.averagePrice,
  charges: inRupees(record.charges),
  reason: record.reason ?? null,
  decisionSeq: record.decisionSeq ?? null,
  verdictSeq: record.verdictSeq ?? null,
  sentSeq: record.sentSeq ?? null,
  updateSeq: record.updateSeq ?? null,
});
