import * as E from 'fp-ts/lib/Either.js';
import type { OrderChange } from '../../../src/domain/order-change.js';
import { lifeAfter, lifeOf, type OrderLife } from '../../../src/domain/order-life.js';
import type { Order } from '../../../src/domain/order.js';
import { filled, filledTo, terms } from '../../support/order-change.js';
import { order } from '../../support/order.js';

const ASKED = terms(150, 100, 99);

/** The life of `of` after `changes`. */
export const livedThrough = (of: Order, changes: readonly OrderChange[]): OrderLife =>
  changes.reduce((life, change) => lifeAfter(life, change)[0], lifeOf(of));

/** Every kind of change, as it comes to an order of 100 of which at most 40 are executed. */
export const CHANGES: Readonly<Record<string, OrderChange>> = {
  Accepted: { kind: 'Accepted' },
  TriggerPending: { kind: 'TriggerPending' },
  Triggered: { kind: 'Triggered' },
  Opened: { kind: 'Opened' },
  'Filled, a part': filled('other', 10),
  'Filled, the rest': filledTo(100),
  ModifyAsked: { kind: 'ModifyAsked', terms: terms(120, 99, 98) },
  Modified: { kind: 'Modified', terms: terms(120, 99, 98) },
  'Modified, as asked': { kind: 'Modified', terms: ASKED },
  ModifyRejected: { kind: 'ModifyRejected' },
  CancelAsked: { kind: 'CancelAsked' },
  CancelRejected: { kind: 'CancelRejected' },
  AskRefused: { kind: 'AskRefused' },
  Cancelled: { kind: 'Cancelled' },
  Expired: { kind: 'Expired' },
  Rejected: { kind: 'Rejected' },
  Refused: { kind: 'Refused' },
  Lost: { kind: 'Lost' },
};

const OPENED: OrderChange = { kind: 'Opened' };
const SLEEPS: OrderChange = { kind: 'TriggerPending' };
const PART = filled('one', 40);

/** An order of 100 at a limit in each state. */
export const LIMIT_LIVES: Readonly<Record<string, OrderLife>> = livesOf(order({ limit: 100 }), {
  InFlight: [],
  Accepted: [{ kind: 'Accepted' }],
  Open: [OPENED],
  PartiallyFilled: [OPENED, PART],
  ModifyInFlight: [OPENED, { kind: 'ModifyAsked', terms: ASKED }],
  CancelInFlight: [OPENED, { kind: 'CancelAsked' }],
  Unknown: [OPENED, { kind: 'Lost' }],
  Filled: [filled('all', 100)],
  Cancelled: [OPENED, PART, { kind: 'Cancelled' }],
  Expired: [OPENED, PART, { kind: 'Expired' }],
  Rejected: [{ kind: 'Rejected' }],
  Refused: [{ kind: 'Refused' }],
});

/** A stop of 100 in each state that it can have while it sleeps. */
export const STOP_LIVES: Readonly<Record<string, OrderLife>> = livesOf(
  order({ type: 'STOP_LIMIT', trigger: 99, limit: 100 }),
  {
    InFlight: [],
    Accepted: [{ kind: 'Accepted' }],
    TriggerPending: [SLEEPS],
    Open: [SLEEPS, { kind: 'Triggered' }],
    ModifyInFlight: [SLEEPS, { kind: 'ModifyAsked', terms: ASKED }],
    CancelInFlight: [SLEEPS, { kind: 'CancelAsked' }],
    Unknown: [SLEEPS, { kind: 'Lost' }],
  },
);

/** What the table says of a pair: the state after it, or why nothing changes. */
export const cellOf = (life: OrderLife, change: OrderChange): string => {
  const [after, told] = lifeAfter(life, change);
  return E.isRight(told) ? after.order.state : told.left.kind.toLowerCase();
};

function livesOf(
  of: Order,
  histories: Readonly<Record<string, readonly OrderChange[]>>,
): Readonly<Record<string, OrderLife>> {
  return Object.fromEntries(
    Object.entries(histories).map(([state, changes]) => [state, livedThrough(of, changes)]),
  );
}
