import { tradingCalendar } from '../../src/domain/calendar.js';
import type { OrderId } from '../../src/domain/order.js';
import type { RiskRule } from '../../src/domain/risk-rule.js';
import { squareOffTimes } from '../../src/domain/square-off.js';
import { ACC, INFY } from '../support/instrument.js';
import { Desk } from './desk.js';
import { OPEN } from './messages.js';

/** A desk whose strategies are squared off at 09:16, a minute after its open. */
export const desk = (rules: readonly RiskRule[] = []): Desk => {
  const one = new Desk(rules, 1_000_000, squareOffTimes(tradingCalendar([]), [], '09:16'));
  one.tick(ACC, 100);
  one.tick(INFY, 100);
  return one;
};

/** To the second after `ms` from the open. */
export const passTo = (one: Desk, ms: number): void => {
  one.now = OPEN + ms - 1_000;
  one.second();
};

/** Where a desk has no such order. */
export const NONE = '' as OrderId;

/** What was decided in the strategies' names. */
export const obeyed = (one: Desk): readonly string[] =>
  one.entries.flatMap((entry) => {
    if (entry.kind !== 'Decision' || entry.obeys === undefined) return [];
    const { intent, order } = entry;
    const what =
      intent.kind === 'Submit' ? `${intent.side} ${intent.quantity} ${order?.product}` : intent.kind;
    return [`${entry.obeys} ${entry.strategy} ${entry.token}: ${what}`];
  });

/** The rules that refused. */
export const refusals = (one: Desk): readonly string[] =>
  one.entries.flatMap((entry) => (entry.kind === 'Refused' ? [entry.refusal.rule] : []));
