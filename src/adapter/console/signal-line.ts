import type { Entry } from '../../domain/entry.js';
import type { OrderUpdate } from '../../domain/event.js';
import type { Fill } from '../../domain/fill.js';
import { inRupees } from '../../domain/money.js';
import type { Order, OrderState } from '../../domain/order.js';
import { istTextOf } from '../../domain/session.js';
import type { Token } from '../../domain/token.js';
import { termsText, wishText } from './wish-text.js';

/** What a trader wants to see as it comes: decisions, refusals, what becomes of orders, failures. */
export interface Signal {
  /** `odd`: a broker said of an order what cannot be. `rejected`: an order, its modification or its cancellation. */
  readonly signal:
    | 'wants'
    | 'refused'
    | 'filled'
    | 'cancelled'
    | 'expired'
    | 'rejected'
    | 'modified'
    | 'woken'
    | 'lost'
    | 'odd'
    | 'halted'
    | 'notClosed'
    | 'failed';
  readonly seq: number;
  readonly cause: number;
  /** ISO, IST. */
  readonly at: string;
  /** `all` where it concerns every strategy. */
  readonly strategy: string;
  /** Undefined where it concerns every token. */
  readonly token: Token | undefined;
  readonly instrument: string;
  readonly orderId?: string;
  readonly what: string;
}

/** The signal in an entry, undefined when it is none. `nameOf` gives a token's instrument name. */
export const signalOf = (entry: Entry, nameOf: (token: Token) => string): Signal | undefined => {
  switch (entry.kind) {
    case 'Decision':
      return { ...headOf('wants', entry, nameOf), orderId: entry.orderId, what: wishText(entry) };
    case 'Refused': {
      const { rule, message } = entry.refusal;
      return { ...headOf('refused', entry, nameOf), orderId: entry.orderId, what: `${rule}: ${message}` };
    }
    case 'Halted':
      return {
        signal: 'halted',
        seq: entry.seq,
        cause: entry.cause,
        at: istTextOf(entry.at),
        strategy: entry.strategy ?? 'all',
        token: entry.token,
        instrument: entry.token === undefined ? 'all' : nameOf(entry.token),
        what: `${entry.rule}: ${entry.message}; no new exposure until ${HALT_ENDS[entry.until]}`,
      };
    case 'CloseFailed':
      return {
        ...headOf('notClosed', entry, nameOf),
        what: `${entry.quantity} units after ${entry.tries} tries: ${entry.reason}`,
      };
    case 'StrategyFailed':
      return {
        ...headOf('failed', entry, nameOf),
        what: `${entry.message} (${entry.event.kind} ${entry.event.seq})`,
      };
    case 'OrderUpdate':
      return updateSignal(entry, nameOf);
    case 'UnexpectedUpdate': {
      const { orderId, change, why } = entry;
      const what = `${change.kind} ${why.kind.toLowerCase()}: ${why.message}`;
      return { ...headOf('odd', entry, nameOf), orderId, what };
    }
    default:
      return undefined;
  }
};

/** One line for a terminal: time of day (IST), strategy, instrument, signal. */
export const signalLine = ({ at, strategy, instrument, signal, what }: Signal): string =>
  `${at.slice(0, 10)} ${at.slice(11, 23)}  ${strategy.padEnd(14)} ${instrument.padEnd(20)} ${signal.padEnd(9)} ${what}`;

const updateSignal = (entry: OrderUpdate, nameOf: (token: Token) => string): Signal | undefined => {
  const { order, fill, change, reason } = entry;
  const signal = fill !== undefined ? 'filled' : (ENDS[order.state] ?? CHANGES[change]);
  if (signal === undefined) return undefined;
  return {
    ...headOf(signal, entry, nameOf),
    orderId: order.id,
    what: updateText(order, fill, change, reason),
  };
};

const updateText = (
  order: Order,
  fill: Fill | undefined,
  change: OrderUpdate['change'],
  reason: string | undefined,
): string => {
  if (fill !== undefined) {
    const rest = order.filled < order.quantity ? `, ${order.filled} of ${order.quantity}` : '';
    const charges = fill.charges === 0 ? '' : `, charges ${inRupees(fill.charges)}`;
    return `${fill.side} ${fill.quantity} @ ${fill.price}${rest}${charges}${reason === undefined ? '' : ` (${reason})`}`;
  }
  if (change === 'Modified') return `${order.side} ${termsText(order)}`;
  return reason ?? `${order.side} ${order.quantity}`;
};

const HALT_ENDS = { nextSession: 'the next session', resume: 'a command to resume' } as const;

/** What became of an order, where it is not told by an entry of its own. */
const ENDS: Partial<Record<OrderState, Signal['signal']>> = {
  Cancelled: 'cancelled',
  Expired: 'expired',
  Rejected: 'rejected',
};

/** What became of one that lives on. */
const CHANGES: Partial<Record<OrderUpdate['change'], Signal['signal']>> = {
  Triggered: 'woken',
  Modified: 'modified',
  ModifyRejected: 'rejected',
  CancelRejected: 'rejected',
  Lost: 'lost',
};

type Told = Extract<
  Entry,
  {
    readonly kind:
      'Decision' | 'Refused' | 'StrategyFailed' | 'OrderUpdate' | 'UnexpectedUpdate' | 'CloseFailed';
  }
>;

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
