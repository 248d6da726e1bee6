import { expect } from 'chai';
import { AccountFold } from '../../src/domain/account-fold.js';
import type { Ledger } from '../../src/domain/ledger.js';
import { rupees } from '../../src/domain/money.js';
import { type OrderId, withAsked, withState } from '../../src/domain/order.js';
import { epochMs } from '../../src/domain/time.js';
import { fill } from '../support/fill.js';
import { ACC, INFY, instrument } from '../support/instrument.js';
import { ist } from '../support/ist.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';

const accountOf = (): AccountFold =>
  new AccountFold(
    new Map([
      ['alpha', rupees(60_000)],
      ['beta', rupees(40_000)],
    ]),
    new Map([ACC, INFY].map((token) => [token, instrument({ token })])),
  );
const traded = (
  account: AccountFold,
  strategy: string,
  side: 'BUY' | 'SELL',
  quantity: number,
  price: number,
  charges = 0,
  token = ACC,
): void =>
  account.noteUpdate(
    order({ strategy, token, side, quantity, state: 'Filled' }),
    fill({ strategy, token, side, quantity, price, charges: rupees(charges) }),
  );
const sums = ({ capital, cash, realised, charges, equity }: Ledger): readonly number[] => [
  capital,
  cash,
  realised,
  charges,
  equity,
];

describe('the ledgers of an account', () => {
  it('have each what its own strategy did, and together what the account has', () => {
    const account = accountOf();
    traded(account, 'alpha', 'BUY', 100, 100, 20);
    traded(account, 'beta', 'SELL', 100, 110, 30);
    account.mark(tick({ last: 104 }));

    // 60,000 - 10,000 - 20, and 100 * 104 of shares
    expect(sums(account.ledgerOf('alpha'))).to.deep.equal([60_000, 49_980, 0, 20, 60_380].map(rupees));
    // 40,000 + 11,000 - 30, and 100 * 104 owed
    expect(sums(account.ledgerOf('beta'))).to.deep.equal([40_000, 50_970, 0, 30, 40_570].map(rupees));
    expect(sums(account)).to.deep.equal([100_000, 100_950, 0, 50, 100_950].map(rupees));
  });

  it('leave the account flat with a cost where one is long and another short: profit not yet realised', () => {
    const account = accountOf();
    traded(account, 'alpha', 'BUY', 100, 100);
    traded(account, 'beta', 'SELL', 100, 110);

    expect(account.positionOf(ACC)).to.deep.equal({ quantity: 0, cost: rupees(-1_000) });
    expect(account.ledgerOf('beta').positionOf(ACC)).to.deep.equal({ quantity: -100, cost: rupees(-11_000) });
    expect([account.grossExposure, account.netExposure]).to.deep.equal([0, 0]);
    expect(account.ledgerOf('beta').netExposure).to.equal(rupees(-10_000)); // at 100, the first price known
    expect(account.ledgerOf('beta').grossExposure).to.equal(rupees(10_000));
    expect(account.exposedTokens()).to.deep.equal([]);
    expect(account.ledgerOf('beta').exposedTokens()).to.deep.equal([ACC]);
  });

  it('of a strategy that is not known begin without capital', () => {
    const account = accountOf();
    expect(sums(account.ledgerOf('gamma'))).to.deep.equal([0, 0, 0, 0, 0]);

    traded(account, 'gamma', 'BUY', 1, 100, 1);

    expect(account.ledgerOf('gamma').cash).to.equal(rupees(-101));
    expect(account.cash).to.equal(rupees(99_899));
  });

  it('know the highest equity of the session, of all strategies at one moment', () => {
    const account = accountOf();
    account.mark(tick({ at: ist('2025-12-29T10:00:00'), last: 100 }));
    traded(account, 'alpha', 'BUY', 100, 100);
    traded(account, 'beta', 'SELL', 100, 100);
    account.mark(tick({ at: ist('2025-12-29T10:00:01'), last: 105 }));
    account.mark(tick({ at: ist('2025-12-29T10:00:02'), last: 90 }));

    expect(account.equityPeak).to.equal(rupees(100_000)); // never 100,500: the other lost as much
    expect(account.ledgerOf('alpha').equityPeak).to.equal(rupees(60_500));
    expect(account.ledgerOf('beta').equityPeak).to.equal(rupees(41_000));

    account.mark(tick({ at: ist('2025-12-30T09:15:00'), last: 95 }));
    expect(account.ledgerOf('alpha').equityAtSessionStart).to.equal(rupees(59_000));
    expect(account.ledgerOf('alpha').equityPeak).to.equal(rupees(59_500));
  });

  it('count the trades in a row that lost, after charges, until one does not or the session ends', () => {
    const account = accountOf();
    account.mark(tick({ at: ist('2025-12-29T10:00:00'), last: 100 }));
    const counts = (): readonly number[] =>
      [account, account.ledgerOf('alpha'), account.ledgerOf('beta')].map((of) => of.consecutiveLosses);

    traded(account, 'alpha', 'BUY', 10, 100, 1);
    traded(account, 'alpha', 'SELL', 10, 100, 1); // lost its charges
    expect(counts()).to.deep.equal([1, 1, 0]);

    traded(account, 'beta', 'SELL', 10, 100);
    traded(account, 'beta', 'BUY', 4, 90); // closes nothing yet
    expect(counts()).to.deep.equal([1, 1, 0]);
    traded(account, 'beta', 'BUY', 16, 110); // closes six, a loss of 60 after 40; and goes long
    expect(counts()).to.deep.equal([2, 1, 1]);

    traded(account, 'beta', 'SELL', 10, 110); // neither
    expect(counts()).to.deep.equal([0, 1, 0]);

    account.mark(tick({ at: ist('2025-12-30T09:15:00'), last: 100 }));
    expect(counts()).to.deep.equal([0, 0, 0]);
  });

  it('have the open orders of their own strategy and count those of the day', () => {
    const account = accountOf();
    const one = order({ id: '1' as OrderId, strategy: 'alpha' });
    const two = order({ id: '2' as OrderId, strategy: 'beta' });
    for (const approved of [one, two]) account.noteApproved(approved, epochMs(ist('2025-12-29T10:00:00')));

    expect(account.openOrdersOf(ACC)).to.deep.equal([one, two]);
    expect(account.ledgerOf('beta').openOrdersOf(ACC)).to.deep.equal([two]);
    expect([account.openOrderCount, account.ledgerOf('beta').openOrderCount]).to.deep.equal([2, 1]);
    expect(account.ledgerOf('beta').exposedTokens()).to.deep.equal([ACC]);

    account.noteUpdate(withState(two, 'Cancelled'), undefined);
    expect(account.ledgerOf('beta').openOrdersOf(ACC)).to.deep.equal([]);
    expect([account.openOrderCount, account.ledgerOf('beta').openOrderCount]).to.deep.equal([1, 0]);
    expect([account.ordersToday, account.ledgerOf('beta').ordersToday]).to.deep.equal([2, 1]);

    account.mark(tick({ at: ist('2025-12-30T09:15:00') }));
    expect([account.ordersToday, account.ledgerOf('beta').ordersToday]).to.deep.equal([0, 0]);
  });

  it('have an order once, with those terms of which more is bound while others are asked for', () => {
    const account = accountOf();
    const one = order({ id: '1' as OrderId, strategy: 'alpha', quantity: 10, limit: 100 });
    const more = order({ id: '1' as OrderId, strategy: 'alpha', quantity: 30, limit: 100 });
    account.noteApproved(one, epochMs(0));
    expect(account.marginOf(more)).to.equal(rupees(2_000)); // (30 - 10) * 100
    expect(account.marginOf(order({ ...one, quantity: 5 }))).to.equal(0); // 10 may trade yet
    account.noteApproved(more, epochMs(1));

    expect(account.ledgerOf('alpha').openOrdersOf(ACC)).to.deep.equal([withAsked(one, more)]);
    expect([account.openOrderCount, account.ordersToday]).to.deep.equal([1, 1]);
    expect(account.blocked).to.equal(rupees(3_000)); // 30 * 100

    account.noteUpdate({ ...one, state: 'Open' }, undefined); // the exchange would not have it
    expect(account.blocked).to.equal(rupees(1_000));
  });

  it('know the newest tick of a token, whole', () => {
    const account = accountOf();
    const newest = tick({ bid: 99, ask: 101, at: 5 });
    account.mark(tick({ last: 100 }));
    account.mark(newest);

    expect(account.lastTickOf(ACC)).to.equal(newest);
    expect(account.lastTickOf(INFY)).to.equal(undefined);
    expect(account.lastOf(ACC)).to.equal(100);
  });
});

describe('the margin of an account', () => {
  const buy = (id: string, quantity: number, limit = 100, token = ACC): ReturnType<typeof order> =>
    order({ id: id as OrderId, strategy: 'alpha', quantity, limit, token });
  const sell = (id: string, quantity: number, limit = 100): ReturnType<typeof order> =>
    order({ id: id as OrderId, strategy: 'beta', side: 'SELL', quantity, limit });

  it('is what the positions bind, and what the open orders would besides', () => {
    const account = accountOf();
    account.mark(tick({ last: 100 }));
    traded(account, 'alpha', 'BUY', 100, 100);
    account.noteApproved(buy('1', 50), epochMs(0));

    expect([account.used, account.blocked, account.available]).to.deep.equal(
      [10_000, 5_000, 85_000].map(rupees),
    );
    expect(account.marginOf(buy('2', 10))).to.equal(rupees(1_000));
    expect(account.marginOf(buy('2', 10, 50, INFY))).to.equal(rupees(500));
  });

  it('counts an order that reduces for nothing, and of two opposite ones the side that binds more', () => {
    const account = accountOf();
    account.mark(tick({ last: 100 }));
    traded(account, 'alpha', 'BUY', 100, 100);

    expect(account.marginOf(sell('1', 200))).to.equal(0);
    expect(account.marginOf(sell('1', 230))).to.equal(rupees(3_000));
    account.noteApproved(sell('1', 230), epochMs(0));
    expect(account.marginOf(buy('2', 30))).to.equal(0);
    expect(account.marginOf(buy('2', 40))).to.equal(rupees(1_000));
  });

  it('is released when an order ends', () => {
    const account = accountOf();
    account.mark(tick({ last: 100 }));
    account.noteApproved(buy('1', 50), epochMs(0));
    expect(account.blocked).to.equal(rupees(5_000));

    account.noteUpdate(withState(buy('1', 50), 'Cancelled'), undefined);

    expect([account.blocked, account.available]).to.deep.equal([0, rupees(100_000)]);
  });
});
