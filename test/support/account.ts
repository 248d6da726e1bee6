import type { Account } from '../../src/domain/account.js';
import type { Instrument } from '../../src/domain/instrument.js';
import { NO_MONEY, type Price, rupees } from '../../src/domain/money.js';
import type { Order, OrderId } from '../../src/domain/order.js';
import { StrategyLedger } from '../../src/domain/strategy-ledger.js';
import { epochMs } from '../../src/domain/time.js';
import { ACC, instrument } from './instrument.js';
import { order } from './order.js';

/** What a rule may find in an account; of ACC, unless it is told otherwise. */
export interface Standing {
  readonly position?: number;
  readonly last?: number | undefined;
  readonly open?: readonly Order[];
  /** Times of approvals within the last second. */
  readonly recent?: readonly number[];
  /** Rupees. */
  readonly equity?: number;
  readonly equityAtSessionStart?: number;
  readonly instrument?: Instrument | undefined;
}

/** An account that holds just this. Rules read accounts and never write them. */
export const account = (standing: Standing = {}): Account => {
  const { position = 0, open = [], recent = [], equity = 100_000 } = standing;
  const { equityAtSessionStart = equity } = standing;
  const known = 'instrument' in standing ? standing.instrument : instrument();
  // orders of a test have one id unless it says otherwise; those that are open have one each
  const apart = open.map((one, i) => (one.id === order().id ? { ...one, id: `open-${i}` as OrderId } : one));
  const last = 'last' in standing ? standing.last : 100;
  return Object.freeze({
    capital: rupees(100_000),
    cash: rupees(equity),
    realised: rupees(0),
    charges: rupees(0),
    equity: rupees(equity),
    equityAtSessionStart: rupees(equityAtSessionStart),
    equityPeak: rupees(Math.max(equity, equityAtSessionStart)),
    consecutiveLosses: 0,
    ordersToday: 0,
    openOrderCount: open.length,
    grossExposure: NO_MONEY,
    netExposure: NO_MONEY,
    used: NO_MONEY,
    blocked: NO_MONEY,
    available: rupees(equity),
    marginOf: () => NO_MONEY,
    ledgerOf: () => new StrategyLedger(NO_MONEY),
    lastTickOf: () => undefined,
    exposedTokens: () => [],
    instrumentOf: (token) => (token === ACC ? known : undefined),
    positionOf: (token) => ({ quantity: token === ACC ? position : 0, cost: rupees(0) }),
    lastOf: (token) => (token === ACC ? (last as Price | undefined) : undefined),
    openOrdersOf: (token) => apart.filter((order) => order.token === token),
    recentOrders: () => recent.map(epochMs),
  } satisfies Account);
};
