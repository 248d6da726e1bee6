import type { Bar } from '../domain/bar.js';
import type { Event } from '../domain/event.js';
import { inRupees } from '../domain/money.js';
import { istTextOf } from '../domain/session.js';
import { TOUCHLINE_FIELDS } from '../domain/touchline.js';
import type { Tick } from '../domain/tick.js';
import type { DecisionRecord } from './decision-record.js';

/** A line of `decisions.ndjson`, its newline included. */
export const decisionLine = (record: DecisionRecord): string => {
  const { decision, verdict, sent } = record;
  const line = {
    at: istTextOf(decision.at),
    seq: decision.seq,
    strategy: decision.strategy,
    token: decision.token,
    instrument: record.instrument,
    saw: sawOf(decision.event),
    state: decision.state ?? null,
    wanted: decision.intent,
    orderId: decision.orderId,
    risk: riskOf(verdict),
    cause: [decision.cause, decision.seq, verdict?.seq, sent?.seq].filter((seq) => seq !== undefined),
  };
  return `${jsonOf(line)}\n`;
};

/** A state that JSON cannot hold (a bigint, a circle) costs its own print, not the run. */
const jsonOf = (line: { readonly state: unknown }): string => {
  try {
    return JSON.stringify(line);
  } catch (error) {
    return JSON.stringify({ ...line, state: { unprintable: String(error) } });
  }
};

const sawOf = (event: Event): object => {
  switch (event.kind) {
    case 'Tick':
      return { kind: event.kind, ...touchlineOf(event) };
    case 'Bar':
      return barOf(event);
    case 'OrderUpdate': {
      const { order, fill, reason } = event;
      const execution =
        fill === undefined
          ? {}
          : { quantity: fill.quantity, price: fill.price, charges: inRupees(fill.charges) };
      const { filled, quantity } = order;
      const of = filled > 0 && filled < quantity ? { filled, of: quantity } : {};
      return {
        kind: event.kind,
        orderId: order.id,
        change: event.change,
        state: order.state,
        ...execution,
        ...of,
        reason,
      };
    }
    case 'UnexpectedUpdate':
      return { kind: event.kind, orderId: event.orderId, change: event.change.kind, why: event.why.message };
    case 'ClockTicked':
      return { kind: event.kind };
    case 'Command':
      return { kind: event.kind, command: event.command, token: event.token, reason: event.reason };
    case 'FeedEvent':
      return { kind: event.kind, event: event.event, token: event.token, detail: event.detail };
  }
};

const barOf = (bar: Bar): object => {
  const { kind, spec, openAt, closeAt, open, high, low, close, volume, ticks, openInterest } = bar;
  const prices = { open, high, low, close, volume, ticks, openInterest };
  return { kind, spec, openAt: istTextOf(openAt), closeAt: istTextOf(closeAt), ...prices };
};

const touchlineOf = (tick: Tick): object =>
  Object.fromEntries(
    TOUCHLINE_FIELDS.flatMap((field) => (tick[field] === undefined ? [] : [[field, tick[field]]])),
  );

/** One shape for both answers; what has no value is null. A decision without a verdict has none. */
const riskOf = (verdict: DecisionRecord['verdict']): object | null => {
  if (verdict === undefined) return null;
  if (verdict.kind === 'Approved')
    return { verdict: 'approved', rule: null, limit: null, actual: null, unit: null, message: null };
  const { rule, limit, actual, unit, message } = verdict.refusal;
  return { verdict: 'refused', rule, limit, actual, unit, message };
};
