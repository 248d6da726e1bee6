import type { OrderUpdate } from '../../domain/event.js';
import { inRupees } from '../../domain/money.js';
import type { DecisionRecord } from '../decision-record.js';
import type { OrderRecord } from '../order-record.js';
import type { PageDecision, PageOrder, PageUpdate } from './report-page.js';

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
  'orderId',
];

export const pageOrder = (
  { order, averagePrice, charges, reason }: OrderRecord,
  { strategy, token }: Places,
): PageOrder => ({
  id: order.id,
  strategy,
  token,
  side: order.side,
  type: order.type,
  quantity: order.quantity,
  limit: order.limit ?? null,
  trigger: order.trigger ?? null,
  validity: order.validity,
  product: order.product,
  decidedAt: order.decidedAt,
  state: order.state,
  filled: order.filled,
  averagePrice,
  charges: inRupees(charges),
  reason: reason ?? null,
});

export const ORDER_FIELDS: readonly (keyof PageOrder)[] = [
  'id',
  'strategy',
  'token',
  'side',
  'type',
  'quantity',
  'limit',
  'trigger',
  'validity',
  'product',
  'decidedAt',
  'state',
  'filled',
  'averagePrice',
  'charges',
  'reason',
];

export const pageUpdate = (
  { at, seq, change, order, fill, reason }: OrderUpdate,
  { strategy, token }: Places,
): PageUpdate => ({
  at,
  seq,
  orderId: order.id,
  strategy,
  token,
  change,
  state: order.state,
  side: order.side,
  type: order.type,
  limit: order.limit ?? null,
  trigger: order.trigger ?? null,
  quantity: fill?.quantity ?? null,
  price: fill?.price ?? null,
  charges: fill === undefined ? null : inRupees(fill.charges),
  reason: reason ?? null,
});

export const UPDATE_FIELDS: readonly (keyof PageUpdate)[] = [
  'at',
  'seq',
  'orderId',
  'strategy',
  'token',
  'change',
  'state',
  'side',
  'type',
  'limit',
  'trigger',
  'quantity',
  'price',
  'charges',
  'reason',
];
