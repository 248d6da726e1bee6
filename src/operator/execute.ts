import { type MonoTypeOperatorFunction, pipe, tap } from 'rxjs';
import type { CancelSent, Entry, OrderSent, Stamp, Unstamped } from '../domain/entry.js';
import type { Broker } from '../port/broker.js';
import { append, NONE } from './lift.js';
import { stamped } from './stamp.js';

/** Sends every approved order and cancellation to `broker`, and shows it the ticks. */
export const execute = (broker: Broker, stamp: Stamp): MonoTypeOperatorFunction<Entry> =>
  pipe(
    append<undefined, Entry, Sending, Entry>(() => undefined, send, stamped(stamp)),
    tap((entry) => {
      if (entry.kind === 'Tick') broker.show(entry);
      else if (entry.kind === 'OrderSent' || entry.kind === 'CancelSent') broker.send(entry);
    }),
  );

type Sending = Unstamped<OrderSent | CancelSent>;

const send = (_: undefined, entry: Entry): readonly [undefined, readonly Sending[]] => {
  if (entry.kind !== 'Approved') return NOTHING_SENT;
  const { token, strategy, order, seq: cause } = entry;
  return [
    undefined,
    [{ kind: entry.action === 'Submit' ? 'OrderSent' : 'CancelSent', cause, token, strategy, order }],
  ];
};

const NOTHING_SENT = [undefined, NONE] as const;
