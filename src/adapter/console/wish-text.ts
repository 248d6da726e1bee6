import type { Decision } from '../../domain/entry.js';
import type { Event } from '../../domain/event.js';
import type { Intent, SubmitIntent } from '../../domain/intent.js';
import type { OrderTerms } from '../../domain/order.js';

/** What a strategy wants, in few words: `BUY 65 STOP_LIMIT 101 at 100.5 IOC, last 99 (why)`. */
export const wishText = ({ intent, event }: Decision): string => {
  const why = intent.reason === undefined ? '' : ` (${intent.reason})`;
  const price = intent.kind === 'Submit' ? priceSeen(event) : '';
  return `${intentText(intent)}${price}${why}`;
};

const priceSeen = (event: Event): string => {
  if (event.kind === 'Bar') return `, ${event.spec} close ${event.close}`;
  return event.kind === 'Tick' && event.last !== undefined ? `, last ${event.last}` : '';
};

const intentText = (intent: Intent): string => {
  switch (intent.kind) {
    case 'Submit':
      return submitText(intent);
    case 'Modify':
      return `modify ${intent.orderId} to ${termsText(intent.change)}`;
    case 'Cancel':
      return `cancel ${intent.orderId}`;
  }
};

const submitText = ({
  side,
  quantity,
  type,
  limit,
  trigger,
  validity,
  product,
  disclosed,
}: SubmitIntent): string =>
  [
    side,
    quantity,
    type,
    limit,
    ...(trigger === undefined ? [] : [`at ${trigger}`]),
    ...(validity === 'DAY' ? [] : [validity]),
    product,
    ...(disclosed === undefined ? [] : [`showing ${disclosed}`]),
  ]
    .filter((part) => part !== undefined)
    .join(' ');

/** `150, limit 100.5`. */
export const termsText = ({ quantity, limit, trigger }: Partial<OrderTerms>): string =>
  [
    ...(quantity === undefined ? [] : [`${quantity}`]),
    ...(limit === undefined ? [] : [`limit ${limit}`]),
    ...(trigger === undefined ? [] : [`trigger ${trigger}`]),
  ].join(', ');
