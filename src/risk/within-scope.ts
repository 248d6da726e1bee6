import * as E from 'fp-ts/lib/Either.js';
import type { RiskRule } from '../domain/risk-rule.js';
import { isWithin, type SwitchScope } from './kill-switch.js';
import { ScopedAccount } from './scoped-account.js';

/** `rule` for the orders within `scope` alone, and for their ledger; `name` is how it is written. */
export const withinScope = (name: string, scope: SwitchScope, said: string, rule: RiskRule): RiskRule => {
  if ('lossOf' in rule) {
    return {
      ...rule,
      name,
      lossOf: (account) => rule.lossOf(new ScopedAccount(account, scope)),
      said: (loss) => `${said}: ${rule.said(loss)}`,
      strategy: scope.strategy ?? rule.strategy,
      token: scope.token ?? rule.token,
    };
  }
  return {
    name,
    review: (account, order, now) => {
      if (!isWithin(order, scope)) return E.right(order);
      const verdict = rule.review(new ScopedAccount(account, scope), order, now);
      return E.isRight(verdict)
        ? verdict
        : E.left({ ...verdict.left, message: `${said}: ${verdict.left.message}` });
    },
  };
};
