import * as E from 'fp-ts/lib/Either.js';
import { AccountFold } from '../domain/account-fold.js';
import type { ApprovedOrder, Refusal } from '../domain/approval.js';
import type { ApprovedEntry, Decision, Entry, RefusedEntry, Stamp, Unstamped } from '../domain/entry.js';
import type { Command, FeedEvent } from '../domain/event.js';
import type { Instrument } from '../domain/instrument.js';
import { fullMargin, type MarginModel } from '../domain/margin.js';
import type { Money } from '../domain/money.js';
import type { Order } from '../domain/order.js';
import type { RiskRule } from '../domain/risk-rule.js';
import type { Token } from '../domain/token.js';
import { onlyReduces } from '../risk/exposure.js';
import { type KillSwitches, NO_SWITCHES, switchOf, withCommand } from '../risk/kill-switch.js';
import { wellFormed } from '../risk/well-formed.js';
import { askable } from './askable.js';
import type { Stage } from './stage.js';
import { stamped } from './stamp.js';

const FORMED: readonly RiskRule[] = [wellFormed];

type Verdict = Unstamped<ApprovedEntry | RefusedEntry>;

/**
 * Folds the account along the belt (marks positions, books fills) and answers every Decision with Approved,
 * or with Refused: the first rule that says no, with its numbers. Cancellations of open orders always pass;
 * while a log-in has expired no order does. An order that closes a position on a command to flatten passes the
 * halt and the pipeline's rules, and need only be well formed. Nothing else makes an {@link ApprovedOrder}.
 */
export const govern = (
  rules: readonly RiskRule[],
  shares: ReadonlyMap<string, Money>,
  instruments: ReadonlyMap<Token, Instrument>,
  stamp: Stamp,
  margin: MarginModel = fullMargin,
): Stage<Entry, Entry> => {
  const all = [...FORMED, ...rules];
  const number = stamped(stamp);

  const review = (
    account: AccountFold,
    switches: KillSwitches,
    expiry: FeedEvent | undefined,
    decision: Decision,
  ): Verdict => {
    const asked = askable(decision);
    if (E.isLeft(asked)) return refused(decision, asked.left);
    const order = asked.right;
    const { intent } = decision;
    if (intent.kind === 'Cancel') return approved(decision, order);
    if (expiry !== undefined) return refused(decision, expiredBy(expiry));
    const isForced = decision.obeys === 'flatten';
    const thrown = isForced ? undefined : switchOf(switches, order.strategy, order.token);
    if (thrown !== undefined && !isLetBy(thrown, account, order)) return refused(decision, haltedBy(thrown));
    const now = stamp.now();
    for (const rule of isForced ? FORMED : all) {
      const verdict = rule.review(account, order, now);
      if (E.isLeft(verdict)) return refused(decision, verdict.left);
    }
    account.noteApproved(order, now);
    return approved(decision, order);
  };

  return (emit) => {
    const account = new AccountFold(shares, instruments, margin);
    let switches = NO_SWITCHES;
    let expiry: FeedEvent | undefined = undefined;
    return (entry) => {
      emit(entry);
      switch (entry.kind) {
        case 'Tick':
          account.mark(entry);
          break;
        case 'OrderUpdate':
          account.noteUpdate(entry.order, entry.fill);
          break;
        case 'Command':
          switches = withCommand(switches, entry);
          break;
        case 'Decision':
          emit(number(review(account, switches, expiry, entry)));
          break;
        case 'FeedEvent':
          expiry = expiryAfter(expiry, entry);
          break;
        case 'ClockTicked':
        case 'Approved':
        case 'Refused':
        case 'OrderSent':
        case 'ModifySent':
        case 'UnexpectedUpdate':
        case 'CancelSent':
        case 'StrategyFailed':
        case 'WrongToken':
          break;
      }
    };
  };
};

const approved = ({ seq, token, strategy, intent }: Decision, order: Order): Verdict => ({
  kind: 'Approved',
  cause: seq,
  token,
  strategy,
  action: intent.kind,
  order: order as ApprovedOrder,
});

const refused = ({ seq, token, strategy, intent, orderId, order }: Decision, refusal: Refusal): Verdict => ({
  kind: 'Refused',
  cause: seq,
  token,
  strategy,
  intent,
  orderId,
  order,
  refusal,
});

/** An exit brings what the strategy itself holds nearer to zero. */
const isLetBy = ({ command }: Command, account: AccountFold, order: Order): boolean =>
  command === 'exit-only' && onlyReduces(account.ledgerOf(order.strategy), order);

const haltedBy = ({ command, by, reason }: Command): Refusal => ({
  rule: 'halted',
  limit: null,
  actual: null,
  unit: 'none',
  message: `${command} by ${by}: ${reason}`,
});

/** The notice that the log-in expired, until the connection is live again. */
const expiryAfter = (before: FeedEvent | undefined, entry: FeedEvent): FeedEvent | undefined =>
  entry.event === 'SessionExpired' ? entry : entry.connection === 'Live' ? undefined : before;

const expiredBy = ({ detail }: FeedEvent): Refusal => ({
  rule: 'sessionExpired',
  limit: null,
  actual: null,
  unit: 'none',
  message: `the broker's log-in has expired: ${detail}`,
});
