import type { Account, Message } from '../domain/account.js';
import type { Instrument } from '../domain/instrument.js';
import type { Ledger } from '../domain/ledger.js';
import type { Money, Price } from '../domain/money.js';
import type { Order } from '../domain/order.js';
import type { Position } from '../domain/position.js';
import type { Tick } from '../domain/tick.js';
import type { Token } from '../domain/token.js';
import { isWithin, type SwitchScope } from './kill-switch.js';

/**
 * An account as a rule for one strategy, one token or one strategy on one token sees it: the ledger and the
 * messages are theirs, prices and margins the account's. Lives as long as one question to a rule.
 */
export class ScopedAccount implements Account {
  private readonly ledger: Ledger;

  constructor(
    private readonly account: Account,
    private readonly scope: SwitchScope,
  ) {
    this.ledger = account.ledgerOf(scope.strategy, scope.token);
  }

  get capital(): Money {
    return this.ledger.capital;
  }

  get cash(): Money {
    return this.ledger.cash;
  }

  get realised(): Money {
    return this.ledger.realised;
  }

  get charges(): Money {
    return this.ledger.charges;
  }

  get equity(): Money {
    return this.ledger.equity;
  }

  get equityAtSessionStart(): Money {
    return this.ledger.equityAtSessionStart;
  }

  get equityPeak(): Money {
    return this.ledger.equityPeak;
  }

  get consecutiveLosses(): number {
    return this.ledger.consecutiveLosses;
  }

  get ordersToday(): number {
    return this.ledger.ordersToday;
  }

  get openOrderCount(): number {
    return this.ledger.openOrderCount;
  }

  get grossExposure(): Money {
    return this.ledger.grossExposure;
  }

  get netExposure(): Money {
    return this.ledger.netExposure;
  }

  exposedTokens(): readonly Token[] {
    return this.ledger.exposedTokens();
  }

  positionOf(token: Token): Position {
    return this.ledger.positionOf(token);
  }

  openOrdersOf(token: Token): readonly Order[] {
    return this.ledger.openOrdersOf(token);
  }

  ledgerOf(strategy: string | undefined, token?: Token): Ledger {
    return this.account.ledgerOf(this.scope.strategy ?? strategy, this.scope.token ?? token);
  }

  keptUnitsOf(strategy: string, token: Token): number {
    return this.account.keptUnitsOf(strategy, token);
  }

  instrumentOf(token: Token): Instrument | undefined {
    return this.account.instrumentOf(token);
  }

  lastOf(token: Token): Price | undefined {
    return this.account.lastOf(token);
  }

  lastTickOf(token: Token): Tick | undefined {
    return this.account.lastTickOf(token);
  }

  get messages(): readonly Message[] {
    return this.account.messages.filter(({ order }) => isWithin(order, this.scope));
  }

  get sessionEndsAt(): number {
    return this.account.sessionEndsAt;
  }

  get used(): Money {
    return this.account.used;
  }

  get blocked(): Money {
    return this.account.blocked;
  }

  get available(): Money {
    return this.account.available;
  }

  marginOf(order: Order): Money {
    return this.account.marginOf(order);
  }
}
