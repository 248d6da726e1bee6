import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { rupees } from '../../src/domain/money.js';
import type { OrderRule } from '../../src/domain/risk-rule.js';
import { epochMs } from '../../src/domain/time.js';
import { maxGrossExposure } from '../../src/risk/max-gross-exposure.js';
import { maxNetExposure } from '../../src/risk/max-net-exposure.js';
import { maxOpenOrders } from '../../src/risk/max-open-orders.js';
import { maxOrderQuantity } from '../../src/risk/max-order-quantity.js';
import { maxOrdersPerDay } from '../../src/risk/max-orders-per-day.js';
import { maxTickAge } from '../../src/risk/max-tick-age.js';
import { noDuplicateOrders } from '../../src/risk/no-duplicate-orders.js';
import { noSelfCrossing } from '../../src/risk/no-self-crossing.js';
import { noShorting } from '../../src/risk/no-shorting.js';
import { priceCollar } from '../../src/risk/price-collar.js';
import { touchCollar } from '../../src/risk/touch-collar.js';
import { withinMargin } from '../../src/risk/within-margin.js';
import { maxOrdersPerSecond } from '../../src/risk/max-orders-per-second.js';
import { maxOrderValue } from '../../src/risk/max-order-value.js';
import { maxPosition } from '../../src/risk/max-position.js';
import { tradingWindow } from '../../src/risk/trading-window.js';
import { wellFormed } from '../../src/risk/well-formed.js';
import { account } from '../support/account.js';
import { freshOrder } from '../support/fresh-order.js';

const RULES: readonly OrderRule[] = [
  wellFormed,
  maxOrderQuantity(150),
  maxOrderValue(rupees(10_000)),
  maxPosition(100),
  maxGrossExposure(rupees(10_000)),
  maxNetExposure(rupees(10_000)),
  maxOpenOrders(2),
  maxOrdersPerSecond(2),
  maxOrdersPerDay(2),
  priceCollar(0.2),
  touchCollar(0.2),
  maxTickAge(3_600_000),
  noDuplicateOrders(1_000),
  tradingWindow('09:20', '15:20'),
  noShorting(),
  withinMargin(),
  noSelfCrossing(),
];

const orders = fc
  .record({
    side: fc.constantFrom('BUY', 'SELL'),
    quantity: fc.oneof(fc.constant(100), fc.integer({ min: -5, max: 300 })),
    limit: fc.option(fc.integer({ min: -1, max: 200 }), { nil: undefined, freq: 2 }),
  })
  .map((facts) => Object.freeze(freshOrder(facts as Parameters<typeof freshOrder>[0])));
const accounts = fc
  .record({
    position: fc.integer({ min: -200, max: 200 }),
    open: fc.array(orders, { maxLength: 2 }),
    recent: fc.array(fc.nat(86_400_000), { maxLength: 3 }).map((times) => times.sort((a, b) => a - b)),
    ordersToday: fc.nat(3),
    margin: fc.integer({ min: -1, max: 2 }),
    available: fc.integer({ min: -1, max: 2 }),
    tick: fc.option(
      fc.record({
        last: fc.constantFrom(100, undefined),
        bid: fc.constantFrom(99, undefined),
        ask: fc.constantFrom(101, undefined),
        at: fc.nat(86_400_000),
      }),
      { nil: undefined },
    ),
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
        { numRuns: 2_000 },
      );
      expect([...seen].sort()).to.deep.equal(['Left', 'Right']);
    });

  it('refuses an order whose size is no number', () => {
    for (const rule of [wellFormed, maxPosition(100), maxOrderValue(rupees(10_000))])
      expect(rule.review(account(), freshOrder({ quantity: NaN }), epochMs(0))._tag, rule.name).to.equal(
        'Left',
      );
  });
});
