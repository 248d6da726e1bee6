import { expect } from 'chai';
import fc from 'fast-check';
import type { Entry } from '../../src/domain/entry.js';
import { rupees } from '../../src/domain/money.js';
import type { NamingRule, RiskRule } from '../../src/domain/risk-rule.js';
import { allowedInstruments } from '../../src/risk/allowed-instruments.js';
import { forStrategy } from '../../src/risk/for-strategy.js';
import { forToken } from '../../src/risk/for-token.js';
import { maxGrossExposure } from '../../src/risk/max-gross-exposure.js';
import { maxNetExposure } from '../../src/risk/max-net-exposure.js';
import { maxOpenOrders } from '../../src/risk/max-open-orders.js';
import { maxOrderQuantity } from '../../src/risk/max-order-quantity.js';
import { maxOrderValue } from '../../src/risk/max-order-value.js';
import { maxOrdersPerDay } from '../../src/risk/max-orders-per-day.js';
import { maxOrdersPerSecond } from '../../src/risk/max-orders-per-second.js';
import { maxPosition } from '../../src/risk/max-position.js';
import { noDuplicateOrders } from '../../src/risk/no-duplicate-orders.js';
import { noSelfCrossing } from '../../src/risk/no-self-crossing.js';
import { noShorting } from '../../src/risk/no-shorting.js';
import { resolveRule } from '../../src/risk/resolve-rule.js';
import { withinMargin } from '../../src/risk/within-margin.js';
import { ACC, INFY } from '../support/instrument.js';
import { act, actions, STRATEGIES, TOKENS } from './desk-actions.js';
import { Desk } from './desk.js';
import { TapeOracle } from './tape-oracle.js';

const NAMES = {
  strategies: [...STRATEGIES],
  tokenOf: (name: string) => (name === 'NSE:ACC-EQ' ? ACC : INFY),
};
const FLAT_PRICES = [100];
const PRICES = [95, 99, 100, 101, 105];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
/** The worst of all ways in which the open orders can be executed. */
const worst = (
  tape: TapeOracle,
  of: (positions: readonly number[]) => number,
  strategies: readonly string[] = STRATEGIES,
  tokens: readonly (typeof ACC)[] = TOKENS,
): number => Math.max(...tape.outcomes(strategies, tokens).map(of));
const farthest = (positions: readonly number[]): number => Math.max(...positions.map(Math.abs));
const gross = (positions: readonly number[]): number => 100 * sum(positions.map(Math.abs));
const net = (positions: readonly number[]): number => 100 * Math.abs(sum(positions));

interface Limit {
  readonly rule: RiskRule | NamingRule;
  readonly prices?: readonly number[];
  /** Stops are looked at by the rule as they sleep, so it has no law of what they do once they wake. */
  readonly withoutStops?: true;
  readonly capital?: number;
  /** What is wrong after `entry`, undefined when nothing is. `before` is how the tape was before it. */
  readonly holds: (tape: TapeOracle, entry: Entry, entries: readonly Entry[]) => boolean;
}

const isOrder = (entry: Entry): entry is Extract<Entry, { readonly kind: 'Approved' }> =>
  entry.kind === 'Approved' && entry.action !== 'Cancel';
const LIMITS: Readonly<Record<string, Limit>> = {
  'an order’s quantity': {
    rule: maxOrderQuantity(7),
    holds: (tape) =>
      [...tape.orders.values()].every(({ terms }) => terms.every(({ quantity }) => quantity <= 7)),
  },
  'an order’s value': {
    rule: maxOrderValue(rupees(700)),
    prices: PRICES,
    holds: (tape) =>
      [...tape.orders.values()].every(({ terms }) =>
        terms.every(({ quantity, limit = 100 }) => quantity * limit <= 700),
      ),
  },
  'the position of each token': { rule: maxPosition(20), holds: (tape) => worst(tape, farthest) <= 20 },
  'the position of one strategy': {
    rule: forStrategy('alpha', maxPosition(15)),
    holds: (tape) => worst(tape, farthest, ['alpha']) <= 15,
  },
  'the position of one token': {
    rule: forToken('NSE:INFY-EQ', maxPosition(15)),
    holds: (tape) => worst(tape, farthest, STRATEGIES, [INFY]) <= 15,
  },
  'the position of one strategy on one token': {
    rule: forStrategy('beta', forToken('NSE:ACC-EQ', maxPosition(9))),
    holds: (tape) => worst(tape, farthest, ['beta'], [ACC]) <= 9,
  },
  'gross exposure': { rule: maxGrossExposure(rupees(3_000)), holds: (tape) => worst(tape, gross) <= 3_000 },
  'gross exposure of one strategy': {
    rule: forStrategy('beta', maxGrossExposure(rupees(1_500))),
    holds: (tape) => worst(tape, gross, ['beta']) <= 1_500,
  },
  'net exposure': { rule: maxNetExposure(rupees(2_000)), holds: (tape) => worst(tape, net) <= 2_000 },
  'net exposure of one token': {
    rule: forToken('NSE:ACC-EQ', maxNetExposure(rupees(1_000))),
    holds: (tape) => worst(tape, net, STRATEGIES, [ACC]) <= 1_000,
  },
  'short positions': {
    rule: forStrategy('alpha', noShorting()),
    holds: (tape) => Math.min(...tape.outcomes(['alpha'], TOKENS).flat()) >= 0,
  },
  'open orders': { rule: maxOpenOrders(3), holds: (tape) => tape.orders.size <= 3 },
  'open orders of one strategy': {
    rule: forStrategy('alpha', maxOpenOrders(2)),
    holds: (tape) => tape.openOf(['alpha'], TOKENS).length <= 2,
  },
  'orders of a second': {
    rule: maxOrdersPerSecond(3),
    holds: (_tape, entry, entries) =>
      !isOrder(entry) ||
      entries.filter((one) => one.kind === 'Approved' && one.at > entry.at - 1_000).length <= 3,
  },
  'orders of a second of one token': {
    rule: forToken('NSE:ACC-EQ', maxOrdersPerSecond(2)),
    holds: (_tape, entry, entries) =>
      !isOrder(entry) ||
      entry.token !== ACC ||
      entries.filter((one) => one.kind === 'Approved' && one.token === ACC && one.at > entry.at - 1_000)
        .length <= 2,
  },
  margin: {
    rule: withinMargin(),
    capital: 3_000,
    holds: (tape) => worst(tape, gross) <= 3_000,
  },
  instruments: {
    rule: allowedInstruments(['NSE:ACC-EQ']),
    holds: (tape) => tape.openOf(STRATEGIES, [INFY]).length === 0,
  },
  'trades with oneself': {
    rule: noSelfCrossing(),
    withoutStops: true,
    prices: PRICES,
    holds: (tape) => {
      const orders = [...tape.orders.values()];
      const buys = orders.filter(({ side }) => side === 'BUY');
      const sales = orders.filter(({ side }) => side === 'SELL');
      return !buys.some((buy) =>
        sales.some(
          (sale) =>
            sale.token === buy.token &&
            buy.terms.some(({ limit: paid = Infinity }) =>
              sale.terms.some(({ limit: asked = -Infinity }) => paid >= asked),
            ),
        ),
      );
    },
  },
};

/** Plays `plan` at a desk with `rule`; calls `look` at every entry, once the tape has it. */
const play = (
  { rule, capital }: Pick<Limit, 'rule' | 'capital'>,
  plan: readonly Parameters<typeof act>[1][],
  look: (tape: TapeOracle, entry: Entry, entries: readonly Entry[]) => void,
): Desk => {
  const desk = new Desk([resolveRule(rule, NAMES)], capital);
  const tape = new TapeOracle();
  for (const token of TOKENS) desk.tick(token, 100);
  let seen = 0;
  for (const action of plan) {
    act(desk, action);
    for (; seen < desk.entries.length; seen += 1) {
      const entry = desk.entries[seen];
      if (entry === undefined) continue;
      tape.take(entry);
      look(tape, entry, desk.entries.slice(0, seen + 1));
    }
  }
  return desk;
};

describe('no sequence of intents, executions and answers', () => {
  for (const [name, limit] of Object.entries(LIMITS))
    it(`gets past the limit on ${name}`, () => {
      const { prices = FLAT_PRICES, rule, withoutStops } = limit;
      let refused = 0;
      let approved = 0;
      fc.assert(
        fc.property(actions(prices, { stops: withoutStops !== true }), (plan) => {
          const desk = play(limit, plan, (tape, entry, entries) => {
            if (entry.kind === 'Approved') approved += 1;
            expect(limit.holds(tape, entry, entries), `after entry ${entry.seq}`).to.equal(true);
          });
          refused += desk.entries.filter(
            (entry) => entry.kind === 'Refused' && rule.name.includes(entry.refusal.rule),
          ).length;
        }),
        { numRuns: 150 },
      );
      expect(refused, 'the limit was met').to.be.above(10);
      expect(approved).to.be.above(100);
    });

  it('gets past the limit on orders of a day, but for those that only reduce', () => {
    fc.assert(
      fc.property(actions(FLAT_PRICES), (plan) => {
        const buys = plan.map((action) =>
          action.kind === 'submit' ? { ...action, side: 'BUY' as const } : action,
        );
        const desk = play({ rule: maxOrdersPerDay(4) }, buys, () => undefined);

        expect(
          desk.entries.filter((one) => one.kind === 'Approved' && one.action === 'Submit').length,
        ).to.be.at.most(4);
      }),
    );
  });

  it('repeats an order that is open or was just sent', () => {
    fc.assert(
      fc.property(actions([100, 101]), (plan) => {
        const made: { readonly at: number; readonly same: string }[] = [];
        play({ rule: noDuplicateOrders(1_000) }, plan, (tape, entry) => {
          if (entry.kind !== 'Approved' || entry.action !== 'Submit') return;
          const { id, strategy, token, side, quantity, limit } = entry.order;
          const same = [strategy, token, side, quantity, limit].join();
          const open = [...tape.orders.values()].filter(
            (one) =>
              one.id !== id &&
              one.terms.length === 1 &&
              [one.strategy, one.token, one.side, one.terms[0]?.quantity, one.terms[0]?.limit].join() ===
                same,
          );
          expect(open).to.deep.equal([]);
          expect(made.filter((one) => one.same === same && one.at > entry.at - 1_000)).to.deep.equal([]);
          made.push({ at: entry.at, same });
        });
      }),
    );
  });

  it('has an order changed by a rule', () => {
    const rules = Object.values(LIMITS).map(({ rule }) => resolveRule(rule, NAMES));
    fc.assert(
      fc.property(actions(PRICES, { stops: true }), (plan) => {
        const desk = new Desk(rules);
        for (const token of TOKENS) desk.tick(token, 100);
        for (const action of plan) act(desk, action);

        for (const entry of desk.entries) {
          if (entry.kind !== 'Approved' && entry.kind !== 'Refused') continue;
          const decision = desk.entries.find(({ seq }) => seq === entry.cause);
          expect(decision).to.have.property('order', entry.order);
          if (
            entry.kind === 'Refused' &&
            entry.refusal.rule !== 'openOrder' &&
            entry.refusal.rule !== 'allowedInstruments'
          )
            expect([entry.refusal.limit, entry.refusal.actual].some((number) => number !== null)).to.equal(
              true,
            );
        }
      }),
    );
  });
});
