import { expect } from 'chai';
import { loadMarginTable } from '../../src/adapter/margin/load-margin-table.js';
import { AccountFold } from '../../src/domain/account-fold.js';
import type { Instrument } from '../../src/domain/instrument.js';
import { inRupees, type Price, rupees } from '../../src/domain/money.js';
import { type Order, type OrderId, type Product, withState } from '../../src/domain/order.js';
import { epochMs } from '../../src/domain/time.js';
import { tokenOf } from '../../src/domain/token.js';
import { blackScholes } from '../../src/margin/black-scholes.js';
import { tableMargin } from '../../src/margin/table-margin.js';
import { fill } from '../support/fill.js';
import { ACC, instrument } from '../support/instrument.js';
import { ist } from '../support/ist.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';

const NOW = ist('2026-01-20T15:30:00'); // seven days before the contracts expire
const EXPIRY = '2026-01-27';
const SPOT = 26_000;

const contract = (name: string, facts: Partial<Instrument>): Instrument =>
  instrument({ token: tokenOf('NFO', name), exchange: 'NFO', symbol: 'NIFTY', name, lotSize: 65, ...facts });
const INDEX = instrument({ token: tokenOf('NSE', '26000'), symbol: 'Nifty 50', kind: 'INDEX' });
const FUTURE = contract('F', { kind: 'FUTIDX', expiry: EXPIRY });
const option = (type: 'CE' | 'PE', strike: number): Instrument =>
  contract(`${type}${strike}`, { kind: 'OPTIDX', expiry: EXPIRY, optionType: type, strike });
const CALL = option('CE', 26_000);
const PUT = option('PE', 26_000);
const HIGHER = option('CE', 26_500);
const SHARE = instrument();

/** What an option is worth at 13 % a year. */
const priceOf = ({ optionType, strike = 0 }: Instrument): number =>
  optionType === undefined
    ? SPOT
    : blackScholes({ type: optionType, strike, years: 7 / 365 }, SPOT, 0.13, 0.065);

const CAPITAL = 1_000_000;
const accountOf = (
  grade: 'span' | 'payoff' = 'span',
  known = [INDEX, FUTURE, CALL, PUT, HIGHER, SHARE],
): AccountFold => {
  const account = new AccountFold(
    new Map([['test', rupees(CAPITAL)]]),
    new Map(known.map((one) => [one.token, one])),
    tableMargin(loadMarginTable(), grade),
  );
  for (const one of known)
    account.mark(tick({ token: one.token, at: NOW, last: one === SHARE ? 100 : priceOf(one) }));
  return account;
};
const wanted = (of: Instrument, signed: number, facts: Partial<Order> = {}): Order =>
  order({
    id: `${of.name} ${signed}` as OrderId,
    token: of.token,
    side: signed > 0 ? 'BUY' : 'SELL',
    quantity: Math.abs(signed),
    product: 'CARRY_FORWARD',
    ...facts,
  });
const trade = (
  account: AccountFold,
  of: Instrument,
  signed: number,
  product: Product = 'CARRY_FORWARD',
): void => {
  const price = account.lastOf(of.token) ?? 0;
  const one = wanted(of, signed, { product, state: 'Filled' });
  account.noteUpdate(one, fill({ token: of.token, side: one.side, quantity: Math.abs(signed), price }));
};
const standing = ({ used, blocked, available }: AccountFold): readonly number[] =>
  [used, blocked, available].map((money) => Math.round(inRupees(money)));

describe('the margin of futures and options', () => {
  it('of a future is that of the worked value', () => {
    const account = accountOf();
    trade(account, FUTURE, 65);

    expect(inRupees(account.used)).to.be.closeTo(190_970, 0.01);
    expect(inRupees(account.available)).to.be.closeTo(CAPITAL - 190_970, 0.01);
  });

  it('of a short straddle is that of the worked value, and what was received covers part of it', () => {
    const account = accountOf();
    trade(account, CALL, -65);
    trade(account, PUT, -65);

    expect(inRupees(account.used)).to.be.closeTo(226_876.64, 0.02);
    expect(inRupees(account.available)).to.be.closeTo(CAPITAL + 24_318.44 - 226_876.64, 0.02);
  });

  it('of a bought option is its price, and what is left is the cash', () => {
    const account = accountOf();
    trade(account, CALL, 65);

    expect(inRupees(account.used)).to.be.closeTo(13_211.92, 0.02);
    expect(inRupees(account.available)).to.be.closeTo(inRupees(account.cash), 0.01);
  });

  it('is less with the hedge than without, and the hedge first never needs more', () => {
    const naked = accountOf();
    const hedged = accountOf();
    trade(hedged, HIGHER, 65);

    const without = inRupees(naked.marginOf(wanted(CALL, -65)));
    const within = inRupees(hedged.marginOf(wanted(CALL, -65)));

    expect(without).to.be.closeTo(179_864.1, 0.05); // 193,076.02 less the premium
    expect(within).to.be.lessThan(70_000);
  });

  it('counts open orders as filled where that needs more, and lets go of them as they end', () => {
    const account = accountOf();
    const [sale, hedge] = [wanted(CALL, -65), wanted(HIGHER, 65)];
    account.noteApproved(sale, epochMs(NOW));
    const alone = account.blocked;
    account.noteApproved(hedge, epochMs(NOW));

    expect(inRupees(alone)).to.be.closeTo(179_864.1, 0.05);
    expect(account.blocked).to.equal(alone); // the sale may be filled and the hedge not
    account.noteUpdate(withState(sale, 'Cancelled'), undefined);
    expect(account.blocked).to.be.lessThan(alone);
    account.noteUpdate(withState(hedge, 'Cancelled'), undefined);
    expect(account.blocked).to.equal(0);
  });

  it('asks for other terms what they bind, not for both', () => {
    const account = accountOf();
    account.noteApproved(wanted(FUTURE, 65, { id: 'one' as OrderId }), epochMs(NOW));

    const more = account.marginOf(wanted(FUTURE, 130, { id: 'one' as OrderId }));

    expect(inRupees(more)).to.be.closeTo(190_970, 0.01);
  });

  it('takes an option whose underlying has no price to be at the money', () => {
    const account = accountOf('span', [HIGHER]);

    expect(inRupees(account.marginOf(wanted(HIGHER, -65)))).to.be.greaterThan(
      inRupees(accountOf().marginOf(wanted(HIGHER, -65))),
    );
  });

  it('knows the underlying by its future where the index is not there', () => {
    const [whole, futures] = [accountOf(), accountOf('span', [FUTURE, CALL])];

    expect(futures.marginOf(wanted(CALL, -65))).to.equal(whole.marginOf(wanted(CALL, -65)));
  });

  it('goes by the payoff where that is asked for', () => {
    const account = accountOf('payoff');

    expect(inRupees(account.marginOf(wanted(CALL, -65)))).to.be.closeTo(157_170 + 33_800 - 13_211.92, 0.02);
  });
});

describe('the margin of shares', () => {
  it('is a fifth of what is squared off within the day, and all of what is kept', () => {
    const account = accountOf();
    trade(account, SHARE, 100, 'INTRADAY');
    expect(standing(account)).to.deep.equal([2_000, 0, CAPITAL - 2_000]);

    trade(account, SHARE, 50, 'DELIVERY');
    expect(standing(account)).to.deep.equal([7_000, 0, CAPITAL - 7_000]);

    trade(account, SHARE, -100, 'INTRADAY');
    trade(account, SHARE, -50, 'DELIVERY');
    expect(standing(account)).to.deep.equal([0, 0, CAPITAL]);
  });

  it('is blocked at an order’s limit', () => {
    const account = accountOf();
    const dear = wanted(SHARE, 100, { product: 'DELIVERY', limit: 110 as Price });

    expect(inRupees(account.marginOf(dear))).to.equal(11_000);
    expect(inRupees(account.marginOf(wanted(SHARE, -100, { product: 'INTRADAY' })))).to.equal(2_000);
    expect(account.lastOf(ACC)).to.equal(100);
  });

  for (const [name, quantity, terms, value] of [
    ['a purchase at its limit, below the last price too', 100, { limit: 90 }, 9_000],
    ['a sale at its limit above the last price', -100, { limit: 110 }, 11_000],
    ['a sale at the last price, which is above its limit', -100, { limit: 90 }, 10_000],
    ['a stop to buy at its trigger', 100, { type: 'STOP', trigger: 105 }, 10_500],
    ['a stop to buy at its limit', 100, { type: 'STOP_LIMIT', trigger: 105, limit: 107 }, 10_700],
    ['a stop to sell at the last price', -100, { type: 'STOP_LIMIT', trigger: 95, limit: 94 }, 10_000],
  ] as const)
    it(`is blocked for ${name}`, () => {
      const order = wanted(SHARE, quantity, { product: 'DELIVERY', ...(terms as Partial<Order>) });

      expect(inRupees(accountOf().marginOf(order))).to.equal(value);
    });
});
