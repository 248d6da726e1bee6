import type { OrderChange } from '../../../src/domain/order-change.js';
import type { Order } from '../../../src/domain/order.js';
import { filled, filledTo, terms } from '../../support/order-change.js';
import { order } from '../../support/order.js';

/** One thing that truly happened to an order, in the order in which it did. */
export interface Happened {
  readonly change: OrderChange;
  /** Asked by us: known at once. The rest a broker tells, maybe late. */
  readonly by: 'us' | 'broker';
  /** An answer to what we asked; we ask nothing else before we have it. */
  readonly isAnswer: boolean;
}

/** What an exchange does next; `amount` is units or a price, as fits. */
export interface Act {
  readonly act: 'trade' | 'wake' | 'ask' | 'cancel' | 'yes' | 'no' | 'end';
  readonly amount: number;
}

/** How executions are told: one by one with or without what was executed in all, or as totals, or both. */
export type Telling = 'executions' | 'numbered' | 'totals' | 'both';

/** The history of an order at an honest exchange that does what `acts` say, as far as it can be done. */
export const historyOf = (
  isStop: boolean,
  telling: Telling,
  acts: readonly Act[],
): { readonly of: Order; readonly happened: readonly Happened[] } => {
  const of = order(isStop ? { type: 'STOP_LIMIT', trigger: 99, limit: 100 } : { limit: 100 });
  const happened: Happened[] = [];
  const told = (change: OrderChange): number => happened.push({ change, by: 'broker', isAnswer: false });
  const answered = (change: OrderChange): number => happened.push({ change, by: 'broker', isAnswer: true });
  const asked = (change: OrderChange): number => happened.push({ change, by: 'us', isAnswer: false });
  let quantity = 100;
  let done = 0;
  let asleep = isStop;
  let pending: 'none' | 'cancel' | number = 'none';
  let limit = 100;
  told({ kind: 'Accepted' });
  told({ kind: isStop ? 'TriggerPending' : 'Opened' });
  for (const { act, amount } of acts) {
    if (done === quantity) break;
    if (act === 'end') {
      told({ kind: (['Expired', 'Cancelled', 'Rejected'] as const)[amount % 3] ?? 'Expired' });
      break;
    }
    if (act === 'wake' && asleep) {
      asleep = false;
      told({ kind: 'Triggered' });
    } else if (act === 'trade' && !asleep) {
      const units = Math.min(amount, quantity - done);
      done += units;
      if (telling !== 'totals') told(filled(`x${done}`, units, telling === 'executions' ? undefined : done));
      if (telling === 'totals' || (telling === 'both' && amount % 2 === 0)) told(filledTo(done));
    } else if (act === 'ask' && pending === 'none') {
      pending = done + amount;
      limit += 1; // no two terms are alike
      asked({ kind: 'ModifyAsked', terms: terms(pending, limit, isStop ? 99 : undefined) });
    } else if (act === 'cancel' && pending === 'none') {
      pending = 'cancel';
      asked({ kind: 'CancelAsked' });
    } else if (act === 'no' && pending !== 'none') {
      answered({ kind: pending === 'cancel' ? 'CancelRejected' : 'ModifyRejected' });
      pending = 'none';
    } else if (act === 'yes' && pending === 'cancel') {
      answered({ kind: 'Cancelled' });
      break;
    } else if (act === 'yes' && typeof pending === 'number' && pending > done) {
      quantity = pending;
      pending = 'none';
      answered({ kind: 'Modified', terms: terms(quantity, limit, isStop ? 99 : undefined) });
    }
  }
  return { of, happened };
};

/**
 * The history as it may be told: every message of the broker may be late, whatever it overtakes, and may be told
 * again and again. We ask nothing new before we have the answer to what we asked. `dice` gives numbers in [0, 1).
 */
export const toldLate = (happened: readonly Happened[], dice: () => number): readonly OrderChange[] => {
  const told: OrderChange[] = [];
  let held: Happened[] = [];
  let again: OrderChange[] = [];
  const tell = (one: Happened): void => {
    told.push(one.change);
    if (one.by === 'broker') again.push(one.change);
    for (const change of again) if (dice() < 0.15) told.push(change);
  };
  for (const one of happened) {
    if (one.by === 'us') {
      held.filter(({ isAnswer }) => isAnswer).forEach(tell);
      held = held.filter(({ isAnswer }) => !isAnswer);
      again = again.filter((change) => change.kind !== 'ModifyRejected' && change.kind !== 'CancelRejected');
      tell(one);
    } else if (dice() < 0.5) held.push(one);
    else tell(one);
  }
  while (held.length > 0) held.splice(Math.floor(dice() * held.length), 1).forEach(tell);
  return told;
};
