import type { PageDecision, PageOrder, PageUpdate, ReportPage } from '../../report/page/report-page.js';
import type { ReportTrade } from '../../report/report.js';
import { rowsOf } from '../shell/rows.js';

/** A decision and its place among all, by which its details are found. */
export interface DecisionRow extends PageDecision {
  readonly place: number;
}

/** A trade with its moments in epoch ms. */
export interface TradeRow extends ReportTrade {
  readonly place: number;
  readonly openedMs: number;
  readonly closedMs: number;
}

/** The page's data, with its rows found by what they belong to. */
export interface Run {
  readonly page: ReportPage;
  readonly trades: readonly TradeRow[];
  readonly decisions: readonly DecisionRow[];
  readonly orders: ReadonlyMap<string, PageOrder>;
  readonly updates: readonly PageUpdate[];
  readonly updatesOf: ReadonlyMap<string, readonly PageUpdate[]>;
  readonly decisionsOf: ReadonlyMap<string, readonly DecisionRow[]>;
  strategyName(place: number): string;
  instrumentName(place: number): string;
}

export const runOf = (page: ReportPage): Run => {
  const decisions = rowsOf(page.decisions.kept).map((row, place) => ({ ...row, place }));
  const updates = rowsOf(page.updates.kept);
  return {
    page,
    trades: rowsOf(page.trades.kept).map((row, place) => ({
      ...row,
      place,
      openedMs: Date.parse(row.openedAt),
      closedMs: Date.parse(row.closedAt),
    })),
    decisions,
    orders: new Map(rowsOf(page.orders.kept).map((order) => [order.id, order])),
    updates,
    updatesOf: byOrder(updates),
    decisionsOf: byOrder(decisions),
    strategyName: (place) => page.strategies[place] ?? '',
    instrumentName: (place) => page.tokens[place]?.instrument ?? '',
  };
};

const byOrder = <Row extends { readonly orderId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> => {
  const byId = new Map<string, Row[]>();
  for (const row of rows) {
    const known = byId.get(row.orderId);
    if (known === undefined) byId.set(row.orderId, [row]);
    else known.push(row);
  }
  return byId;
};
