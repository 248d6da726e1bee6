import * as E from 'fp-ts/lib/Either.js';
import { UsageError } from '../domain/failure.js';
import { parseTimeOfDay, timeOfDayOf } from '../domain/session.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { onlyReduces } from './exposure.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/**
 * Refuses new exposure outside `[from, to)`, times of day in IST, `HH:MM` or `HH:MM:SS`. Orders that only
 * reduce a position pass at any time. Throws a UsageError for a text that is no time, or an empty window.
 */
export const tradingWindow = (from: string, to: string): OrderRule => {
  const opens = timeOf(from);
  const closes = timeOf(to);
  if (opens >= closes) throw new UsageError(`tradingWindow: ${from} is not before ${to}`);
  return {
    name: `tradingWindow(${from}, ${to})`,
    review: (account, order, now) => {
      const time = timeOfDayOf(now);
      if ((time >= opens && time < closes) || onlyReduces(account, order)) return E.right(order);
      return time < opens
        ? refuse('tradingWindow', opens, time, 'timeOfDayMs', `before ${from} IST`)
        : refuse('tradingWindow', closes, time, 'timeOfDayMs', `not before ${to} IST`);
    },
  };
};

const timeOf = (text: string): number => {
  const time = parseTimeOfDay(text);
  if (time === undefined)
    throw new UsageError(`tradingWindow: "${text}" is no time of day, write HH:MM or HH:MM:SS`);
  return time;
};

export const tradingWindowFacts: RuleFacts = {
  name: 'tradingWindow',
  parameters: [
    { name: 'from', meaning: 'time of day, IST' },
    { name: 'to', meaning: 'time of day, IST; from then on no more' },
  ],
  scopes: EVERY_SCOPE,
  unit: 'timeOfDayMs',
  refuses: 'an order outside these hours, unless it only reduces a position',
  example: "tradingWindow('09:20', '15:20')",
};
