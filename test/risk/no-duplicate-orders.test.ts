import { expect } from 'chai';
import { UsageError } from '../../src/domain/failure.js';
import { orderIdOf } from '../../src/domain/order.js';
import { epochMs } from '../../src/domain/time.js';
import { noDuplicateOrders } from '../../src/risk/no-duplicate-orders.js';
import { ACC, INFY } from '../support/instrument.js';
import type { Loose } from '../support/loose.js';
import type { Message } from '../../src/domain/account.js';
import type { Order } from '../../src/domain/order.js';
import { account } from '../support/account.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

const numbered = (number: number, facts: Loose<Order> = {}) =>
  order({ ...facts, id: orderIdOf('test', ACC, number) });
const sent = (at: number, of: Order, action: Message['action'] = 'Submit'): Message => ({
  at: epochMs(at),
  action,
  order: of,
});

describe('noDuplicateOrders', () => {
  const rule = noDuplicateOrders(1_000);

  it('refuses an order the same as one that is open, however old', () => {
    expect(refusalOf(rule, account({ open: [numbered(1)] }), numbered(2), epochMs(9_999_999))).to.deep.equal({
      rule: 'noDuplicateOrders',
      limit: 0,
      actual: 1,
      unit: 'orders',
      message: 'test:NSE|22:1 is open and the same',
    });
  });

  it('refuses an order the same as one that has ended, for the time given', () => {
    const standing = account({ messages: [sent(500, numbered(1))] });

    expect(refusalOf(rule, standing, numbered(2), epochMs(1_499))).to.deep.equal({
      rule: 'noDuplicateOrders',
      limit: 1_000,
      actual: 999,
      unit: 'ms',
      message: 'test:NSE|22:1 of 999 ms ago is the same, limit 1000 ms',
    });
    expect(refusalOf(rule, standing, numbered(2), epochMs(1_500))).to.equal(undefined);
  });

  for (const [name, other] of [
    ['strategy', { strategy: 'other' }],
    ['token', { token: INFY }],
    ['side', { side: 'SELL' }],
    ['quantity', { quantity: 101 }],
    ['limit', { limit: 100 }],
    ['trigger', { trigger: 100, type: 'STOP' }],
  ] as const)
    it(`passes an order of another ${name}`, () => {
      const before = numbered(1);
      const standing = account({ open: [before], messages: [sent(0, before)] });

      expect(refusalOf(rule, standing, numbered(2, other), epochMs(1))).to.equal(undefined);
    });

  it('is silent about other terms for an open order, and about what was cancelled', () => {
    expect(refusalOf(rule, account({ open: [numbered(1), numbered(2)] }), numbered(2))).to.equal(undefined);
    expect(refusalOf(rule, account({ messages: [sent(0, numbered(1), 'Cancel')] }), numbered(2))).to.equal(
      undefined,
    );
  });

  for (const withinMs of [NaN, 0, -1, 60_001])
    it(`cannot be made for ${withinMs} ms`, () => {
      expect(() => noDuplicateOrders(withinMs)).to.throw(UsageError, /noDuplicateOrders/);
    });
});
