import * as E from 'fp-ts/lib/Either.js';
import type { Account } from '../../src/domain/account.js';
import type { Refusal } from '../../src/domain/approval.js';
import type { Order } from '../../src/domain/order.js';
import type { OrderRule } from '../../src/domain/risk-rule.js';
import { epochMs } from '../../src/domain/time.js';

/** The rule's refusal, undefined when the order passes. Throws when what passes is another order. */
export const refusalOf = (
  rule: OrderRule,
  account: Account,
  order: Order,
  now = epochMs(0),
): Refusal | undefined => {
  const verdict = rule.review(account, Object.freeze(order), now);
  if (E.isLeft(verdict)) return verdict.left;
  if (verdict.right !== order) throw new Error(`${rule.name} changed the order`);
  return undefined;
};
