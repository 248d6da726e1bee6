import type { OrderChange } from '../../../domain/order-change.js';
import type { Sent } from '../../../port/broker.js';

/** What becomes of an order where a call of it is not carried out. */
export const REFUSED: Readonly<Record<Sent['kind'], OrderChange>> = {
  OrderSent: { kind: 'Rejected' },
  ModifySent: { kind: 'ModifyRejected' },
  CancelSent: { kind: 'CancelRejected' },
};
