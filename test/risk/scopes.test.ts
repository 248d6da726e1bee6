import { expect } from 'chai';
import { AccountFold } from '../../src/domain/account-fold.js';
import { UsageError } from '../../src/domain/failure.js';
import { rupees } from '../../src/domain/money.js';
import type { Order } from '../../src/domain/order.js';
import type { LossRule, NamingRule, OrderRule, RuleNames } from '../../src/domain/risk-rule.js';
import { epochMs } from '../../src/domain/time.js';
import type { Token } from '../../src/domain/token.js';
import { forStrategy } from '../../src/risk/for-strategy.js';
import { forToken } from '../../src/risk/for-token.js';
import { maxConsecutiveLosses } from '../../src/risk/max-consecutive-losses.js';
import { maxDailyLoss } from '../../src/risk/max-daily-loss.js';
import { maxOpenOrders } from '../../src/risk/max-open-orders.js';
import { maxOrdersPerDay } from '../../src/risk/max-orders-per-day.js';
import { maxOrdersPerSecond } from '../../src/risk/max-orders-per-second.js';
import { maxPosition } from '../../src/risk/max-position.js';
import { resolveRule } from '../../src/risk/resolve-rule.js';
import { fill } from '../support/fill.js';
import { freshOrder } from '../support/fresh-order.js';
import { ACC, INFY, instrument } from '../support/instrument.js';
import { tick } from '../support/tick.js';
import { refusalOf } from '../support/verdict.js';

const NAMES: RuleNames = {
  strategies: ['alpha', 'beta'],
  tokenOf: (name) => {
    if (name === 'NSE:ACC-EQ') return ACC;
    throw new UsageError(`no ${name}`);
  },
};
const orderRule = (rule: NamingRule): OrderRule => resolveRule(rule, NAMES) as OrderRule;
const lossRule = (rule: NamingRule): LossRule => resolveRule(rule, NAMES) as LossRule;

const of = (strategy: string, token: Token, quantity = 10): Order =>
  freshOrder({ strategy, token, quantity, limit: 100 });

/** An account of alpha and beta on ACC and INFY, with the orders approved at 0, 1, 2 … ms. */
const accountWith = (...orders: readonly Order[]): AccountFold => {
  const account = new AccountFold(
    new Map([
      ['alpha', rupees(60_000)],
      ['beta', rupees(40_000)],
    ]),
    new Map([ACC, INFY].map((token) => [token, instrument({ token })])),
  );
  orders.forEach((order, i) => account.noteApproved(order, epochMs(i)));
  return account;
};
const trade = (
  account: AccountFold,
  strategy: string,
  token: Token,
  side: 'BUY' | 'SELL',
  price: number,
): void => {
  const order = freshOrder({ strategy, token, side, quantity: 10, state: 'Filled', filled: 10 });
  account.noteUpdate(order, fill({ strategy, token, side, quantity: 10, price, orderId: order.id }));
};

describe('forStrategy', () => {
  it('asks its rule about the orders of the strategy alone, and of its ledger alone', () => {
    const rule = orderRule(forStrategy('alpha', maxPosition(15)));
    const account = accountWith(of('beta', ACC, 500), of('alpha', ACC, 10));

    expect(refusalOf(rule, account, of('alpha', ACC, 5))).to.equal(undefined);
    expect(refusalOf(rule, account, of('beta', ACC, 999))).to.equal(undefined);
    expect(refusalOf(rule, account, of('alpha', ACC, 6))).to.deep.equal({
      rule: 'maxPosition',
      limit: 15,
      actual: 16,
      unit: 'units',
      message: 'alpha: position 16 above 15',
    });
  });

  it('counts the strategy’s own orders: open ones, those of the day, those of a second', () => {
    const account = accountWith(of('beta', ACC), of('beta', INFY), of('alpha', ACC));
    const asked = of('alpha', INFY);

    for (const rule of [maxOpenOrders(2), maxOrdersPerDay(2), maxOrdersPerSecond(2)])
      expect(
        refusalOf(orderRule(forStrategy('alpha', rule)), account, asked, epochMs(3)),
        rule.name,
      ).to.equal(undefined);
    for (const rule of [maxOpenOrders(1), maxOrdersPerDay(1), maxOrdersPerSecond(1)])
      expect(
        refusalOf(orderRule(forStrategy('alpha', rule)), account, asked, epochMs(3))?.actual,
        rule.name,
      ).to.equal(2);
  });

  it('measures the strategy’s own loss', () => {
    const rule = lossRule(forStrategy('alpha', maxDailyLoss(rupees(100))));
    const account = accountWith();
    account.mark(tick({ token: ACC, last: 100 }));
    trade(account, 'alpha', ACC, 'BUY', 100);
    trade(account, 'beta', ACC, 'BUY', 120);
    account.mark(tick({ token: ACC, last: 97 }));

    expect(rule.lossOf(account)).to.equal(30); // 10 * 3
    expect(maxDailyLoss(rupees(100)).lossOf(account)).to.equal(260); // and 10 * 23
    expect(rule).to.deep.include({ strategy: 'alpha', token: undefined, rule: 'maxDailyLoss' });
    expect(rule.said(30)).to.equal('alpha: lost 30 today, limit 100');
  });

  it('is named as it is written, and refuses a strategy that there is not', () => {
    const rule = forStrategy('gamma', maxPosition(15));

    expect(rule.name).to.equal("forStrategy('gamma', maxPosition(15))");
    expect(() => resolveRule(rule, NAMES)).to.throw(UsageError, /no strategy gamma; there is alpha, beta/);
  });
});

describe('forToken', () => {
  it('asks its rule about the orders on the token alone, of all strategies', () => {
    const rule = orderRule(forToken('NSE:ACC-EQ', maxOpenOrders(2)));
    const account = accountWith(of('alpha', ACC), of('beta', ACC), of('alpha', INFY));

    expect(refusalOf(rule, account, of('alpha', INFY))).to.equal(undefined);
    expect(refusalOf(rule, account, of('beta', ACC))?.actual).to.equal(3);
    expect(refusalOf(rule, account, of('beta', ACC))?.message).to.equal('NSE:ACC-EQ: 3 open orders, limit 2');
  });

  it('counts what all strategies did and lost on the token', () => {
    const loss = lossRule(forToken('NSE:ACC-EQ', maxDailyLoss(rupees(100))));
    const losses = lossRule(forToken('NSE:ACC-EQ', maxConsecutiveLosses(2)));
    const account = accountWith(of('alpha', ACC), of('beta', ACC), of('alpha', INFY));
    for (const token of [ACC, INFY]) account.mark(tick({ token, last: 100 }));
    trade(account, 'alpha', ACC, 'BUY', 100);
    trade(account, 'beta', INFY, 'BUY', 100);
    trade(account, 'alpha', ACC, 'SELL', 99);
    trade(account, 'beta', INFY, 'SELL', 90);

    expect([loss.lossOf(account), losses.lossOf(account)]).to.deep.equal([10, 1]);
    expect(maxConsecutiveLosses(2).lossOf(account)).to.equal(2);
    expect(loss.token).to.equal(ACC);
    expect(account.ledgerOf(undefined, ACC).ordersToday).to.equal(2);
  });

  it('refuses an instrument that there is not', () => {
    expect(() => resolveRule(forToken('NSE:NONE', maxPosition(1)), NAMES)).to.throw(
      UsageError,
      /no NSE:NONE/,
    );
  });
});

describe('forStrategy and forToken together', () => {
  for (const [name, rule] of [
    ['one way', forStrategy('alpha', forToken('NSE:ACC-EQ', maxOpenOrders(1)))],
    ['the other way', forToken('NSE:ACC-EQ', forStrategy('alpha', maxOpenOrders(1)))],
  ] as const)
    it(`are for one strategy on one token, ${name} round`, () => {
      const account = accountWith(of('alpha', INFY), of('beta', ACC));

      expect(refusalOf(orderRule(rule), account, of('alpha', ACC))).to.equal(undefined);
      account.noteApproved(of('alpha', ACC), epochMs(9));
      expect(refusalOf(orderRule(rule), account, of('alpha', ACC))?.actual).to.equal(2);
      expect(refusalOf(orderRule(rule), account, of('alpha', INFY))).to.equal(undefined);
      expect(refusalOf(orderRule(rule), account, of('beta', ACC))).to.equal(undefined);
    });

  it('measure the loss of the strategy on the token', () => {
    const rule = lossRule(forToken('NSE:ACC-EQ', forStrategy('alpha', maxDailyLoss(rupees(100)))));
    const account = accountWith();
    for (const token of [ACC, INFY]) account.mark(tick({ token, last: 100 }));
    for (const [strategy, token, price] of [
      ['alpha', ACC, 101],
      ['alpha', INFY, 110],
      ['beta', ACC, 120],
    ] as const)
      trade(account, strategy, token, 'BUY', price);

    expect(rule.lossOf(account)).to.equal(10);
    expect(rule).to.deep.include({ strategy: 'alpha', token: ACC });
  });
});
