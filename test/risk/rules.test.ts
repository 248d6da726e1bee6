import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { rupees } from '../../src/domain/money.js';
import type { RiskRule } from '../../src/domain/risk-rule.js';
import { epochMs } from '../../src/domain/time.js';
import { maxDailyLoss } from '../../src/risk/max-daily-loss.js';
import { maxOrdersPerSecond } from '../../src/risk/max-orders-per-second.js';
import { maxOrderValue } from '../../src/risk/max-order-value.js';
import { maxPosition } from '../../src/risk/max-position.js';
import { tradingWindow } from '../../src/risk/trading-window.js';
import { wellFormed } from '../../src/risk/well-formed.js';
import { account } from '../support/account.js';
import { order } from '../support/order.js';

const RULES: readonly RiskRule[] = [
  wellFormed,
  maxPosition(100),
  maxOrderValue(rupees(10_000)),
  maxDailyLoss(rupees(1_000)),
  maxOrdersPerSecond(2),
  tradingWindow('09:20', '15:20'),
];

const orders = fc
  .record({
    side: fc.constantFrom('BUY', 'SELL'),
    quantity: fc.integer({ min: -5, max: 300 }),
    limit: fc.option(fc.integer({ min: -1, max: 200 }), { nil: undefined }),
  })
  .map((facts) => Object.freeze(order(facts as Parameters<typeof order>[0])));
const accounts = fc
  .record({
    position: fc.integer({ min: -200, max: 200 }),
    open: fc.array(orders, { maxLength: 2 }),
    recent: fc.array(fc.constant(0), { maxLength: 3 }),
    equity: fc.integer({ min: 98_000, max: 101_000 }),
    equityAtSessionStart: fc.constant(100_000),
  })
  .map(account);

describe('a risk rule', () => {
  for (const rule of RULES)
    it(`passes the very order it was given, or tells by its own name why not: ${rule.name}`, () => {
      const seen = new Set<string>();
      fc.assert(
        fc.property(accounts, orders, fc.nat(86_400_000), (standing, asked, now) => {
          const verdict = rule.review(standing, asked, epochMs(now));

          seen.add(verdict._tag);
          if (E.isRight(verdict)) expect(verdict.right).to.equal(asked);
          else {
            expect(rule.name.split('(')[0]).to.equal(verdict.left.rule);
            expect(verdict.left.message).not.to.equal('');
            for (const number of [verdict.left.limit, verdict.left.actual])
              expect(number === null || Number.isFinite(number)).to.equal(true);
          }
        }),
        { numRuns: 300 },
      );
      expect([...seen].sort()).to.deep.equal(['Left', 'Right']);
    });

  it('refuses an order whose size is no number', () => {
    for (const rule of [wellFormed, maxPosition(100), maxOrderValue(rupees(10_000))])
      expect(rule.review(account(), order({ quantity: NaN }), epochMs(0))._tag, rule.name).to.equal('Left');
  });
});
