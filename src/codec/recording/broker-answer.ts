import * as t from 'io-ts';
import type { OrderChange } from '../../domain/order-change.js';
import type { OrderId } from '../../domain/order.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import { isToken, type Token } from '../../domain/token.js';

/** What a broker out there answered, as the journal has it. */
export interface JournalAnswer {
  readonly kind: 'BrokerAnswer';
  readonly receivedAt: EpochMs;
  readonly cause: number;
  readonly token: Token;
  readonly strategy: string;
  readonly orderId: OrderId;
  readonly change: OrderChange;
  readonly reason: string | undefined;
}

const Count = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'Count');
const TokenText = t.refinement(t.string, isToken, 'Token');

const Terms = t.intersection([
  t.type({ quantity: t.number }),
  t.partial({ limit: t.number, trigger: t.number }),
]);

const Charges = t.type({
  brokerage: t.number,
  exchange: t.number,
  sebi: t.number,
  stt: t.number,
  stamp: t.number,
  gst: t.number,
});

const Execution = t.intersection([
  t.type({ id: t.string, quantity: t.number, price: t.number, at: Count, charges: Charges }),
  t.partial({ against: t.number, total: t.number }),
]);

const Total = t.type({ filled: t.number, averagePrice: t.number, at: Count, charges: Charges });

const NOTHING = t.type({});

/** What each kind of change has besides its kind. */
const CHANGES: Readonly<Record<OrderChange['kind'], t.Mixed>> = {
  Accepted: NOTHING,
  TriggerPending: NOTHING,
  Triggered: NOTHING,
  Opened: NOTHING,
  Filled: t.type({ execution: Execution }),
  FilledTo: t.type({ total: Total }),
  ModifyAsked: t.type({ terms: Terms }),
  Modified: t.type({ terms: Terms }),
  ModifyRejected: NOTHING,
  CancelAsked: NOTHING,
  CancelRejected: NOTHING,
  AskRefused: NOTHING,
  Cancelled: NOTHING,
  Expired: NOTHING,
  Rejected: NOTHING,
  Refused: NOTHING,
  Lost: NOTHING,
};

const isKind = (kind: string): kind is OrderChange['kind'] => Object.hasOwn(CHANGES, kind);

const isChange = (value: { readonly kind: string }): value is OrderChange =>
  isKind(value.kind) && CHANGES[value.kind].is(value);

/** A broker's answer as the journal has it: what is undefined is left out. */
export const BrokerAnswerWire = t.intersection(
  [
    t.type({
      kind: t.literal('BrokerAnswer'),
      receivedAt: Count,
      cause: Count,
      token: TokenText,
      strategy: t.string,
      orderId: t.string,
      change: t.refinement(t.type({ kind: t.string }), isChange, 'OrderChange'),
    }),
    t.partial({ reason: t.string }),
  ],
  'BrokerAnswer',
);

/** The change keeps the order of its fields, so that what is made of it prints the same again. */
export const answerOf = (wire: t.TypeOf<typeof BrokerAnswerWire>): JournalAnswer => ({
  kind: 'BrokerAnswer',
  receivedAt: epochMs(wire.receivedAt),
  cause: wire.cause,
  token: wire.token,
  strategy: wire.strategy,
  orderId: wire.orderId as OrderId,
  change: wholeOf(wire.change),
  reason: wire.reason,
});

/** With the fields that are there without a value. */
const wholeOf = (change: OrderChange): OrderChange => {
  switch (change.kind) {
    case 'ModifyAsked':
    case 'Modified': {
      const { quantity, limit, trigger } = change.terms;
      return { kind: change.kind, terms: { quantity, limit, trigger } };
    }
    case 'Filled': {
      const { execution } = change;
      return { kind: change.kind, execution: { ...execution, against: execution.against } };
    }
    default:
      return change;
  }
};
