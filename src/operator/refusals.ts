import type { Refusal } from '../domain/approval.js';
import type { Command, FeedEvent } from '../domain/event.js';
import type { Order } from '../domain/order.js';
import type { LossHalt } from '../risk/loss-halts.js';

/** Why an order is refused before any rule on orders is asked. */

export const thrownBy = ({ command, by, reason }: Command): Refusal =>
  withoutNumbers('halted', `${command} by ${by}: ${reason}`);

export const haltedBy = ({ rule, loss }: LossHalt): Refusal => ({
  rule: rule.rule,
  limit: rule.limit,
  actual: loss,
  unit: rule.unit,
  message: `halted: ${rule.said(loss)}`,
});

export const expiredBy = ({ detail }: FeedEvent): Refusal =>
  withoutNumbers('sessionExpired', `the broker's log-in has expired: ${detail}`);

/** The session had been cut off, and no price has come since it goes on: those that are known are of before. */
export const outdated = ({ token }: Order): Refusal =>
  withoutNumbers(
    'resumed',
    `the session was cut off, and no tick of ${token} has come since: only exits pass`,
  );

/** It is after the square-off of the day: times of day, ms since midnight IST. */
export const squaredOff = (squareOff: number, now: number): Refusal => ({
  rule: 'squareOff',
  limit: squareOff,
  actual: now,
  unit: 'timeOfDayMs',
  message: 'intraday positions are squared off: no new intraday orders today',
});

/** Units for the day of an earlier session are left, negative when short: they are closed first. */
export const overdue = (units: number): Refusal => ({
  rule: 'squareOff',
  limit: 0,
  actual: units,
  unit: 'units',
  message: `${units} intraday units of an earlier session are squared off first`,
});

const withoutNumbers = (rule: string, message: string): Refusal => ({
  rule,
  limit: null,
  actual: null,
  unit: 'none',
  message,
});
