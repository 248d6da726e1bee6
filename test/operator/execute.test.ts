import { expect } from 'chai';
import { map, NEVER } from 'rxjs';
import { ReplayScheduler } from '../../src/clock/replay-scheduler.js';
import type { ApprovedOrder } from '../../src/domain/approval.js';
import type { ApprovedEntry, Entry, RefusedEntry } from '../../src/domain/entry.js';
import type { Command } from '../../src/domain/event.js';
import { cancel, type Intent, market } from '../../src/domain/intent.js';
import type { Order } from '../../src/domain/order.js';
import { execute } from '../../src/operator/execute.js';
import { OrderBook } from '../../src/operator/order-book.js';
import { lift } from '../../src/operator/stage.js';
import type { Broker, BrokerAnswer } from '../../src/port/broker.js';
import { ACC, INFY } from '../support/instrument.js';
import { order } from '../support/order.js';
import { counted } from './counted.js';
import { clockTicked, command, ticked, updated } from './events.js';
import { marbles } from './marbles.js';
import { at } from './messages.js';
import { told } from './told.js';

/** A belt's end at the broker: all that leaves it, in one order, and the clock that hands answers over. */
const belt = () => {
  const log: string[] = [];
  const answers: BrokerAnswer[] = [];
  const clock = new ReplayScheduler(at(0));
  const broker: Broker = {
    answer$: NEVER,
    send: (sent) => log.push(`sent ${told(sent)}`),
    show: (tick) => log.push(`shown ${told(tick)}`),
    keepBack: (meant, why) => log.push(`kept back ${CANDIDATES.filter(meant).map(nameOf).join()}: ${why}`),
  };
  const tell = (answer: BrokerAnswer): void => {
    log.push(`told ${answer.orderId} ${answer.change.kind}`);
    answers.push(answer);
  };
  const stage = execute(broker, new OrderBook(), tell, clock, counted(101));
  const hear = stage((entry) => log.push(told(entry)));
  return { log, answers, clock, hear, stage };
};

/** Orders that a halt may be meant for. */
const CANDIDATES = [ACC, INFY].flatMap((token) =>
  ['test', 'other'].map((strategy) => order({ token, strategy })),
);
const nameOf = ({ token, strategy }: Order): string => `${strategy} ${token}`;

const approved = (seq: number, action: Intent['kind']): ApprovedEntry => ({
  kind: 'Approved',
  seq,
  at: at(seq),
  cause: 1,
  token: ACC,
  strategy: 'test',
  action,
  order: order() as ApprovedOrder, // as if govern had made it
});

const refused = (seq: number, intent: Intent, of: RefusedEntry['order']): RefusedEntry => ({
  kind: 'Refused',
  seq,
  at: at(seq),
  cause: 1,
  token: ACC,
  strategy: 'test',
  intent,
  orderId: order().id,
  order: of,
  refusal: { rule: 'maxPosition', limit: 10, actual: 100, unit: 'units', message: 'position 100 above 10' },
});

describe('execute', () => {
  const entries = { a: approved(1, 'Submit'), t: ticked(2, ACC, 100), c: clockTicked(3) };
  const values = {
    a: '1<1 Approved Submit test:NSE|22:1',
    s: '101<1 OrderSent test:NSE|22:1',
    t: '2 Tick NSE|22 100',
    c: '3 ClockTicked',
  };
  const cases: readonly (readonly [name: string, source: string, expected: string])[] = [
    ['nothing for never', '----', '----'],
    ['nothing for empty', '--|', '--|'],
    ['what is no verdict as it is', '-t-c-|', '-t-c-|'],
    ['an approval, and behind it the order sent', '-t-a---|', '-t-(as)|'],
    ['an error', '-a---#', '-(as)#'],
  ];
  for (const [name, source, expected] of cases) {
    it(`passes on ${name}`, () => {
      marbles(({ hot, expectObservable }) => {
        const entry$ = hot<Entry>(source, entries).pipe(lift(belt().stage), map(told));

        expectObservable(entry$).toBe(expected, values);
      });
    });
  }

  it('leaves its source when it is left', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const entry$ = hot<Entry>('-t-c-t-|', entries);

      expectObservable(entry$.pipe(lift(belt().stage), map(told)), '----!').toBe('-t-c', values);
      expectSubscriptions(entry$.subscriptions).toBe('^---!');
    });
  });

  it('says that an order is sent before the broker has it, so that an answer stands behind it', () => {
    const { log, hear } = belt();

    hear(approved(4, 'Submit'));

    expect(log).to.deep.equal([
      '4<1 Approved Submit test:NSE|22:1',
      '101<4 OrderSent test:NSE|22:1',
      'sent 101<4 OrderSent test:NSE|22:1',
    ]);
  });

  it('sends a cancellation as one', () => {
    const { log, hear } = belt();

    hear(approved(4, 'Cancel'));

    expect(log.slice(1)).to.deep.equal([
      '101<4 CancelSent test:NSE|22:1',
      'sent 101<4 CancelSent test:NSE|22:1',
    ]);
  });

  it('sends nothing that was not approved, and shows the broker ticks only', () => {
    const { log, hear } = belt();

    hear(ticked(1, ACC, 100));
    hear(refused(2, market('BUY', 100), order()));
    hear(updated(3, {}));
    hear(clockTicked(4));
    hear(command(5, 'halt'));

    expect(log.filter((line) => /^(sent|shown)/.test(line))).to.deep.equal(['shown 1 Tick NSE|22 100']);
  });

  const halts: readonly (readonly [name: string, given: Command, meant: string])[] = [
    ['all', command(5, 'halt'), 'test NSE|22,other NSE|22,test NSE|1594,other NSE|1594'],
    ['a token', command(5, 'halt', INFY), 'test NSE|1594,other NSE|1594'],
    ['a strategy', command(5, 'halt', undefined, 'other'), 'other NSE|22,other NSE|1594'],
    ['a strategy on a token', command(5, 'halt', ACC, 'test'), 'test NSE|22'],
  ];
  for (const [name, given, meant] of halts)
    it(`has the broker keep back what has not gone out at a halt of ${name}`, () => {
      const { log, hear } = belt();

      hear(given);

      expect(log.slice(1)).to.deep.equal([`kept back ${meant}: halt by ${given.by}: ${given.reason}`]);
    });

  it('has nothing kept back at a command that has open orders cancelled, or lifts a halt', () => {
    const { log, hear } = belt();

    for (const what of ['exit-only', 'cancel', 'flatten', 'resume'] as const) hear(command(5, what));

    expect(log.filter((line) => line.startsWith('kept'))).to.deep.equal([]);
  });

  it('tells the strategy of a refusal by the clock, and never while the belt is running', () => {
    const { log, answers, clock, hear } = belt();

    hear(refused(2, market('BUY', 100), order()));
    hear(clockTicked(3));
    const before = log.concat();
    clock.advanceTo(at(0));

    expect(before).to.deep.equal(['2<1 Refused test:NSE|22:1: maxPosition', '3 ClockTicked']);
    expect(log.slice(2)).to.deep.equal(['told test:NSE|22:1 Refused']);
    expect(answers).to.deep.equal([
      {
        kind: 'BrokerAnswer',
        cause: 2,
        token: ACC,
        strategy: 'test',
        orderId: order().id,
        change: { kind: 'Refused' },
        reason: 'maxPosition: position 100 above 10',
      },
    ]);
  });

  it('tells that what was asked of an open order was refused, of no order nothing', () => {
    const { answers, clock, hear } = belt();

    hear(refused(2, cancel(order().id), undefined));
    hear(refused(3, cancel(order().id), order()));
    clock.advanceTo(at(1_000));

    expect(answers.map(({ cause, change }) => [cause, change.kind])).to.deep.equal([[3, 'AskRefused']]);
  });

  it('tells what is asked of an open order by the clock, before the broker can answer', () => {
    const { log, answers, clock, hear } = belt();

    hear(approved(4, 'Modify'));
    hear(approved(5, 'Cancel'));
    const before = answers.length;
    clock.advanceTo(at(0));

    expect(before).to.equal(0);
    expect(log.slice(-2)).to.deep.equal(['told test:NSE|22:1 ModifyAsked', 'told test:NSE|22:1 CancelAsked']);
    expect(answers.map(({ cause, change }) => [cause, change])).to.deep.equal([
      [101, { kind: 'ModifyAsked', terms: { quantity: 100, limit: undefined, trigger: undefined } }],
      [102, { kind: 'CancelAsked' }],
    ]);
  });

  it('tells refusals in their order', () => {
    const { answers, clock, hear } = belt();

    for (const seq of [2, 3, 4]) hear(refused(seq, market('BUY', 100), order()));
    clock.advanceTo(at(0));

    expect(answers.map(({ cause }) => cause)).to.deep.equal([2, 3, 4]);
  });
});
