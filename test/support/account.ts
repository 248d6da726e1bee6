import type { Account, Message } from '../../src/domain/account.js';
import type { Instrument } from '../../src/domain/instrument.js';
import { NO_MONEY, type Price, rupees } from '../../src/domain/money.js';
import type { Order } from '../../src/domain/order.js';
import { StrategyLedger } from '../../src/domain/strategy-ledger.js';
import type { Tick } from '../../src/domain/tick.js';
import { epochMs } from '../../src/domain/time.js';
import { ACC, INFY, instrument } from './instrument.js';
import type { Loose } from './loose.js';
import { order } from './order.js';
import { tick } from './tick.js';

/** What a rule may find in an account; of ACC, unless it is told otherwise. */
export interface Standing {
  readonly position?: number;
  readonly last?: number | undefined;
  /** Of INFY. */
  readonly otherPosition?: number;
  readonly otherLast?: number;
  /** The newest tick; one that knows `last` unless told otherwise. */
  readonly tick?: Loose<Omit<Tick, 'kind' | 'receivedAt'>> | undefined;
  readonly open?: readonly Order[];
  /** Times of approvals. */
  readonly recent?: readonly number[];
  readonly messages?: readonly Message[];
  /** Rupees. */
  readonly equity?: number;
  readonly equityAtSessionStart?: number;
  readonly equityPeak?: number;
  readonly available?: number;
  /** What any order binds. */
  readonly margin?: number;
  readonly consecutiveLosses?: number;
  readonly ordersToday?: number;
  readonly sessionEndsAt?: number;
  readonly instrument?: Instrument | undefined;
}

/** An account that holds just this. Rules read accounts and never write them. */
export const account = (standing: Standing = {}): Account => {
  const { position = 0, open = [], recent = [], equity = 100_000 } = standing;
  const { equityAtSessionStart = equity, otherPosition = 0, otherLast = 100 } = standing;
  const known = 'instrument' in standing ? standing.instrument : instrument();
  const last = 'last' in standing ? standing.last : 100;
  const newest = 'tick' in standing ? standing.tick : { last };
  const held = new Map([
    [ACC, position],
    [INFY, otherPosition],
  ]);
  const exposed = [ACC, INFY].filter(
    (token) => held.get(token) !== 0 || open.some((order) => order.token === token),
  );
  return Object.freeze({
    capital: rupees(100_000),
    cash: rupees(equity),
    realised: rupees(0),
    charges: rupees(0),
    equity: rupees(equity),
    equityAtSessionStart: rupees(equityAtSessionStart),
    equityPeak: rupees(standing.equityPeak ?? Math.max(equity, equityAtSessionStart)),
    consecutiveLosses: standing.consecutiveLosses ?? 0,
    ordersToday: standing.ordersToday ?? 0,
    openOrderCount: open.length,
    grossExposure: NO_MONEY,
    netExposure: NO_MONEY,
    used: NO_MONEY,
    blocked: NO_MONEY,
    available: rupees(standing.available ?? equity),
    sessionEndsAt: standing.sessionEndsAt ?? Infinity,
    messages:
      standing.messages ?? recent.map((at) => ({ at: epochMs(at), action: 'Submit', order: order() })),
    marginOf: () => rupees(standing.margin ?? 0),
    ledgerOf: () => new StrategyLedger(NO_MONEY),
    keptUnitsOf: () => 0,
    lastTickOf: (token) => (token === ACC && newest !== undefined ? tick(newest) : undefined),
    exposedTokens: () => exposed,
    instrumentOf: (token) => (token === ACC ? known : undefined),
    positionOf: (token) => ({ quantity: held.get(token) ?? 0, cost: rupees(0) }),
    lastOf: (token) => (token === ACC ? last : otherLast) as Price | undefined,
    openOrdersOf: (token) => open.filter((order) => order.token === token),
  } satisfies Account);
};
