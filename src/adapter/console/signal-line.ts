import type { Entry } from '../../domain/entry.js';
import type { ModifyIntent } from '../../domain/intent.js';
import { inRupees } from '../../domain/money.js';
import { istTextOf } from '../../domain/session.js';
import type { Token } from '../../domain/token.js';

/** What a trader wants to see as it comes: decisions, refusals, executions and ends of orders, failures. */
export interface Signal {
  readonly signal: 'wants' | 'refused' | 'filled' | 'cancelled' | 'expired' | 'rejected' | 'failed';
  readonly seq: number;
  readonly cause: number;
  /** ISO, IST. */
  readonly at: string;
  readonly strategy: string;
  readonly token: Token;
  readonly instrument: string;
  readonly orderId?: string;
  readonly what: string;
}

/** The signal in an entry, undefined when it is none. `nameOf` gives a token's instrument name. */
export const signalOf = (entry: Entry, nameOf: (token: Token) => string): Signal | undefined => {
  switch (entry.kind) {
    case 'Decision':
      return { ...headOf('wants', entry, nameOf), orderId: entry.orderId, what: wishOf(entry) };
    case 'Refused': {
      const { rule, message } = entry.refusal;
      return { ...headOf('refused', entry, nameOf), orderId: entry.orderId, what: `${rule}: ${message}` };
    }
    case 'StrategyFailed':
      return {
        ...headOf('failed', entry, nameOf),
        what: `${entry.message} (${entry.event.kind} ${entry.event.seq})`,
      };
    case 'OrderUpdate': {
      const { order, fill, reason } = entry;
      if (fill !== undefined) {
        const charges = fill.charges === 0 ? '' : `, charges ${inRupees(fill.charges)}`;
        const what = `${fill.side} ${fill.quantity} @ ${fill.price}${charges}`;
        return { ...headOf('filled', entry, nameOf), orderId: order.id, what };
      }
      const end = ENDS[order.state];
      return end === undefined
        ? undefined
        : {
            ...headOf(end, entry, nameOf),
            orderId: order.id,
            what: reason ?? `${order.side} ${order.quantity}`,
          };
    }
    default:
      return undefined;
  }
};

/** One line for a terminal: time of day (IST), strategy, instrument, signal. */
export const signalLine = ({ at, strategy, instrument, signal, what }: Signal): string =>
  `${at.slice(0, 10)} ${at.slice(11, 23)}  ${strategy.padEnd(14)} ${instrument.padEnd(20)} ${signal.padEnd(9)} ${what}`;

/** What became of an order, where it is not told by an entry of its own. */
const ENDS: Partial<Record<string, Signal['signal']>> = {
  Cancelled: 'cancelled',
  Expired: 'expired',
  Rejected: 'rejected',
};

type Told = Extract<Entry, { readonly kind: 'Decision' | 'Refused' | 'StrategyFailed' | 'OrderUpdate' }>;

const headOf = (
  signal: Signal['signal'],
  { seq, cause, at, strategy, token }: Told,
  nameOf: (token: Token) => string,
) => ({
  signal,
  seq,
  cause,
  at: istTextOf(at),
  strategy,
  token,
  instrument: nameOf(token),
});

const wishOf = ({ intent, event }: Extract<Entry, { readonly kind: 'Decision' }>): string => {
  const why = intent.reason === undefined ? '' : ` (${intent.reason})`;
  if (intent.kind === 'Cancel') return `cancel ${intent.orderId}${why}`;
  if (intent.kind === 'Modify') return `modify ${intent.orderId} to ${termsText(intent)}${why}`;
  const price = [intent.type, intent.limit, intent.trigger === undefined ? undefined : `at ${intent.trigger}`]
    .filter((part) => part !== undefined)
    .join(' ');
  const last = event.kind === 'Tick' && event.last !== undefined ? `, last ${event.last}` : '';
  return `${intent.side} ${intent.quantity} ${price}${last}${why}`;
};

const termsText = ({ change: { quantity, limit, trigger } }: ModifyIntent): string =>
  [
    ...(quantity === undefined ? [] : [`${quantity}`]),
    ...(limit === undefined ? [] : [`limit ${limit}`]),
    ...(trigger === undefined ? [] : [`trigger ${trigger}`]),
  ].join(', ');
