import * as E from 'fp-ts/lib/Either.js';
import { AccountFold } from '../domain/account-fold.js';
import type { ApprovedOrder, Refusal } from '../domain/approval.js';
import type {
  ApprovedEntry,
  CloseFailed,
  Decision,
  Entry,
  Halted,
  RefusedEntry,
  Stamp,
  Unstamped,
} from '../domain/entry.js';
import { type Event, type FeedEvent, isRestart } from '../domain/event.js';
import type { Instrument } from '../domain/instrument.js';
import { fullMargin, type MarginModel } from '../domain/margin.js';
import type { Money } from '../domain/money.js';
import type { Order } from '../domain/order.js';
import type { SquareOffTimes } from '../domain/square-off.js';
import type { LossRule, OrderRule, RiskRule } from '../domain/risk-rule.js';
import type { Token } from '../domain/token.js';
import { deliverable } from '../risk/deliverable.js';
import { onlyReduces } from '../risk/exposure.js';
import { type KillSwitches, liftsHalts, NO_SWITCHES, switchOf, withCommand } from '../risk/kill-switch.js';
import { type LossHalt, LossHalts } from '../risk/loss-halts.js';
import { wellFormed } from '../risk/well-formed.js';
import { askable } from './askable.js';
import { dutyDecision } from './duty-decision.js';
import { Obedience } from './obedience.js';
import { expiredBy, haltedBy, outdated, thrownBy } from './refusals.js';
import { SquareOffs } from './square-offs.js';
import type { Stage } from './stage.js';
import { stamped } from './stamp.js';

type Verdict = Unstamped<ApprovedEntry | RefusedEntry>;

/**
 * Folds the account along the belt (marks positions, books fills) and answers every Decision with Approved,
 * or with Refused: the first that says no of kill switches, halts and rules, with its numbers. Cancellations of
 * open orders always pass; while a log-in has expired nothing else does; from where a session goes on that was cut
 * off only exits, until a tick of the token has come. What switches and halts ask of
 * strategies is decided here as well, in their name: an order that closes a position on a command to flatten
 * or at the square-off of the day passes switches and rules, and need only be well formed. Nothing else makes an
 * {@link ApprovedOrder}.
 */
export const govern =
  (
    rules: readonly RiskRule[],
    shares: ReadonlyMap<string, Money>,
    instruments: ReadonlyMap<Token, Instrument>,
    stamp: Stamp,
    margin: MarginModel = fullMargin,
    squareOff?: SquareOffTimes,
  ): Stage<Entry, Entry> =>
  (emit) => {
    const account = new AccountFold(shares, instruments, margin);
    const governor = new Governor(
      rules,
      account,
      new SquareOffs(squareOff, account, instruments),
      stamp,
      emit,
    );
    return (entry) => governor.take(entry);
  };

class Governor {
  private readonly orderRules: readonly OrderRule[];
  private readonly halts: LossHalts;
  private readonly obedience: Obedience;
  private readonly number: ReturnType<typeof stamped>;
  private switches: KillSwitches = NO_SWITCHES;
  private expiry: FeedEvent | undefined = undefined;
  /** Where the session last went on after it was cut off: prices from before it are none to order by. */
  private wentOnAt = 0;
  /** The newest event. */
  private event: Event | undefined = undefined;
  /** Closing orders made so far. */
  private closings = 0;

  constructor(
    rules: readonly RiskRule[],
    private readonly account: AccountFold,
    private readonly squareOffs: SquareOffs,
    private readonly stamp: Stamp,
    private readonly emit: (entry: Entry) => void,
  ) {
    this.orderRules = [
      wellFormed,
      deliverable,
      ...rules.filter((rule): rule is OrderRule => 'review' in rule),
    ];
    this.halts = new LossHalts(rules.filter((rule): rule is LossRule => 'lossOf' in rule));
    this.obedience = new Obedience(account, this.halts, squareOffs);
    this.number = stamped(stamp);
  }

  take(entry: Entry): void {
    this.emit(entry);
    switch (entry.kind) {
      case 'Tick':
        this.event = entry;
        this.account.mark(entry);
        if (this.obedience.hearsTicks) this.obey(entry);
        break;
      case 'OrderUpdate':
        this.event = entry;
        this.account.noteUpdate(entry.order, entry.fill);
        if (entry.fill !== undefined) this.checkLosses(entry);
        this.obey(entry);
        break;
      case 'ClockTicked':
        this.event = entry;
        this.checkLosses(entry);
        this.obey(entry);
        break;
      case 'Command':
        this.event = entry;
        this.switches = withCommand(this.switches, entry);
        if (liftsHalts(entry)) this.halts.resume(entry, this.account);
        this.obey(entry);
        break;
      case 'FeedEvent':
        this.event = entry;
        this.expiry = expiryAfter(this.expiry, entry);
        if (goesOn(entry)) this.wentOnAt = entry.seq;
        this.obey(entry);
        break;
      case 'StrategyFailed':
        this.obey(entry);
        break;
      case 'Decision':
        this.checkLosses(entry);
        this.judge(entry);
        break;
      case 'UnexpectedUpdate':
        this.event = entry;
        break;
      case 'Approved':
      case 'Refused':
      case 'Halted':
      case 'CloseFailed':
      case 'OrderSent':
      case 'ModifySent':
      case 'CancelSent':
      case 'WrongToken':
      case 'Bar':
      case 'Plotted':
        break;
    }
  }

  private judge(decision: Decision): void {
    const verdict = this.verdictOn(decision);
    if (E.isLeft(verdict)) {
      this.emit(this.number(refused(decision, verdict.left)));
      return;
    }
    const order = verdict.right;
    if (decision.intent.kind === 'Cancel') this.account.noteCancel(order, this.stamp.now());
    else this.account.noteApproved(order, this.stamp.now());
    this.emit(this.number(approved(decision, order)));
  }

  private verdictOn(decision: Decision): E.Either<Refusal, Order> {
    const asked = askable(decision);
    if (E.isLeft(asked) || decision.intent.kind === 'Cancel') return asked;
    const refusal = this.refusalOf(asked.right, decision.obeys !== undefined);
    return refusal === undefined ? asked : E.left(refusal);
  }

  private refusalOf(order: Order, isForced: boolean): Refusal | undefined {
    if (this.expiry !== undefined) return expiredBy(this.expiry);
    const halt = isForced ? undefined : this.haltOf(order);
    if (halt !== undefined) return halt;
    if (!isForced && this.isOutdated(order)) return outdated(order);
    const now = this.stamp.now();
    const isForTheDay = order.product === 'INTRADAY';
    const over = isForTheDay && !isForced ? this.squareOffs.refusalOf(order, now) : undefined;
    if (over !== undefined) return over;
    for (const rule of isForced ? FORMED : this.orderRules) {
      const verdict = rule.review(this.account, order, now);
      if (E.isLeft(verdict)) return verdict.left;
    }
    return undefined;
  }

  /** The switch or halt that keeps the order back. */
  private haltOf(order: Order): Refusal | undefined {
    const { strategy, token } = order;
    const thrown = switchOf(this.switches, strategy, token);
    if (thrown !== undefined && thrown.command !== 'exit-only') return thrownBy(thrown);
    const halt = this.halts.haltOf(strategy, token);
    if (thrown === undefined && halt === undefined) return undefined;
    // an exit brings what the strategy itself holds nearer to zero
    if (onlyReduces(this.account.ledgerOf(strategy), order)) return undefined;
    return thrown !== undefined ? thrownBy(thrown) : halt === undefined ? undefined : haltedBy(halt);
  }

  /** Whether the order adds to what the strategy holds, and prices of its token are of before the session went on. */
  private isOutdated(order: Order): boolean {
    if (this.wentOnAt === 0 || (this.account.lastTickOf(order.token)?.seq ?? 0) > this.wentOnAt) return false;
    return !onlyReduces(this.account.ledgerOf(order.strategy), order);
  }

  private checkLosses(cause: Entry): void {
    for (const begun of this.halts.check(this.account)) {
      const entry = this.number(haltedEntry(begun, cause));
      this.emit(entry);
      this.obey(entry);
    }
  }

  /** Does what switches, halts and failures ask of strategies after `entry`. */
  private obey(entry: Entry): void {
    const given = this.obedience.hear(entry);
    if (given !== undefined)
      this.emit(
        this.number({ kind: 'CloseFailed', cause: entry.seq, ...given } satisfies Unstamped<CloseFailed>),
      );
    const event = this.event;
    if (event === undefined) return;
    for (const duty of this.obedience.duties(this.switches, entry, this.expiry === undefined)) {
      if (duty.kind === 'Close') this.closings += 1;
      const decision = this.number(dutyDecision(duty, event, entry.seq, this.closings, this.stamp.now()));
      if (duty.kind === 'Close') this.obedience.noteClosing(duty.strategy, duty.token, decision.orderId);
      this.emit(decision);
      this.judge(decision);
    }
  }
}

const FORMED: readonly OrderRule[] = [wellFormed];

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

const haltedEntry = ({ rule, loss }: LossHalt, cause: Entry): Unstamped<Halted> => ({
  kind: 'Halted',
  cause: cause.seq,
  strategy: rule.strategy,
  token: rule.token,
  rule: rule.rule,
  limit: rule.limit,
  actual: loss,
  unit: rule.unit,
  until: rule.until,
  message: rule.said(loss),
});

const goesOn = (entry: FeedEvent): boolean => entry.event === 'Resumed' || isRestart(entry);

/** The notice that the log-in expired, until the connection is live again. */
const expiryAfter = (before: FeedEvent | undefined, entry: FeedEvent): FeedEvent | undefined =>
  entry.event === 'SessionExpired' ? entry : entry.connection === 'Live' ? undefined : before;
