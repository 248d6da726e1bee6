import { inRupees, type Money } from '../domain/money.js';
import { istTextOf } from '../domain/session.js';
import { exitEfficiency } from './exit-efficiency.js';
import type { ReportTrade } from './report.js';
import { inRisks, type Trade } from './trade.js';

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
  maePoints: trade.excursion?.worstPoints ?? null,
  mfePoints: trade.excursion?.bestPoints ?? null,
  mae: rupeesOrNull(trade.excursion?.worst),
  mfe: rupeesOrNull(trade.excursion?.best),
  exitEfficiency: exitEfficiency(trade),
  initialRisk: rupeesOrNull(trade.initialRisk),
  r: inRisks(trade.netPnl, trade),
  maeR: inRisks(trade.excursion?.worst, trade),
  mfeR: inRisks(trade.excursion?.best, trade),
  entryOrder: trade.entryOrder,
  exitOrder: trade.exitOrder,
  entrySeq: trade.entrySeq,
  exitSeq: trade.exitSeq,
});

const rupeesOrNull = (money: Money | undefined): number | null =>
  money === undefined ? null : inRupees(money);
