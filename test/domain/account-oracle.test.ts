import { expect } from 'chai';
import fc from 'fast-check';
import { AccountFold } from '../../src/domain/account-fold.js';
import type { Ledger } from '../../src/domain/ledger.js';
import { rupees } from '../../src/domain/money.js';
import { isFinal, type Order, type OrderId, withState } from '../../src/domain/order.js';
import { unrealisedOf } from '../../src/domain/position.js';
import { epochMs } from '../../src/domain/time.js';
import { tokenOf } from '../../src/domain/token.js';
import { fill } from '../support/fill.js';
import { ACC, INFY, instrument } from '../support/instrument.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';
import { distance, type PlainFill, plainFigures } from './oracle/plain-ledger.js';

const USDINR = tokenOf('CDS', '1');
const TOKENS = [ACC, INFY, USDINR] as const;
const STRATEGIES = ['alpha', 'beta', 'gamma'] as const;
const CAPITAL = rupees(100_000);
const multiplierOf = (token: string): number => (token === USDINR ? 1_000 : 1);
const accountOf = (): AccountFold =>
  new AccountFold(
    new Map(STRATEGIES.map((name) => [name, CAPITAL])),
    new Map(TOKENS.map((token) => [token, instrument({ token, multiplier: multiplierOf(token) })])),
  );

/** What can happen; an order is told by its place among those of the sequence. */
type Happening =
  | {
      readonly kind: 'order';
      readonly strategy: string;
      readonly token: (typeof TOKENS)[number];
      readonly side: 'BUY' | 'SELL';
      readonly quantity: number;
    }
  | {
      readonly kind: 'fill';
      readonly which: number;
      readonly part: number;
      readonly ticks: number;
      readonly charges: number;
    }
  | { readonly kind: 'end'; readonly which: number; readonly state: 'Cancelled' | 'Rejected' | 'Expired' }
  | { readonly kind: 'tick'; readonly token: (typeof TOKENS)[number]; readonly ticks: number };

const ticks = fc.integer({ min: 1, max: 80_000 });
const ordered: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constant('order'),
  strategy: fc.constantFrom(...STRATEGIES),
  token: fc.constantFrom(...TOKENS),
  side: fc.constantFrom('BUY', 'SELL'),
  quantity: fc.integer({ min: 1, max: 300 }),
});
const filled: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constant('fill'),
  which: fc.nat(30),
  part: fc.integer({ min: 1, max: 4 }),
  ticks,
  charges: fc.nat(1_000_000),
});
const ended: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constant('end'),
  which: fc.nat(30),
  state: fc.constantFrom('Cancelled', 'Rejected', 'Expired'),
});
const marked: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constant('tick'),
  token: fc.constantFrom(...TOKENS),
  ticks,
});
const happenings = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: ordered },
    { weight: 8, arbitrary: filled },
    { weight: 1, arbitrary: ended },
    { weight: 3, arbitrary: marked },
  ),
  { maxLength: 40 },
);

/** What both sides know after a sequence. */
interface Told {
  readonly account: AccountFold;
  readonly fills: readonly PlainFill[];
  readonly last: ReadonlyMap<string, bigint>;
  readonly open: readonly Order[];
}

/** A tick is 0.0025 rupees. `mirrored` buys what would be sold. */
const told = (sequence: readonly Happening[], mirrored = false): Told => {
  const account = accountOf();
  const orders: Order[] = [];
  const fills: PlainFill[] = [];
  const last = new Map<string, bigint>();
  let at = 0;
  for (const one of sequence) {
    at += 1;
    if (one.kind === 'tick') {
      account.mark(tick({ token: one.token, at, last: (one.ticks * 25) / 10_000 }));
      last.set(one.token, BigInt(one.ticks * 25));
    } else if (one.kind === 'order') {
      const side = mirrored ? (one.side === 'BUY' ? 'SELL' : 'BUY') : one.side;
      const { strategy, token, quantity } = one;
      const next = order({ id: `${orders.length}` as OrderId, strategy, token, side, quantity });
      orders.push(next);
      account.noteApproved(next, epochMs(at));
    } else {
      const place = one.which % Math.max(orders.length, 1);
      const of = orders[place];
      if (of === undefined || isFinal(of.state)) continue;
      if (one.kind === 'end') {
        orders[place] = withState(of, one.state);
        account.noteUpdate(withState(of, one.state), undefined);
        continue;
      }
      const { strategy, token, side } = of;
      const left = of.quantity - of.filled;
      const quantity = Math.max(1, Math.floor(left / one.part));
      const after = withState(of, quantity === left ? 'Filled' : 'PartiallyFilled', of.filled + quantity);
      const price = (one.ticks * 25) / 10_000;
      orders[place] = after;
      account.noteUpdate(
        after,
        fill({ orderId: of.id, strategy, token, side, quantity, price, charges: one.charges, at }),
      );
      if (!last.has(token)) last.set(token, BigInt(one.ticks * 25));
      fills.push({
        strategy,
        token,
        units: BigInt(side === 'BUY' ? quantity : -quantity),
        price: BigInt(one.ticks * 25),
        charges: BigInt(one.charges),
        multiplier: BigInt(multiplierOf(token)),
      });
    }
  }
  return { account, fills, last, open: orders.filter(({ state }) => !isFinal(state)) };
};

const PAISA = 100;

/** The paper and the ledger agree: to the ten-thousandth of a rupee where nothing is divided, to the paisa elsewhere. */
const expectSame = (ledger: Ledger, fills: readonly PlainFill[], last: Told['last'], who: string): void => {
  const paper = plainFigures(fills, last);
  const unrealised = TOKENS.reduce((sum, token) => {
    const mark = Number(last.get(token) ?? 0n) / 10_000;
    return sum + unrealisedOf(ledger.positionOf(token), mark as never, multiplierOf(token));
  }, 0);

  expect(BigInt(ledger.cash) - BigInt(ledger.capital), `${who}: cash`).to.equal(paper.cash);
  expect(BigInt(ledger.charges), `${who}: charges`).to.equal(paper.charges);
  expect(BigInt(ledger.equity) - BigInt(ledger.cash), `${who}: worth`).to.equal(paper.worth);
  expect(distance(ledger.realised, paper.realised), `${who}: realised`).to.be.lessThan(PAISA);
  expect(distance(unrealised, paper.unrealised), `${who}: unrealised`).to.be.lessThan(PAISA);
  expect(ledger.realised + unrealised - ledger.charges, `${who}: all`).to.equal(
    ledger.equity - ledger.capital,
  );
  for (const token of TOKENS) {
    const units = fills.filter((one) => one.token === token).reduce((sum, one) => sum + one.units, 0n);
    expect(BigInt(ledger.positionOf(token).quantity), `${who}: ${token}`).to.equal(units);
  }
};

const SUMS = ['capital', 'cash', 'realised', 'charges', 'equity', 'openOrderCount', 'ordersToday'] as const;

describe('the account, against a ledger on paper', () => {
  for (const part of [1, 2, 3, 4, 5])
    it(`agrees over 2,000 sequences of orders, fills and prices (${part} of 5)`, () => {
      fc.assert(
        fc.property(happenings, (sequence) => {
          const { account, fills, last, open } = told(sequence);

          expectSame(account, fills, last, 'account');
          for (const name of STRATEGIES)
            expectSame(
              account.ledgerOf(name),
              fills.filter(({ strategy }) => strategy === name),
              last,
              name,
            );
          expect(account.openOrderCount).to.equal(open.length);
          for (const sum of SUMS)
            expect(account[sum], sum).to.equal(
              STRATEGIES.reduce((total, name) => total + account.ledgerOf(name)[sum], 0),
            );
          expect(
            TOKENS.flatMap((token) => account.openOrdersOf(token).map(({ id }) => id)).sort(),
          ).to.deep.equal(open.map(({ id }) => id).sort());
        }),
        { numRuns: 2_000 },
      );
    });

  it('gains by every price what its mirror loses', () => {
    fc.assert(
      fc.property(happenings, (sequence) => {
        const [one, other] = [told(sequence).account, told(sequence, true).account];

        expect(other.equity + other.charges - other.capital + 0).to.equal(
          -(one.equity + one.charges - one.capital) + 0,
        );
        expect(other.charges).to.equal(one.charges);
        expect(Math.abs(other.realised + one.realised)).to.be.lessThan(PAISA);
        for (const token of TOKENS)
          expect(other.positionOf(token).quantity + 0).to.equal(-one.positionOf(token).quantity + 0);
      }),
      { numRuns: 500 },
    );
  });

  it('has realised exactly what was sold for less what was bought for, once all is flat', () => {
    fc.assert(
      fc.property(happenings, ticks, (sequence, price) => {
        const { account, fills } = told(sequence);
        for (const name of STRATEGIES)
          for (const token of TOKENS) {
            const { quantity } = account.ledgerOf(name).positionOf(token);
            if (quantity === 0) continue;
            const side = quantity > 0 ? 'SELL' : 'BUY';
            const facts = { strategy: name, token, side, quantity: Math.abs(quantity) } as const;
            account.noteUpdate(
              order({ ...facts, state: 'Filled' }),
              fill({ ...facts, price: (price * 25) / 10_000 }),
            );
          }

        const charges = fills.reduce((sum, one) => sum + one.charges, 0n);
        expect(BigInt(account.realised) - charges).to.equal(BigInt(account.cash) - BigInt(account.capital));
        expect(account.equity).to.equal(account.cash);
        expect([account.grossExposure, account.used]).to.deep.equal([0, 0]);
      }),
      { numRuns: 500 },
    );
  });
});
