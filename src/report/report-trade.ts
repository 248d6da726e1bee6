import { inRupees } from '../domain/money.js';
import { istTextOf } from '../domain/session.js';
import type { ReportTrade } from './report.js';
import type { Trade } from './trade.js';

/** A trade as the report prints it. */
export const reportTrade = (trade: Trade): ReportTrade => ({
  strategy: trade.strategy,
  token: trade.token,
  instrument: trade.instrument,
  side: trade.side,
  quantity: trade.quantity,
  openedAt: istTextOf(trade.openedAt),
  closedAt: istTextOf(trade.closedAt),
  entryPrice: trade.entryPrice,
  exitPrice: trade.exitPrice,
  grossPnl: inRupees(trade.grossPnl),
  charges: inRupees(trade.charges),
  netPnl: inRupees(trade.netPnl),
  entryOrder: trade.entryOrder,
  exitOrder: trade.exitOrder,
  entrySeq: trade.entrySeq,
  exitSeq: trade.exitSeq,
});
