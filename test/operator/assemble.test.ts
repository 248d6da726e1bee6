import { expect } from 'chai';
import { delay, filter, ignoreElements, merge, NEVER, take } from 'rxjs';
import type { Entry } from '../../src/domain/entry.js';
import { cancel, type Intent, market, NO_INTENTS } from '../../src/domain/intent.js';
import { orderIdOf } from '../../src/domain/order.js';
import type { Strategy } from '../../src/domain/strategy.js';
import type { Graph } from '../../src/operator/pipeline.js';
import { maxPosition } from '../../src/risk/max-position.js';
import { ACC, INFY } from '../support/instrument.js';
import { at, malformed, tf, tk } from './messages.js';
import { bound, scripted } from './scripted.js';
import { told } from './told.js';
import { handPlayed, type Plan } from './world.js';

/** Buys at 5, cancels its first order at 6, throws at 13; counts the events it heard. */
const trader = (name: string, quantity: number): Strategy<unknown, number> =>
  scripted(name, 0, (heard, event, { token }) => {
    if (event.kind === 'Tick' && event.last === 13) throw new Error(`${name} broke`);
    const intents: readonly Intent[] =
      event.kind !== 'Tick'
        ? NO_INTENTS
        : event.last === 5
          ? [market('BUY', quantity)]
          : event.last === 6
            ? [cancel(orderIdOf(name, token, 1))]
            : NO_INTENTS;
    return [heard + 1, intents];
  });

/** A plan with `trader`s of these names on both tokens, ten units an order. */
const traders = (...names: readonly string[]): Plan => ({
  tokens: [ACC, INFY],
  bindings: names.map((name) => bound(trader(name, 10), undefined, [ACC, INFY])),
});

/** A hand-played world whose belt is running into `entries`. */
const running = (plan: Plan) => {
  const world = handPlayed(plan);
  const ends: string[] = [];
  const subscription = world.entry$.subscribe({
    next: (entry) => world.entries.push(entry),
    error: (error: unknown) => ends.push(String(error)),
    complete: () => ends.push('complete'),
  });
  return { ...world, ends, subscription, said: (): readonly string[] => world.entries.map(told) };
};

describe('assemble', () => {
  it('numbers all that comes in, and what follows behind it, in one order', () => {
    const { bring, said } = running(traders('alpha'));

    bring(tk(0, ACC, { last: 1 }), tf(10, ACC, { last: 5 }), tf(20, ACC, { last: 2 }));

    expect(said()).to.deep.equal([
      '1 Tick NSE|22 1',
      '2 Tick NSE|22 5',
      '3<2 Decision Submit alpha:NSE|22:1',
      '4<3 Approved Submit alpha:NSE|22:1',
      '5<4 OrderSent alpha:NSE|22:1',
      '6<5 alpha:NSE|22:1 Open',
      '7 Tick NSE|22 2',
    ]);
  });

  it('lets the strategies of a token decide in declared order, each judged at once', () => {
    const { bring, said } = running(traders('beta', 'alpha'));

    bring(tk(0, ACC, { last: 5 }));

    expect(said().slice(0, 7)).to.deep.equal([
      '1 Tick NSE|22 5',
      '2<1 Decision Submit beta:NSE|22:1',
      '3<2 Approved Submit beta:NSE|22:1',
      '4<3 OrderSent beta:NSE|22:1',
      '5<1 Decision Submit alpha:NSE|22:1',
      '6<5 Approved Submit alpha:NSE|22:1',
      '7<6 OrderSent alpha:NSE|22:1',
    ]);
  });

  it('runs a strategy on the tokens it is bound to, and passes the others’ events on', () => {
    const { bring, said } = running({
      tokens: [ACC, INFY],
      bindings: [bound(trader('alpha', 10), undefined, [INFY])],
    });

    bring(tk(0, ACC, { last: 5 }), tk(1, INFY, { last: 5 }));

    expect(said()).to.deep.equal([
      '1 Tick NSE|22 5',
      '2 Tick NSE|1594 5',
      '3<2 Decision Submit alpha:NSE|1594:1',
      '4<3 Approved Submit alpha:NSE|1594:1',
      '5<4 OrderSent alpha:NSE|1594:1',
      '6<5 alpha:NSE|1594:1 Open',
    ]);
  });

  it('passes a tick of no instrument of the pipeline on, and does nothing with it', () => {
    const { bring, said } = running({ ...traders('alpha'), tokens: [INFY] });

    bring(tk(0, ACC, { last: 5 }));

    expect(said()).to.deep.equal(['1 Tick NSE|22 5']);
  });

  it('ticks at each whole second of the clock', () => {
    const { bring, entries } = running(traders('alpha'));

    bring(tk(300, ACC, { last: 1 }), tf(1_000, ACC, { last: 2 }), tf(3_500, ACC, { last: 3 }));

    expect(entries.map(({ seq, at, kind }) => [seq, at % 10_000, kind])).to.deep.equal([
      [1, 300, 'Tick'],
      [2, 1_000, 'ClockTicked'],
      [3, 1_000, 'Tick'],
      [4, 2_000, 'ClockTicked'],
      [5, 3_000, 'ClockTicked'],
      [6, 3_500, 'Tick'],
    ]);
  });

  it('passes what the feed refused on, numbered as all else', () => {
    const { bring, said } = running(traders('alpha'));

    bring(tf(0, ACC, { last: 5 }), malformed(1, 'no JSON'), tk(2, ACC, { last: 1 }));

    expect(said()).to.deep.equal(['1 NoSnapshot NSE|22', '2 Malformed all', '3 Tick NSE|22 1']);
  });

  describe('of a refused order', () => {
    const refusing: Plan = { ...traders('alpha'), risk: [maxPosition(5)] };

    it('tells the strategy by an order update, later and never while the belt is running', () => {
      const world = handPlayed(refusing);
      const during: boolean[] = [];
      let isRunning = false;
      world.entry$.subscribe((entry) => {
        during.push(isRunning);
        isRunning = true;
        world.entries.push(entry);
        isRunning = false;
      });

      world.message$.next(tk(0, ACC, { last: 5 }));
      const before = world.entries.map(told);
      world.clock.advanceTo(at(0));

      expect(before).to.deep.equal([
        '1 Tick NSE|22 5',
        '2<1 Decision Submit alpha:NSE|22:1',
        '3<2 Refused alpha:NSE|22:1: maxPosition',
      ]);
      expect(world.entries.slice(3).map(told)).to.deep.equal(['4<3 alpha:NSE|22:1 Refused']);
      expect(during).to.not.include(true);
    });

    it('no longer counts it as one of the strategy’s', () => {
      const expected: number[] = [];
      const { bring } = running({
        ...refusing,
        bindings: [
          bound(
            scripted('alpha', 0, (state, event, { orders }) => {
              expected.push(orders.length);
              return [state, event.kind === 'Tick' && event.last === 5 ? [market('BUY', 10)] : NO_INTENTS];
            }),
            undefined,
            [ACC],
          ),
        ],
      });

      bring(tk(0, ACC, { last: 5 }), tf(1, ACC, { last: 6 }));

      expect(expected).to.deep.equal([0, 0, 0]); // the tick, the update, the next tick
    });
  });

  describe('commanded', () => {
    it('to halt refuses new orders, and to resume lets them through', () => {
      const { bring, command, said } = running(traders('alpha'));

      bring(tk(0, ACC, { last: 1 }));
      command('halt');
      bring(tf(1, ACC, { last: 5 }));
      command('resume');
      bring(tf(2, ACC, { last: 5 }));

      expect(said()).to.deep.equal([
        '1 Tick NSE|22 1',
        '2 halt all',
        '3 Tick NSE|22 5',
        '4<3 Decision Submit alpha:NSE|22:1',
        '5<4 Refused alpha:NSE|22:1: halted',
        '6<5 alpha:NSE|22:1 Refused',
        '7 resume all',
        '8 Tick NSE|22 5',
        '9<8 Decision Submit alpha:NSE|22:2',
        '10<9 Approved Submit alpha:NSE|22:2',
        '11<10 OrderSent alpha:NSE|22:2',
        '12<11 alpha:NSE|22:2 Open',
      ]);
    });

    it('to halt one token leaves the others be', () => {
      const { bring, command, said } = running(traders('alpha'));

      command('halt', ACC);
      bring(tk(0, ACC, { last: 5 }), tk(1, INFY, { last: 5 }));

      expect(said().filter((entry) => /Refused|Approved/.test(entry))).to.deep.equal([
        '4<3 Refused alpha:NSE|22:1: halted',
        '5<4 alpha:NSE|22:1 Refused',
        '8<7 Approved Submit alpha:NSE|1594:1',
      ]);
    });
  });

  it('cancels an open order, and refuses to cancel it again', () => {
    const { bring, said } = running(traders('alpha'));

    bring(tk(0, ACC, { last: 5 }), tf(1, ACC, { last: 6 }), tf(2, ACC, { last: 6 }));

    expect(said().slice(5)).to.deep.equal([
      '6 Tick NSE|22 6',
      '7<6 Decision Cancel alpha:NSE|22:1',
      '8<7 Approved Cancel alpha:NSE|22:1',
      '9<8 CancelSent alpha:NSE|22:1',
      '10<9 alpha:NSE|22:1 CancelInFlight',
      '11<9 alpha:NSE|22:1 Cancelled',
      '12 Tick NSE|22 6',
      '13<12 Decision Cancel alpha:NSE|22:1',
      '14<13 Refused alpha:NSE|22:1: openOrder',
    ]);
  });

  describe('when a strategy throws', () => {
    /** `alpha` throws at 13 on ACC; `beta` is as `alpha` but never throws. */
    const calm = bound(
      scripted('beta', 0, (heard, event) => [
        heard + 1,
        event.kind === 'Tick' && event.last === 5 ? [market('BUY', 10)] : NO_INTENTS,
      ]),
      undefined,
      [ACC, INFY],
    );
    const plan: Plan = {
      tokens: [ACC, INFY],
      bindings: [bound(trader('alpha', 10), undefined, [ACC, INFY]), calm],
    };

    it('tells so, and cancels its open orders on that token', () => {
      const { bring, said } = running({
        ...plan,
        bindings: [bound(trader('alpha', 10), undefined, [ACC, INFY])],
      });

      bring(tk(0, INFY, { last: 5 }), tk(1, ACC, { last: 5 }), tf(2, ACC, { last: 13 }));

      expect(said().slice(10)).to.deep.equal([
        '11 Tick NSE|22 13',
        '12<11 StrategyFailed alpha NSE|22: Error: alpha broke',
        '13<12 Decision Cancel alpha:NSE|22:1',
        '14<13 Approved Cancel alpha:NSE|22:1',
        '15<14 CancelSent alpha:NSE|22:1',
        '16<15 alpha:NSE|22:1 CancelInFlight',
        '17<15 alpha:NSE|22:1 Cancelled',
      ]);
    });

    it('runs it on that token no more, and goes on with the others and with it on the others', () => {
      const { bring, entries } = running(plan);

      bring(
        tk(0, ACC, { last: 13 }),
        tf(1, ACC, { last: 5 }),
        tk(2, INFY, { last: 5 }),
        tf(3, ACC, { last: 13 }),
      );

      const decisions = entries.flatMap((entry) => (entry.kind === 'Decision' ? [entry.orderId] : []));
      expect(decisions).to.deep.equal(['beta:NSE|22:1', 'alpha:NSE|1594:1', 'beta:NSE|1594:1']);
      expect(entries.filter(({ kind }) => kind === 'StrategyFailed')).to.have.length(1);
    });
  });

  describe('ends', () => {
    it('with the feed, whatever else goes on', () => {
      const { bring, message$, command, ends, said, answer$, command$ } = running(traders('alpha'));
      bring(tk(0, ACC, { last: 5 }));

      message$.complete();
      command('halt');

      expect(ends).to.deep.equal(['complete']);
      expect(said()).to.have.length(5);
      expect([answer$.observed, command$.observed]).to.deep.equal([false, false]);
    });

    it('with the feed where the graph goes on by itself', () => {
      const { bring, message$, ends } = running({
        ...traders('alpha'),
        graph: (event$, { strategies }) => merge(event$, NEVER).pipe(strategies),
      });
      bring(tk(0, ACC, { last: 5 }));

      message$.complete();

      expect(ends).to.deep.equal(['complete']);
    });

    it('in the error of the feed', () => {
      const { message$, ends } = running(traders('alpha'));

      message$.error(new Error('the line is dead'));

      expect(ends).to.deep.equal(['Error: the line is dead']);
    });

    it('in the error of a rule, and leaves every source', () => {
      const { bring, message$, answer$, command$, ends } = running({
        ...traders('alpha'),
        risk: [
          {
            name: 'broken',
            review: () => {
              throw new Error('a rule broke');
            },
          },
        ],
      });

      bring(tk(0, ACC, { last: 5 }), tf(1, ACC, { last: 5 }));

      expect(ends).to.deep.equal(['Error: a rule broke']);
      expect([message$, answer$, command$].map(({ observed }) => observed)).to.deep.equal([
        false,
        false,
        false,
      ]);
    });

    it('when it is left, and leaves every source and timer', () => {
      const { bring, clock, message$, answer$, command$, subscription, said } = running(traders('alpha'));
      bring(tk(0, ACC, { last: 1 }));

      subscription.unsubscribe();
      bring(tf(5_000, ACC, { last: 5 }));

      expect([message$, answer$, command$].map(({ observed }) => observed)).to.deep.equal([
        false,
        false,
        false,
      ]);
      expect(clock.actions).to.deep.equal([]);
      expect(said()).to.deep.equal(['1 Tick NSE|22 1']);
    });
  });

  it('begins anew for each subscription: numbers, ticks, strategies and account', () => {
    const world = handPlayed({ ...traders('alpha'), risk: [maxPosition(10)] });
    const [first, second]: [Entry[], Entry[]] = [[], []];

    world.entry$.subscribe((entry) => first.push(entry));
    world.message$.next(tk(0, ACC, { last: 5 }));
    world.entry$.subscribe((entry) => second.push(entry));
    world.message$.next(tf(0, ACC, { last: 5 }));
    world.message$.next(tk(0, ACC, { last: 5 }));

    expect(first.filter(({ kind }) => kind === 'Refused').map(({ seq }) => seq)).to.deep.equal([7, 10]);
    expect(second.map(told)).to.deep.equal([
      '1 NoSnapshot NSE|22',
      '2 Tick NSE|22 5',
      '3<2 Decision Submit alpha:NSE|22:1',
      '4<3 Approved Submit alpha:NSE|22:1',
      '5<4 OrderSent alpha:NSE|22:1',
    ]);
  });

  describe('with a graph that does more than run the strategies', () => {
    const all = ['1 Tick NSE|22 1', '2 Malformed all', '3 ClockTicked', '4 Tick NSE|22 2'];
    const bringAll = ({ bring }: ReturnType<typeof running>): void =>
      bring(tk(0, ACC, { last: 1 }), malformed(1, 'no JSON'), tf(1_000, ACC, { last: 2 }));

    it('may take the events more than once', () => {
      const world = running({
        ...traders('alpha'),
        graph: (event$, { strategies }) =>
          merge(
            event$.pipe(filter(({ kind }) => kind === 'Tick')),
            event$.pipe(filter(({ kind }) => kind !== 'Tick')),
          ).pipe(strategies),
      });

      bringAll(world);

      expect(world.said()).to.deep.equal(all);
      expect(world.ends).to.deep.equal([]);
    });

    it('ends in an error when it gives back events, which would go down the belt twice', () => {
      const world = running({
        ...traders('alpha'),
        graph: (event$) => event$ as unknown as ReturnType<Graph>,
      });

      bringAll(world);

      expect(world.ends).to.have.length(1);
      expect(world.ends[0]).to.match(/UsageError: .*graph emits Tick/);
    });

    it('numbers and times a decision that an operator put off where it joins the belt', () => {
      const { bring, said } = running({
        ...traders('alpha'),
        graph: (event$, { strategies, clock }) => event$.pipe(strategies, delay(500, clock)),
      });

      bring(tk(0, ACC, { last: 5 }), tf(600, ACC, { last: 1 }));

      expect(said()).to.deep.equal([
        '1 Tick NSE|22 5',
        '2<1 Decision Submit alpha:NSE|22:1',
        '3<2 Approved Submit alpha:NSE|22:1',
        '4<3 OrderSent alpha:NSE|22:1',
        '5<4 alpha:NSE|22:1 Open',
        '6 Tick NSE|22 1',
      ]);
    });

    it('has commands heard by the strategies at once, and once, whatever it does with them', () => {
      const listener = scripted('alpha', 0, (heard, event) => [
        heard + 1,
        event.kind === 'Command' ? [market('BUY', 10, `heard after ${heard}`)] : NO_INTENTS,
      ]);
      const graphs: Readonly<Record<string, Graph>> = {
        keeps: (event$, { strategies }) => event$.pipe(strategies),
        drops: (event$, { strategies }) =>
          event$.pipe(
            filter(({ kind }) => kind === 'Tick'),
            strategies,
          ),
        delays: (event$, { strategies, clock }) =>
          merge(
            event$.pipe(filter(({ kind }) => kind === 'Tick')),
            event$.pipe(
              filter(({ kind }) => kind === 'Command'),
              delay(500, clock),
            ),
          ).pipe(strategies),
      };

      for (const [name, graph] of Object.entries(graphs)) {
        const { bring, command, entries } = running({
          tokens: [ACC],
          bindings: [bound(listener, undefined, [ACC])],
          graph,
        });
        bring(tk(0, ACC, { last: 1 }));
        command('resume');
        bring(tf(900, ACC, { last: 2 }));

        const wishes = entries.flatMap((entry) => (entry.kind === 'Decision' ? [entry] : []));
        expect(
          wishes.map(({ at: when, cause, intent }) => [when, cause, intent.reason]),
          name,
        ).to.deep.equal([[at(0), 2, 'heard after 1']]);
      }
    });

    it('is told of commands no longer once it has let the strategies go', () => {
      let steps = 0;
      const counter = scripted('alpha', 0, (state) => {
        steps += 1;
        return [state, NO_INTENTS];
      });
      const { bring, command } = running({
        tokens: [ACC],
        bindings: [bound(counter, undefined, [ACC])],
        graph: (event$, { strategies }) => event$.pipe(take(1), strategies),
      });

      bring(tk(0, ACC, { last: 1 }));
      command('halt');

      expect(steps).to.equal(1);
    });

    it('passes every event on once, whatever the graph keeps from its strategies', () => {
      const world = running({
        ...traders('alpha'),
        graph: (event$, { strategies }) => event$.pipe(ignoreElements(), strategies),
      });

      bringAll(world);

      expect(world.said()).to.deep.equal(all);
    });
  });

  it('hands the graph the world’s clock', () => {
    const clocks: unknown[] = [];
    const { clock } = running({
      ...traders('alpha'),
      graph: (event$, stages) => {
        clocks.push(stages.clock);
        return event$.pipe(stages.strategies);
      },
    });

    expect(clocks).to.deep.equal([clock]);
  });
});
