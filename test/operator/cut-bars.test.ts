import { expect } from 'chai';
import {
  delay,
  filter,
  groupBy,
  merge,
  mergeMap,
  type Observable,
  of,
  share,
  startWith,
  switchMap,
} from 'rxjs';
import type { Bar } from '../../src/domain/bar.js';
import { ticks } from '../../src/domain/bars/bar-spec.js';
import { tradingCalendar } from '../../src/domain/calendar.js';
import type { Entry } from '../../src/domain/entry.js';
import { type Event, tokenOfEvent } from '../../src/domain/event.js';
import { UsageError } from '../../src/domain/failure.js';
import { NO_INTENTS } from '../../src/domain/intent.js';
import type { SessionDay } from '../../src/domain/session.js';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.js';
import { cutBarsWith } from '../../src/operator/cut-bars.js';
import type { Graph, Stages } from '../../src/operator/pipeline.js';
import { stamped } from '../../src/operator/stamp.js';
import { bar } from '../support/bar.js';
import { ACC, INFY } from '../support/instrument.js';
import { tick } from '../support/tick.js';
import { counted } from './counted.js';
import { clockTicked } from './events.js';
import { marbles } from './marbles.js';
import { at, tf, tk } from './messages.js';
import { bound, scripted } from './scripted.js';
import { told } from './told.js';
import { handPlayed, type Plan } from './world.js';

/** 09:15 to 15:30 on NSE, every weekday. */
const CALENDAR = tradingCalendar([
  {
    exchanges: ['NSE'],
    from: 0 as SessionDay,
    to: 40_000 as SessionDay,
    day: {
      kind: 'open',
      hours: [{ from: 9 * HOUR_MS + 15 * MINUTE_MS, to: 15 * HOUR_MS + 30 * MINUTE_MS }],
    },
  },
]);

/** Says what it hears. */
const listening = (heard: string[]) =>
  scripted('alpha', 0, (state, event) => {
    if (event.kind === 'Tick') heard.push(`${event.seq} Tick ${event.last ?? '-'}`);
    if (event.kind === 'Bar') heard.push(`${event.seq} Bar ${event.close}`);
    return [state, NO_INTENTS];
  });

const minutes: Graph = (event$, { cutBars, strategies }) => event$.pipe(cutBars('1m'), strategies);

const running = (plan: Omit<Plan, 'tokens' | 'bindings' | 'calendar'>) => {
  const heard: string[] = [];
  const tokens = [ACC, INFY];
  const world = handPlayed({
    tokens,
    bindings: [bound(listening(heard), undefined, tokens)],
    calendar: CALENDAR,
    ...plan,
  });
  const subscription = world.entry$.subscribe((entry) => world.entries.push(entry));
  const said = (...kinds: readonly Entry['kind'][]): readonly string[] =>
    world.entries.filter(({ kind }) => kinds.includes(kind)).map(told);
  return { ...world, heard, subscription, said };
};

describe('cutBars', () => {
  it('tells a bar before the tick that shows that it is over reaches strategies, and behind it on the belt', () => {
    const { bring, said, heard } = running({
      graph: minutes,
    });

    bring(
      tk(0, ACC, { last: 100, volume: 10 }),
      tf(500, ACC, { last: 102, volume: 15 }),
      tf(60_000, ACC, { last: 101, volume: 21 }),
    );

    expect(said('Tick', 'Bar')).to.deep.equal([
      '1 Tick NSE|22 100',
      '2 Tick NSE|22 102',
      '63 Tick NSE|22 101',
      '64<63 Bar 1m NSE|22 100 102 100 102 ×15 of 2',
    ]);
    expect(heard).to.deep.equal(['1 Tick 100', '2 Tick 102', '64 Bar 102', '63 Tick 101']);
  });

  it('closes a bar by the clock, two seconds behind its end, when no tick comes', () => {
    const { bring, clock, said, heard } = running({
      graph: minutes,
    });

    bring(tk(0, ACC, { last: 100, volume: 10 }));
    clock.advanceTo(tk(61_999, ACC).receivedAt);
    expect(said('Bar')).to.deep.equal([]);
    clock.advanceTo(tk(62_000, ACC).receivedAt);

    expect(said('Bar')).to.deep.equal(['64<63 Bar 1m NSE|22 100 100 100 100 ×10 of 1']);
    expect(heard).to.deep.equal(['1 Tick 100', '64 Bar 100']);
  });

  it('tells each bar once where each token’s are cut in a group of their own', () => {
    const { bring, said } = running({
      graph: (event$, { cutBars, strategies }) =>
        event$.pipe(
          groupBy(tokenOfEvent),
          mergeMap((group$) => group$.pipe(cutBars('1m'))),
          strategies,
        ),
    });

    bring(tk(0, INFY, { last: 50, volume: 1 }), tk(10, ACC, { last: 100, volume: 2 }));
    bring(tf(60_000, ACC, { last: 101, volume: 4 }), tf(60_030, INFY, { last: 49, volume: 9 }));

    expect(said('Bar').map((text) => text.slice(text.indexOf('Bar')))).to.deep.equal([
      'Bar 1m NSE|22 100 100 100 100 ×2 of 1',
      'Bar 1m NSE|1594 50 50 50 50 ×1 of 1',
    ]);
  });

  for (const [how, graph] of Object.entries<Graph>({
    'by one operator in two branches': (event$, { cutBars, strategies }) => {
      const shared$ = event$.pipe(share());
      const minute = cutBars('1m');
      return merge(shared$.pipe(minute), shared$.pipe(minute)).pipe(strategies);
    },
    'where it is put together while it runs': (event$, { cutBars, strategies }) =>
      event$.pipe(
        groupBy(({ kind }) => kind),
        mergeMap((group$) => group$.pipe(cutBars('1m'), cutBars('5m', '1m'))),
        strategies,
      ),
  }))
    it(`ends the run where the bars of a token are cut twice, ${how}`, () => {
      const world = handPlayed({ tokens: [ACC], bindings: [], calendar: CALENDAR, graph });
      const ends: unknown[] = [];
      world.entry$.subscribe({ error: (error: unknown) => ends.push(error) });

      world.bring(tk(0, ACC, { last: 100, volume: 10 }));

      expect(ends).to.have.length(1);
      expect(ends[0]).to.be.instanceOf(UsageError);
      expect(String(ends[0])).to.contain(
        'cutBars: the graph cuts 1m of NSE|22 twice; cut it once, before the graph branches',
      );
    });

  it('cuts the bars of a token anew where the operator before was left', () => {
    const { bring, command, said } = running({
      graph: (event$, { cutBars, strategies }) => {
        const shared$ = event$.pipe(share());
        const halted$ = shared$.pipe(filter(({ kind }) => kind === 'Command'));
        return halted$.pipe(
          startWith(undefined),
          switchMap(() => shared$.pipe(cutBars('1m'))),
          strategies,
        );
      },
    });

    bring(tk(0, ACC, { last: 100, volume: 10 }));
    command('halt');
    bring(tf(10_000, ACC, { last: 102, volume: 15 }), tf(60_000, ACC, { last: 101, volume: 21 }));

    expect(said('Bar').map((text) => text.slice(text.indexOf('Bar')))).to.deep.equal([
      'Bar 1m NSE|22 102 102 102 102 ×0 of 1', // it joins: what was traded before is left out
    ]);
  });

  it('gives each token its own bars, shown by the clock in the order in which the tokens were first seen', () => {
    const { bring, clock, said } = running({ graph: minutes });

    bring(tk(0, INFY, { last: 50, volume: 1 }), tk(10, ACC, { last: 100, volume: 2 }));
    bring(tf(20, ACC, { last: 101, volume: 4 }), tf(30, INFY, { last: 49, volume: 9 }));
    clock.advanceTo(at(62_000));

    expect(said('Bar')).to.deep.equal([
      '67<66 Bar 1m NSE|1594 50 50 49 49 ×9 of 2',
      '68<66 Bar 1m NSE|22 100 101 100 101 ×4 of 2',
    ]);
  });

  it('cuts several kinds at once as it does one behind the other', () => {
    const messages = Array.from({ length: 400 }, (_, i) =>
      (i === 0 ? tk : tf)(1_700 * i, ACC, { last: 100 + ((i * 7) % 13), volume: 5 * (i + 1) }),
    );
    const cut = (graph: Graph): readonly string[] => {
      const { bring, said } = running({ graph });
      bring(...messages);
      return said('Bar');
    };

    const once = cut((event$, { cutBars, strategies }) => event$.pipe(cutBars('1m', ticks(7)), strategies));
    const piped = cut((event$, { cutBars, strategies }) =>
      event$.pipe(cutBars('1m'), cutBars(ticks(7)), strategies),
    );

    expect(once).to.have.length(11 + 57); // 680 s; 400 / 7
    expect(piped).to.deep.equal(once);
  });

  it('puts a bar on the belt, once, whatever the graph does with it behind', () => {
    const { bring, said, heard } = running({
      graph: (event$, { cutBars, strategies }) =>
        event$.pipe(
          cutBars('1m'),
          filter(({ kind }) => kind !== 'Bar'),
          strategies,
        ),
    });

    bring(tk(0, ACC, { last: 100 }), tf(60_000, ACC, { last: 101 }));

    expect(said('Bar')).to.deep.equal(['63<62 Bar 1m NSE|22 100 100 100 100 ×0 of 1']);
    expect(heard).to.deep.equal(['1 Tick 100', '62 Tick 101']);
  });

  it('numbers a bar where it is cut, also where strategies hear it later', () => {
    const { bring, clock, said, heard } = running({
      graph: (event$, { cutBars, strategies, clock: time }) =>
        event$.pipe(cutBars('1m'), delay(5_000, time), strategies),
    });

    bring(tk(0, ACC, { last: 100 }), tf(60_000, ACC, { last: 101 }));
    expect(said('Bar')).to.deep.equal(['63<62 Bar 1m NSE|22 100 100 100 100 ×0 of 1']);
    expect(heard).to.deep.equal(['1 Tick 100']);
    clock.advanceTo(at(65_000));

    expect(heard).to.deep.equal(['1 Tick 100', '63 Bar 100', '62 Tick 101']);
  });

  it('shows no unfinished bar when the feed ends', () => {
    const { bring, message$, said } = running({ graph: minutes });

    bring(tk(0, ACC, { last: 100 }));
    message$.complete();

    expect(said('Bar')).to.deep.equal([]);
  });

  it('lets a bar through to nothing that was not asked for: a graph without it has none', () => {
    const { bring, said } = running({});

    bring(tk(0, ACC, { last: 100 }), tf(60_000, ACC, { last: 101 }));

    expect(said('Bar')).to.deep.equal([]);
  });

  it('refuses a graph that gives its bars back', () => {
    const world = handPlayed({
      tokens: [ACC],
      bindings: [],
      graph: ((event$: Observable<Event>, { cutBars }: Stages) =>
        event$.pipe(cutBars('1m'))) as unknown as Graph,
    });
    const ends: string[] = [];
    world.entry$.subscribe({ error: (error: unknown) => ends.push(String(error)) });

    world.bring(tk(0, ACC, { last: 100 }));

    expect(ends[0]).to.contain("the pipeline's graph emits Tick");
  });

  describe('as an operator', () => {
    const overBy = (cause: number): Bar =>
      bar({
        seq: 101,
        at: at(0),
        cause,
        openAt: at(0),
        closeAt: at(60_000),
        open: 100,
        high: 101,
        low: 100,
        close: 101,
        ticks: 2,
      });
    /**
     * a, b: in the first minute; c: in the second; k: 62 s after the open, by the clock. B: the bar of the first
     * minute.
     */
    const values: Readonly<Record<string, Event>> = {
      a: tick({ seq: 1, at: at(0), last: 100 }),
      b: tick({ seq: 2, at: at(30_000), last: 101 }),
      c: tick({ seq: 3, at: at(60_000), last: 102 }),
      k: clockTicked(62_000),
      B: overBy(3),
      K: overBy(62_000),
    };
    const cut = (source$: Observable<Event>): Observable<Event> => {
      const number = stamped(counted(101));
      return source$.pipe(cutBarsWith(CALENDAR, (one) => number(one))('1m'));
    };
    for (const [what, source, expected, subscription] of [
      ['that never gives anything', '        -----    ', '-----    ', '^        '],
      ['that is empty', '                    |        ', '|        ', '(^!)     '],
      ['of one tick', '                      -a|      ', '-a|      ', '^-!      '],
      ['of many ticks', '                    -ab-c---|', '-ab-(Bc)|', '^-------!'],
      ['of ticks and the clock', '           -ab-k---|', '-ab-(Kk)|', '^-------!'],
      ['that fails, without the bar that forms', '-ab#    ', '-ab#     ', '^--!     '],
      ['that is left', '                     -ab-c----', '-ab-     ', '^--!     '],
    ] as const)
      it(`passes on a source ${what}`, () => {
        marbles(({ hot, expectObservable, expectSubscriptions }) => {
          const source$ = hot(source.trim(), values);
          const isLeft = what === 'that is left';
          expectObservable(cut(source$), isLeft ? subscription : undefined).toBe(expected.trim(), values);
          expectSubscriptions(source$.subscriptions).toBe(subscription.trim());
        });
      });

    it('begins anew for each subscription', () => {
      const heard: string[] = [];
      const twice$ = cut(of(values['a'] as Event, values['c'] as Event));
      for (let i = 0; i < 2; i += 1) twice$.subscribe(({ kind }) => heard.push(kind));

      expect(heard).to.deep.equal(['Tick', 'Bar', 'Tick', 'Tick', 'Bar', 'Tick']);
    });
  });
});
