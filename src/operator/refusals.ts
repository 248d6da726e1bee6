import type { Refusal } from '../domain/approval.js';
import type { Command, FeedEvent } from '../domain/event.js';
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

const withoutNumbers = (rule: string, message: string): Refusal => ({
  rule,
  limit: null,
  actual: null,
  unit: 'none',
  message,
});
