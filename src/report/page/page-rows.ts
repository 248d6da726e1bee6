import type { OrderUpdate } from '../../domain/event.js';
import type { Fill } from '../../domain/fill.js';
import { inRupees } from '../../domain/money.js';
import type { DecisionRecord } from '../decision-record.js';
import type { ReportTrade } from '../report.js';
import type { PageDecision, PageFill, PageLevel, PageTrade } from './report-page.js';

/** Where in the page's lists a strategy and a token stand. */
export interface Places {
  readonly strategy: number;
  readonly token: number;
}

export const pageDecision = (
  { decision, verdict }: DecisionRecord,
  { strategy, token }: Places,
  last: number | null,
): PageDecision => {
  const { at, seq, intent, orderId, order, event } = decision;
  const submit = intent.kind === 'Submit' ? intent : undefined;
  const change = intent.kind === 'Modify' ? intent.change : undefined;
  return {
    at,
    seq,
    strategy,
    token,
    action: intent.kind,
    side: submit?.side ?? order?.side ?? null,
    quantity: submit?.quantity ?? change?.quantity ?? order?.quantity ?? null,
    type: submit?.type ?? order?.type ?? null,
    limit: submit?.limit ?? change?.limit ?? order?.limit ?? null,
    trigger: submit?.trigger ?? change?.trigger ?? order?.trigger ?? null,
    last: (event.kind === 'Tick' ? event.last : undefined) ?? last,
    reason: intent.reason ?? null,
    verdict: verdict === undefined ? null : verdict.kind === 'Approved' ? 'approved' : 'refused',
    rule: verdict?.kind === 'Refused' ? verdict.refusal.rule : null,
    state: null,
    orderId,
  };
};

export const DECISION_FIELDS: readonly (keyof PageDecision)[] = [
  'at',
  'seq',
  'strategy',
  'token',
  'action',
  'side',
  'quantity',
  'type',
  'limit',
  'trigger',
  'last',
  'reason',
  'verdict',
  'rule',
  'state',
  'orderId',
];

export const pageFill = (
  { at }: OrderUpdate,
  { side, quantity, price, charges }: Fill,
  token: number,
  decision: number | null,
): PageFill => ({ at, token, side, quantity, price, charges: inRupees(charges), decision });

export const FILL_FIELDS: readonly (keyof PageFill)[] = [
  'at',
  'token',
  'side',
  'quantity',
  'price',
  'charges',
  'decision',
];

export const LEVEL_FIELDS: readonly (keyof PageLevel)[] = ['token', 'from', 'to', 'price', 'kind', 'side'];

export const pageTrade = (trade: ReportTrade, { strategy, token }: Places): PageTrade => ({
  strategy,
  token,
  side: trade.side,
  quantity: trade.quantity,
  openedAt: Date.parse(trade.openedAt),
  closedAt: Date.parse(trade.closedAt),
  entryPrice: trade.entryPrice,
  exitPrice: trade.exitPrice,
  grossPnl: trade.grossPnl,
  charges: trade.charges,
  netPnl: trade.netPnl,
  mae: trade.mae,
  mfe: trade.mfe,
});

export const TRADE_FIELDS: readonly (keyof PageTrade)[] = [
  'strategy',
  'token',
  'side',
  'quantity',
  'openedAt',
  'closedAt',
  'entryPrice',
  'exitPrice',
  'grossPnl',
  'charges',
  'netPnl',
  'mae',
  'mfe',
];
