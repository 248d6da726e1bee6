import type { Order } from '../../domain/order.js';
import type { Check, CheckContext } from './check.js';
import { expired } from './expired.js';
import { freezeQuantity } from './freeze-quantity.js';
import { lot } from './lot.js';
import { priceBand } from './price-band.js';
import { sessionPhase } from './session-phase.js';
import { stopDirection } from './stop-direction.js';
import { stopRange } from './stop-range.js';
import { tickSize } from './tick-size.js';
import { tradable } from './tradable.js';

/** In the order in which an exchange asks them. */
const CHECKS: readonly Check[] = [
  tradable,
  expired,
  sessionPhase,
  lot,
  freezeQuantity,
  tickSize,
  priceBand,
  stopDirection,
  stopRange,
];

/** Why an exchange does not take `order`, by the first check that says no; undefined when it does. */
export const rejectionOf = (order: Order, context: CheckContext): string | undefined => {
  for (const check of CHECKS) {
    const reason = check(order, context);
    if (reason !== undefined) return reason;
  }
  return undefined;
};
