import { expect } from 'chai';
import { AccountFold } from '../../src/domain/account-fold.js';
import { NO_CHARGE_ITEMS } from '../../src/domain/charge-items.js';
import type { Fill } from '../../src/domain/fill.js';
import type { Instrument } from '../../src/domain/instrument.js';
import { type Money, NO_MONEY, type Price, type Quantity, rupees } from '../../src/domain/money.js';
import { type Order, orderIdOf } from '../../src/domain/order.js';
import { epochMs } from '../../src/domain/time.js';
import { type Token, tokenOf } from '../../src/domain/token.js';

const FILLS = 100_000;
const TOKENS: readonly Token[] = [tokenOf('NSE', '22'), tokenOf('NFO', '35001'), tokenOf('CDS', '1')];

/** A fill in whole numbers: price and charges in ten-thousandths of a rupee. */
interface Row {
  readonly token: number;
  readonly signed: bigint;
  readonly price: bigint;
  readonly charges: bigint;
}

/** Park and Miller's generator: whole numbers below `below`, the same on every run. */
const generator = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
};

const rowsOf = (seed: number, gridSteps: bigint): readonly Row[] => {
  const draw = generator(seed);
  return Array.from({ length: FILLS }, () => ({
    token: draw(TOKENS.length),
    signed: BigInt((1 + draw(1_800)) * (draw(2) === 0 ? 1 : -1)),
    price: BigInt(1 + draw(200_000)) * gridSteps,
    charges: BigInt(draw(3_000_000)),
  }));
};

const instrumentOf = (token: Token): Instrument => ({
  token,
  name: token,
  exchange: 'NSE',
  symbol: token,
  tradingSymbol: token,
  kind: 'EQ',
  lotSize: 1,
  tickSize: 0.05,
  multiplier: 1,
  expiry: undefined,
  strike: undefined,
  optionType: undefined,
});

const booked = (capital: Money, rows: readonly Row[]): AccountFold => {
  const account = new AccountFold(
    new Map([['alpha', capital]]),
    new Map(TOKENS.map((token) => [token, instrumentOf(token)])),
  );
  rows.forEach((row, index) => {
    const token = TOKENS[row.token] ?? tokenOf('NSE', '0');
    const side = row.signed > 0n ? 'BUY' : 'SELL';
    const quantity = Math.abs(Number(row.signed)) as Quantity;
    const id = orderIdOf('alpha', token, index);
    const at = epochMs(index);
    const price = (Number(row.price) / 10_000) as Price;
    const common = { strategy: 'alpha', token, side, quantity } as const;
    const charges = Number(row.charges) as Money;
    const fill: Fill = {
      ...common,
      id: `${index}`,
      orderId: id,
      price,
      at,
      charges,
      items: NO_CHARGE_ITEMS,
      against: undefined,
    };
    const order: Order = {
      ...common,
      id,
      type: 'MARKET',
      limit: undefined,
      trigger: undefined,
      validity: 'DAY',
      product: 'INTRADAY',
      disclosed: undefined,
      state: 'Filled',
      isTriggered: true,
      filled: quantity,
      filledValue: NO_MONEY,
      asked: undefined,
      decidedAt: at,
    };
    account.noteUpdate(order, fill);
  });
  return account;
};

describe('money over 100,000 random fills', () => {
  const grids = [
    { name: 'paise', steps: 100n },
    { name: 'five paise', steps: 500n },
    { name: 'quarters of a paisa', steps: 25n },
  ];

  for (const { name, steps } of grids) {
    it(`is exact for prices in ${name}: cash flows sum to the cash balance`, () => {
      const rows = rowsOf(20_251_229, steps);
      const capital = 1_000_000_000_000n; // 10 crore rupees
      const account = booked(rupees(100_000_000), rows);

      const cash = rows.reduce((sum, row) => sum - row.signed * row.price - row.charges, capital);
      const charges = rows.reduce((sum, row) => sum + row.charges, 0n);

      expect(BigInt(account.cash)).to.equal(cash);
      expect(BigInt(account.charges)).to.equal(charges);
      TOKENS.forEach((token, index) => {
        const held = rows.reduce((sum, row) => (row.token === index ? sum + row.signed : sum), 0n);
        expect(BigInt(account.positionOf(token).quantity), token).to.equal(held);
      });
      // What was realised, less what the open positions cost, is what trading brought in.
      const cost = TOKENS.reduce((sum, token) => sum + BigInt(account.positionOf(token).cost), 0n);
      expect(BigInt(account.realised) - cost).to.equal(cash - capital + charges);
    });
  }
});
