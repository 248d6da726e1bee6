import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { map, type Observable } from 'rxjs';
import type { ApprovedEntry, Decision, Entry, RefusedEntry } from '../../src/domain/entry.js';
import { cancel, type Intent, market } from '../../src/domain/intent.js';
import { inRupees, rupees } from '../../src/domain/money.js';
import { type OrderId, orderIdOf } from '../../src/domain/order.js';
import type { RiskRule } from '../../src/domain/risk-rule.js';
import type { Token } from '../../src/domain/token.js';
import { govern } from '../../src/operator/govern.js';
import { lift } from '../../src/operator/stage.js';
import { maxPosition } from '../../src/risk/max-position.js';
import { ACC, INFY, instrument } from '../support/instrument.js';
import { order } from '../support/order.js';
import { counted } from './counted.js';
import { clockTicked, command, feedEvent, ticked, updated } from './events.js';
import { marbles } from './marbles.js';
import { at } from './messages.js';
import { told } from './told.js';

const instruments = new Map(
  [ACC, INFY].map((token) => [token, instrument({ token, lotSize: token === ACC ? 5 : 1 })]),
);

/** Verdicts are numbered from 101 on, what is judged by the test. */
const governed = (...rules: readonly RiskRule[]) =>
  govern(rules, new Map([['alpha', rupees(10_000)]]), instruments, counted(101));

/** The belt told `entries`; what comes out of it. */
const after = (rules: readonly RiskRule[], ...entries: readonly Entry[]): readonly Entry[] => {
  const out: Entry[] = [];
  const take = governed(...rules)((entry) => out.push(entry));
  for (const entry of entries) take(entry);
  return out;
};

/** The verdicts alone. */
const verdictsOn = (rules: readonly RiskRule[], ...entries: readonly Entry[]): readonly string[] =>
  after(rules, ...entries)
    .filter(({ kind }) => kind === 'Approved' || kind === 'Refused')
    .map(told);

const wants = (seq: number, number: number, quantity: number, token: Token = ACC): Decision => {
  const of = order({ id: orderIdOf('alpha', token, number), strategy: 'alpha', token, quantity });
  return decided(seq, market('BUY', quantity), of.id, of, token);
};

const wantsToCancel = (seq: number, number: number, open: Decision['order']): Decision => {
  const id = orderIdOf('alpha', ACC, number);
  return decided(seq, cancel(id), id, open, ACC);
};

const decided = (
  seq: number,
  intent: Intent,
  orderId: OrderId,
  of: Decision['order'],
  token: Token,
): Decision => ({
  kind: 'Decision',
  seq,
  at: at(seq),
  cause: 1,
  token,
  strategy: 'alpha',
  intent,
  orderId,
  order: of,
  event: ticked(1, token),
  state: undefined,
});

/** A rule that keeps what it was asked, and refuses orders of `quantity` units. */
const recording = (name: string, quantity: number) => {
  const asked: string[] = [];
  const rule: RiskRule = {
    name,
    review: (_account, one, now) => {
      asked.push(`${one.id} at ${now - at(0)}`);
      return one.quantity === quantity
        ? E.left({ rule: name, limit: 1, actual: one.quantity, unit: 'units', message: `not ${quantity}` })
        : E.right(one);
    },
  };
  return { asked, rule };
};

describe('govern', () => {
  const entries = { t: ticked(1, ACC, 100), d: wants(2, 1, 10), e: wants(3, 2, 10) };
  const values = {
    t: '1 Tick NSE|22 100',
    d: '2<1 Decision Submit alpha:NSE|22:1',
    a: '101<2 Approved Submit alpha:NSE|22:1',
    e: '3<1 Decision Submit alpha:NSE|22:2',
    r: '102<3 Refused alpha:NSE|22:2: maxPosition',
  };
  const cases: readonly (readonly [name: string, source: string, expected: string])[] = [
    ['nothing for never', '----', '----'],
    ['nothing for empty', '--|', '--|'],
    ['what is no decision as it is', '-t-|', '-t-|'],
    ['a decision, and behind it the verdict', '-d---|', '-(da)|'],
    ['each decision so', '-t-d---e---|', '-t-(da)(er)|'],
    ['an error', '-d---#', '-(da)#'],
  ];
  for (const [name, source, expected] of cases) {
    it(`passes on ${name}`, () => {
      marbles(({ hot, expectObservable }) => {
        const verdict$ = hot<Entry>(source, entries).pipe(lift(governed(maxPosition(10))), map(told));

        expectObservable(verdict$).toBe(expected, values);
      });
    });
  }

  it('leaves its source when it is left, and has an account of its own for each subscription', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const decision$ = hot<Entry>('-d---e---|', entries);
      const verdict$: Observable<string> = decision$.pipe(
        lift(governed(maxPosition(10))),
        map((entry) => entry.kind),
      );
      const kinds = { d: 'Decision', a: 'Approved', r: 'Refused' };

      expectObservable(verdict$, '^-----!').toBe('-(da)(dr)', kinds);
      expectObservable(verdict$, '---^------').toBe('-----(da)|', kinds);
      expectSubscriptions(decision$.subscriptions).toBe(['^-----!', '---^-----!']);
    });
  });

  it('approves the very order, with the action and the decision as its cause', () => {
    const decision = wants(7, 1, 10);

    const [, verdict] = after([], decision);

    expect(verdict).to.deep.equal({
      kind: 'Approved',
      seq: 101,
      at: at(0),
      cause: 7,
      token: ACC,
      strategy: 'alpha',
      action: 'Submit',
      order: decision.order,
    });
  });

  it('refuses with the rule and its numbers, the intent and the order', () => {
    const decision = wants(7, 1, 20);

    const [, verdict] = after([maxPosition(10)], decision);

    expect(verdict).to.deep.equal({
      kind: 'Refused',
      seq: 101,
      at: at(0),
      cause: 7,
      token: ACC,
      strategy: 'alpha',
      intent: decision.intent,
      orderId: decision.orderId,
      order: decision.order,
      refusal: { rule: 'maxPosition', limit: 10, actual: 20, unit: 'units', message: 'position 20 above 10' },
    });
  });

  it('asks the rules in order, and none after the first that refuses', () => {
    const [first, second, third] = [recording('first', 0), recording('second', 10), recording('third', 10)];

    const [, verdict] = after([first.rule, second.rule, third.rule], wants(7, 1, 10));

    expect((verdict as RefusedEntry).refusal.rule).to.equal('second');
    expect([first.asked, second.asked, third.asked]).to.deep.equal([
      ['alpha:NSE|22:1 at 0'],
      ['alpha:NSE|22:1 at 0'],
      [],
    ]);
  });

  it('refuses what no exchange takes before it asks any rule', () => {
    const rule = recording('mine', 0);

    const verdicts = verdictsOn(
      [rule.rule],
      wants(2, 1, 7),
      wants(3, 2, -5),
      wants(4, 3, NaN),
      wants(5, 4, 0.5),
    );

    expect(verdicts).to.deep.equal([
      '101<2 Refused alpha:NSE|22:1: wellFormed', // 7 is no whole number of lots of 5
      '102<3 Refused alpha:NSE|22:2: wellFormed',
      '103<4 Refused alpha:NSE|22:3: wellFormed',
      '104<5 Refused alpha:NSE|22:4: wellFormed',
    ]);
    expect(rule.asked).to.deep.equal([]);
  });

  it('counts an approved order as open for the next decision, until it has ended', () => {
    const verdicts = verdictsOn(
      [maxPosition(10)],
      wants(2, 1, 10),
      wants(3, 2, 5),
      updated(4, { id: orderIdOf('alpha', ACC, 1), strategy: 'alpha', quantity: 10, state: 'Cancelled' }),
      wants(5, 3, 5),
    );

    expect(verdicts).to.deep.equal([
      '101<2 Approved Submit alpha:NSE|22:1',
      '102<3 Refused alpha:NSE|22:2: maxPosition',
      '103<5 Approved Submit alpha:NSE|22:3',
    ]);
  });

  it('does not count a refused order as open', () => {
    const verdicts = verdictsOn([maxPosition(10)], wants(2, 1, 20), wants(3, 2, 10));

    expect(verdicts[1]).to.equal('102<3 Approved Submit alpha:NSE|22:2');
  });

  it('shows the rules an account that has booked fills and marked positions so far', () => {
    const accounts: string[] = [];
    const looking: RiskRule = {
      name: 'looking',
      review: (account, one) => {
        const { cash, equity, realised, charges } = account;
        const money = [cash, equity, realised, charges].map(inRupees).join(' ');
        accounts.push(`${account.positionOf(ACC).quantity} at ${account.lastOf(ACC) ?? '-'}: ${money}`);
        return E.right(one);
      },
    };

    after(
      [looking],
      wants(1, 1, 10),
      ticked(2, ACC, 100),
      updated(3, { quantity: 10, state: 'Filled' }, { quantity: 10, price: 100, charges: rupees(20) }),
      wants(4, 2, 10),
      ticked(5, ACC, 103),
      wants(6, 3, 10),
    );

    expect(accounts).to.deep.equal([
      '0 at -: 10000 10000 0 0',
      '10 at 100: 8980 9980 0 20', // 10 000 - 10 * 100 - 20; with the shares 8 980 + 1 000
      '10 at 103: 8980 10010 0 20', // 8 980 + 10 * 103
    ]);
  });

  describe('halted', () => {
    it('refuses every new order, of all tokens, until it is resumed', () => {
      const verdicts = verdictsOn(
        [],
        command(1, 'halt'),
        wants(2, 1, 10),
        wants(3, 1, 10, INFY),
        command(4, 'resume'),
        wants(5, 2, 10),
      );

      expect(verdicts).to.deep.equal([
        '101<2 Refused alpha:NSE|22:1: halted',
        '102<3 Refused alpha:NSE|1594:1: halted',
        '103<5 Approved Submit alpha:NSE|22:2',
      ]);
    });

    it('refuses new orders of one token only, where it was for one', () => {
      const verdicts = verdictsOn(
        [],
        command(1, 'halt', ACC),
        wants(2, 1, 10),
        wants(3, 1, 10, INFY),
        command(4, 'resume', INFY),
        wants(5, 2, 10),
        command(6, 'resume', ACC),
        wants(7, 3, 10),
      );

      expect(verdicts).to.deep.equal([
        '101<2 Refused alpha:NSE|22:1: halted',
        '102<3 Approved Submit alpha:NSE|1594:1',
        '103<5 Refused alpha:NSE|22:2: halted',
        '104<7 Approved Submit alpha:NSE|22:3',
      ]);
    });

    it('stays halted for all when one token is resumed', () => {
      expect(verdictsOn([], command(1, 'halt'), command(2, 'resume', ACC), wants(3, 1, 10))).to.deep.equal([
        '101<3 Refused alpha:NSE|22:1: halted',
      ]);
    });

    it('lifts the halt of every token when all are resumed', () => {
      expect(verdictsOn([], command(1, 'halt', ACC), command(2, 'resume'), wants(3, 1, 10))).to.deep.equal([
        '101<3 Approved Submit alpha:NSE|22:1',
      ]);
    });

    it('tells by whom and why', () => {
      const verdict = after([], command(1, 'halt'), wants(2, 1, 10)).at(-1);

      expect(verdict).to.have.nested.property('refusal.message', 'halt by a test: by hand');
    });

    it('refuses new orders of one strategy only, where it was for one', () => {
      const beta = (seq: number, number: number): Decision => ({
        ...wants(seq, number, 10),
        strategy: 'beta',
        order: order({ id: orderIdOf('beta', ACC, number), strategy: 'beta', quantity: 10 }),
      });

      const verdicts = verdictsOn([], command(1, 'halt', undefined, 'beta'), wants(2, 1, 10), beta(3, 1));

      expect(verdicts.map((one) => one.split(' ')[1])).to.deep.equal(['Approved', 'Refused']);
    });

    it('to exits lets pass what brings the strategy’s own position nearer to zero, and no more', () => {
      const sale = (seq: number, number: number, quantity: number): Decision => {
        const wanted = wants(seq, number, quantity);
        return { ...wanted, order: order({ ...wanted.order, side: 'SELL' }) };
      };

      const verdicts = verdictsOn(
        [],
        wants(1, 1, 10),
        updated(
          2,
          { id: orderIdOf('alpha', ACC, 1), strategy: 'alpha', quantity: 10, state: 'Filled' },
          { quantity: 10, price: 100 },
        ),
        command(3, 'exit-only'),
        wants(4, 2, 5),
        sale(5, 3, 15),
        sale(6, 4, 10),
        sale(7, 5, 5),
      );

      expect(verdicts).to.deep.equal([
        '101<1 Approved Submit alpha:NSE|22:1',
        '102<4 Refused alpha:NSE|22:2: halted',
        '103<5 Refused alpha:NSE|22:3: halted',
        '104<6 Approved Submit alpha:NSE|22:4',
        '105<7 Refused alpha:NSE|22:5: halted', // 4 closes all of it already
      ]);
    });

    it('still lets an open order be cancelled', () => {
      const first = wants(1, 1, 10);

      expect(verdictsOn([], first, command(2, 'halt'), wantsToCancel(3, 1, first.order))).to.deep.equal([
        '101<1 Approved Submit alpha:NSE|22:1',
        '102<3 Approved Cancel alpha:NSE|22:1',
      ]);
    });
  });

  it('refuses to cancel what is no open order', () => {
    const [, verdict] = after([], wantsToCancel(3, 9, undefined));

    expect(verdict).to.deep.include({ kind: 'Refused', order: undefined, orderId: 'alpha:NSE|22:9' });
    expect(verdict).to.have.nested.property('refusal.rule', 'openOrder');
  });

  it('asks no rule about a cancellation', () => {
    const rule = recording('mine', 10);

    const verdicts = after([rule.rule], wantsToCancel(3, 1, order({ quantity: 10 })));

    expect((verdicts[1] as ApprovedEntry).action).to.equal('Cancel');
    expect(rule.asked).to.deep.equal([]);
  });

  it('ends in an error when a rule throws', () => {
    marbles(({ hot, expectObservable }) => {
      const error = new Error('a rule broke');
      const broken: RiskRule = {
        name: 'broken',
        review: () => {
          throw error;
        },
      };
      const verdict$ = hot<Entry>('-d---|', entries).pipe(lift(governed(broken)), map(told));

      expectObservable(verdict$).toBe('-(d#)', values, error);
    });
  });

  it('needs neither order nor tick to pass a second of the clock on', () => {
    expect(after([], clockTicked(1)).map(told)).to.deep.equal(['1 ClockTicked']);
  });

  describe('of a command to flatten', () => {
    const closing = (seq: number, number: number, quantity: number): Decision => ({
      ...wants(seq, number, quantity),
      obeys: 'flatten',
    });

    it('lets the closing orders pass the halt and the pipeline’s rules, and no others', () => {
      const { asked, rule } = recording('never', 10);

      const verdicts = verdictsOn([rule], command(1, 'flatten'), closing(2, 1, 10), wants(3, 2, 10));

      expect(verdicts).to.deep.equal([
        '101<2 Approved Submit alpha:NSE|22:1',
        '102<3 Refused alpha:NSE|22:2: halted',
      ]);
      expect(asked).to.deep.equal([]);
    });

    it('refuses a closing order that no exchange would take', () => {
      expect(verdictsOn([], command(1, 'flatten'), closing(2, 1, 3))).to.deep.equal([
        '101<2 Refused alpha:NSE|22:1: wellFormed',
      ]);
    });
  });

  describe('of a session that goes on', () => {
    for (const event of ['Resumed', 'Restarted'] as const)
      it(`lets only exits and cancellations pass from ${event} on, until a tick of the token has come`, () => {
        const of = { id: orderIdOf('alpha', ACC, 1), strategy: 'alpha', token: ACC };
        const open = order({ ...of, id: orderIdOf('alpha', ACC, 5), state: 'Open' });

        const verdicts = verdictsOn(
          [],
          ticked(1, ACC, 100),
          updated(2, { ...of, side: 'SELL', quantity: 10, state: 'Filled' }, { quantity: 10, price: 100 }),
          feedEvent(3, { event }),
          wants(4, 2, 15),
          wants(5, 3, 10),
          wants(6, 4, 5),
          wantsToCancel(7, 5, open),
          ticked(8, INFY, 100),
          wants(9, 6, 5),
          wants(10, 1, 5, INFY),
          ticked(11, ACC, 100),
          wants(12, 7, 5),
        );

        expect(verdicts).to.deep.equal([
          '101<4 Refused alpha:NSE|22:2: resumed', // 10 are short
          '102<5 Approved Submit alpha:NSE|22:3',
          '103<6 Refused alpha:NSE|22:4: resumed',
          '104<7 Approved Cancel alpha:NSE|22:5',
          '105<9 Refused alpha:NSE|22:6: resumed',
          '106<10 Approved Submit alpha:NSE|1594:1',
          '107<12 Approved Submit alpha:NSE|22:7',
        ]);
      });
  });

  describe('of an expired log-in', () => {
    const expired = feedEvent(1, { event: 'SessionExpired', detail: 'token expired' });

    it('refuses every order until the connection is live, and lets cancellations pass', () => {
      const open = order({ id: orderIdOf('alpha', ACC, 1), strategy: 'alpha', state: 'Open' });

      const verdicts = verdictsOn(
        [],
        expired,
        wants(2, 2, 10),
        wantsToCancel(3, 1, open),
        feedEvent(4, { event: 'Connection', connection: 'Connecting' }),
        wants(5, 3, 10),
        feedEvent(6, { event: 'Connection', connection: 'Live' }),
        wants(7, 4, 10),
      );

      expect(verdicts).to.deep.equal([
        '101<2 Refused alpha:NSE|22:2: sessionExpired',
        '102<3 Approved Cancel alpha:NSE|22:1',
        '103<5 Refused alpha:NSE|22:3: sessionExpired',
        '104<7 Approved Submit alpha:NSE|22:4',
      ]);
    });

    it('refuses what is to flatten as well: it would not get out', () => {
      expect(
        verdictsOn([], expired, command(2, 'flatten'), { ...wants(3, 1, 10), obeys: 'flatten' }),
      ).to.deep.equal(['101<3 Refused alpha:NSE|22:1: sessionExpired']);
    });
  });
});
