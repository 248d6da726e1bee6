import * as E from 'fp-ts/lib/Either.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { onlyReduces } from './exposure.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/**
 * Refuses an order on a token whose newest tick is older than `limitMs`, or that has had none: its prices are
 * stale. Orders that only reduce a position pass.
 */
export const maxTickAge = (limitMs: number): OrderRule => ({
  name: `maxTickAge(${limitOf('maxTickAge', limitMs)})`,
  review: (account, order, now) => {
    const tick = account.lastTickOf(order.token);
    const age = tick === undefined ? Infinity : now - tick.at;
    if (age <= limitMs || onlyReduces(account, order)) return E.right(order);
    return tick === undefined
      ? refuse('maxTickAge', limitMs, null, 'ms', `no tick of ${order.token} yet`)
      : refuse('maxTickAge', limitMs, age, 'ms', `the newest tick is ${age} ms old, limit ${limitMs} ms`);
  },
});

export const maxTickAgeFacts: RuleFacts = {
  name: 'maxTickAge',
  parameters: [{ name: 'limitMs', meaning: 'milliseconds since the newest tick of the token' }],
  scopes: EVERY_SCOPE,
  unit: 'ms',
  refuses: 'an order on a token whose prices are older, unless it only reduces a position',
  example: 'maxTickAge(5_000)',
};
