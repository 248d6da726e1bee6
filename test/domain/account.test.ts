import { expect } from 'chai';
import fc from 'fast-check';
import { AccountFold } from '../../src/domain/account-fold.js';
import type { Fill } from '../../src/domain/fill.js';
import { rupees } from '../../src/domain/money.js';
import { type Order, type OrderId, withState } from '../../src/domain/order.js';
import { FLAT } from '../../src/domain/position.js';
import type { Tick } from '../../src/domain/tick.js';
import { epochMs } from '../../src/domain/time.js';
import { tokenOf } from '../../src/domain/token.js';
import { arbitraryFill, priceOn } from '../support/arbitrary-fill.js';
import { exact } from '../support/exact.js';
import { fill } from '../support/fill.js';
import { ACC, INFY, instrument } from '../support/instrument.js';
import { ist } from '../support/ist.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';

const CAPITAL = rupees(100_000);
const USDINR = tokenOf('CDS', '1');
const MULTIPLIERS = new Map([
  [ACC, 1],
  [INFY, 1],
  [USDINR, 1_000],
]);
const accountOf = (): AccountFold =>
  new AccountFold(
    new Map([['test', CAPITAL]]),
    new Map([...MULTIPLIERS].map(([token, multiplier]) => [token, instrument({ token, multiplier })])),
  );
const named = (id: string, facts: Parameters<typeof order>[0] = {}): Order =>
  order({ id: id as OrderId, ...facts });
const execute = (account: AccountFold, execution: Fill): void =>
  account.noteUpdate(order({ token: execution.token, side: execution.side, state: 'Filled' }), execution);

describe('AccountFold', () => {
  it('begins with its capital and nothing else', () => {
    const { capital, cash, realised, charges, equity, equityAtSessionStart } = accountOf();

    expect({ capital, cash, realised, charges, equity, equityAtSessionStart }).to.deep.equal({
      capital: CAPITAL,
      cash: CAPITAL,
      realised: 0,
      charges: 0,
      equity: CAPITAL,
      equityAtSessionStart: CAPITAL,
    });
  });

  it('knows its instruments, their positions and prices, and nothing of others', () => {
    const account = accountOf();
    account.mark(tick({ token: ACC, last: 100 }));
    execute(account, fill({ token: ACC, quantity: 10, price: 101 }));

    expect(account.instrumentOf(USDINR)?.multiplier).to.equal(1_000);
    expect(account.positionOf(ACC)).to.deep.equal({ quantity: 10, cost: rupees(1_010) });
    expect(account.lastOf(ACC)).to.equal(100);
    expect(account.positionOf(INFY)).to.equal(FLAT);
    expect(account.lastOf(INFY)).to.equal(undefined);
    const other = tokenOf('NSE', '99');
    expect(account.instrumentOf(other)).to.equal(undefined);
    expect(account.positionOf(other)).to.equal(FLAT);
    expect(account.openOrdersOf(other)).to.deep.equal([]);
  });

  it('pays for what it buys, charges included, and marks it at the last price', () => {
    const account = accountOf();

    execute(account, fill({ token: ACC, quantity: 100, price: 100, charges: rupees(20) }));
    account.mark(tick({ token: ACC, last: 103 }));

    expect(account.cash).to.equal(rupees(89_980)); // 100,000 - 100 * 100 - 20
    expect(account.charges).to.equal(rupees(20));
    expect(account.realised).to.equal(0);
    expect(account.equity).to.equal(rupees(100_280)); // 89,980 + 100 * 103
  });

  it('realises what it closes, before charges', () => {
    const account = accountOf();

    execute(account, fill({ token: USDINR, side: 'SELL', quantity: 2, price: 83.005, charges: rupees(1) }));
    execute(account, fill({ token: USDINR, side: 'BUY', quantity: 2, price: 83.0025, charges: rupees(1) }));

    expect(account.realised).to.equal(rupees(5)); // 0.0025 * 2 * 1000
    expect(account.cash).to.equal(rupees(100_003));
    expect(account.equity).to.equal(rupees(100_003));
  });

  it('passes over a fill and a tick of a token that is not its own', () => {
    const account = accountOf();

    account.mark(tick({ token: tokenOf('NSE', '99'), last: 5 }));
    execute(account, fill({ token: tokenOf('NSE', '99') }));

    expect([account.cash, account.equity]).to.deep.equal([CAPITAL, CAPITAL]);
  });

  it('is worth its cash and its positions, whatever happens', () => {
    const tokens = fc.constantFrom(...MULTIPLIERS.keys());
    const ticks = fc
      .tuple(tokens, fc.option(priceOn(0.0025), { nil: undefined }), fc.nat(200_000_000))
      .map(([token, last, at]) => tick({ token, last, at }));
    const fills = fc.tuple(tokens, arbitraryFill(0.0025)).map(([token, one]) => ({ ...one, token }));
    fc.assert(
      fc.property(fc.array(fc.oneof(ticks, fills), { maxLength: 40 }), (happenings) => {
        const account = accountOf();
        const lasts = new Map<string, number>();
        let cash = BigInt(CAPITAL);
        const held = new Map<string, bigint>();
        let charged = 0n;
        for (const one of happenings) {
          if (isTick(one)) {
            account.mark(one);
            if (one.last !== undefined) lasts.set(one.token, one.last);
          } else {
            execute(account, one);
            const units = BigInt(one.side === 'BUY' ? one.quantity : -one.quantity);
            cash -= exact(one.price) * units * BigInt(MULTIPLIERS.get(one.token) ?? 0) + BigInt(one.charges);
            charged += BigInt(one.charges);
            held.set(one.token, (held.get(one.token) ?? 0n) + units);
            if (!lasts.has(one.token)) lasts.set(one.token, one.price);
          }
        }

        let worth = 0n;
        let cost = 0n;
        for (const [token, multiplier] of MULTIPLIERS) {
          worth += exact(lasts.get(token) ?? 0) * (held.get(token) ?? 0n) * BigInt(multiplier);
          cost += BigInt(account.positionOf(token).cost);
          expect(BigInt(account.positionOf(token).quantity)).to.equal(held.get(token) ?? 0n);
        }
        expect(BigInt(account.cash)).to.equal(cash);
        expect(BigInt(account.charges)).to.equal(charged);
        expect(BigInt(account.equity)).to.equal(cash + worth);
        expect(cash).to.equal(BigInt(CAPITAL) + BigInt(account.realised) - cost - charged);
      }),
    );
  });
});

const isTick = (one: Tick | Fill): one is Tick => 'kind' in one;

describe('the session of an account', () => {
  it('begins with the equity at the last prices of the day before', () => {
    const account = accountOf();
    account.mark(tick({ at: ist('2025-12-29T15:29:00'), last: 100 }));
    execute(account, fill({ quantity: 100, price: 100 }));
    account.mark(tick({ at: ist('2025-12-29T23:59:59.999'), last: 101 }));
    expect(account.equityAtSessionStart).to.equal(CAPITAL);

    account.mark(tick({ at: ist('2025-12-30T00:00:00'), last: 90 }));

    expect(account.equityAtSessionStart).to.equal(rupees(100_100)); // + (101 - 100) * 100
    expect(account.equity).to.equal(rupees(99_000)); // + (90 - 100) * 100
  });

  it('begins with the first tick of any token, and once a day', () => {
    const account = accountOf();
    account.mark(tick({ at: ist('2025-12-29T10:00:00'), last: 100 }));
    execute(account, fill({ quantity: 100, price: 100 }));
    account.mark(tick({ at: ist('2025-12-31T09:00:00'), token: INFY, last: 5 })); // the 30th had no tick

    account.mark(tick({ at: ist('2025-12-31T09:15:00'), last: 120 }));

    expect(account.equityAtSessionStart).to.equal(CAPITAL);
    expect(account.equity).to.equal(rupees(102_000)); // + (120 - 100) * 100
  });
});

describe('the orders of an account', () => {
  it('are open from their approval to their end, oldest first, by token', () => {
    const account = accountOf();
    const [one, two, other] = [named('1'), named('2'), named('3', { token: INFY })];
    for (const approved of [one, two, other]) account.noteApproved(approved, epochMs(0));
    expect(account.openOrdersOf(ACC)).to.deep.equal([one, two]);
    expect(account.openOrdersOf(INFY)).to.deep.equal([other]);

    account.noteUpdate(withState(one, 'Open'), undefined);
    expect(account.openOrdersOf(ACC).map(({ id, state }) => [id, state])).to.deep.equal([
      ['1', 'Open'],
      ['2', 'InFlight'],
    ]);

    account.noteUpdate(withState(two, 'Open', 40), fill({ quantity: 40 }));
    expect(account.openOrdersOf(ACC).map(({ filled }) => filled)).to.deep.equal([0, 40]);
  });

  for (const state of ['Filled', 'Cancelled', 'Expired', 'Rejected', 'Refused'] as const)
    it(`are open no more once ${state}`, () => {
      const account = accountOf();
      account.noteApproved(named('1'), epochMs(0));
      account.noteApproved(named('2'), epochMs(0));

      account.noteUpdate(withState(named('1'), state), undefined);

      expect(account.openOrdersOf(ACC).map(({ id }) => id)).to.deep.equal(['2']);
    });

  it('are not opened by what is said of an order that nobody approved', () => {
    const account = accountOf();

    account.noteUpdate(named('1', { state: 'Open' }), undefined);
    account.noteUpdate(named('1', { state: 'Refused' }), undefined);

    expect(account.openOrdersOf(ACC)).to.deep.equal([]);
  });

  it('are those that were approved and have not ended', () => {
    const STATES = ['Open', 'Filled', 'Cancelled', 'Expired', 'Rejected'] as const;
    const updates = fc.array(fc.tuple(fc.nat(7), fc.constantFrom(...STATES)), { maxLength: 40 });
    fc.assert(
      fc.property(updates, (said) => {
        const account = accountOf();
        for (let id = 0; id < 8; id += 1) account.noteApproved(named(`${id}`), epochMs(0));
        const ended = new Set<number>();
        for (const [id, state] of said) {
          account.noteUpdate(named(`${id}`, { state }), undefined);
          if (state !== 'Open') ended.add(id);
        }

        const open = [0, 1, 2, 3, 4, 5, 6, 7].filter((id) => !ended.has(id)).map(String);
        expect(account.openOrdersOf(ACC).map(({ id }) => id)).to.deep.equal(open);
      }),
    );
  });

  it('are remembered as messages for a minute at least', () => {
    const plan = fc.array(fc.record({ after: fc.nat(40_000), approve: fc.boolean() }), { maxLength: 60 });
    fc.assert(
      fc.property(plan, (steps) => {
        const account = accountOf();
        const sent: string[] = [];
        let now = 0;
        for (const [i, { after, approve }] of steps.entries()) {
          now += after;
          const of = order({ id: `${i}` as OrderId });
          if (approve) account.noteApproved(of, epochMs(now));
          else account.noteCancel(of, epochMs(now));
          sent.push(`${now} ${approve ? 'Submit' : 'Cancel'} ${i}`);

          const kept = account.messages.map(({ at, action, order: { id } }) => `${at} ${action} ${id}`);
          expect(kept).to.deep.equal(sent.slice(-kept.length));
          const recent = sent.filter((one) => Number(one.split(' ')[0]) > now - 60_000);
          expect(kept.length)
            .to.be.at.least(recent.length)
            .and.at.most(2 * recent.length + 1);
        }
      }),
    );
  });
});
