import { expect } from 'chai';
import { map, type Observable, Subject } from 'rxjs';
import type { Conclusion, WrongToken } from '../../src/domain/entry.js';
import type { Event } from '../../src/domain/event.js';
import type { Token } from '../../src/domain/token.js';
import { alongside } from '../../src/operator/alongside.js';
import { perToken, type StagesOf } from '../../src/operator/per-token.js';
import type { Stage } from '../../src/operator/stage.js';
import { ACC, INFY } from '../support/instrument.js';
import { clockTicked, command, noSnapshot, ticked, updated } from './events.js';
import { marbles } from './marbles.js';
import { TCS } from './messages.js';

/** A stage that says of every event it hears: who heard it, of which token, what and the how manieth. */
const hearing =
  (...names: readonly string[]): StagesOf =>
  (token) =>
    names.map((name) => (emit) => {
      let heard = 0;
      return (event) => {
        heard += 1;
        emit(saying(`${name} ${token}: ${event.kind} ${event.seq}, no. ${heard}`, token));
      };
    });

/** Any conclusion serves to carry a text. */
const saying = (text: string, token: Token): WrongToken => ({
  kind: 'WrongToken',
  seq: 0,
  at: clockTicked(0).at,
  cause: 0,
  token,
  strategy: text,
  of: token,
});

const said = (entry: Event | Conclusion): string =>
  entry.kind === 'WrongToken' ? entry.strategy : 'seq' in entry ? `${entry.kind} ${entry.seq}` : entry.kind;

/** The stage of a belt on which nothing else happens. */
const passing: Stage<Event | Conclusion, Event | Conclusion> = (emit) => emit;

const heardBy =
  (stagesOf: StagesOf) =>
  (event$: Observable<Event>): Observable<string> =>
    event$.pipe(alongside(perToken(stagesOf, 4), passing), map(said));

/** What goes down the belt for `events`. */
const entriesOf = (stagesOf: StagesOf, ...events: readonly Event[]): readonly string[] => {
  const event$ = new Subject<Event>();
  const entries: string[] = [];
  event$.pipe(heardBy(stagesOf)).subscribe((entry) => entries.push(entry));
  for (const event of events) event$.next(event);
  event$.complete();
  return entries;
};

describe('perToken', () => {
  const events = { a: ticked(1, ACC), b: ticked(2, ACC), c: clockTicked(3) };
  const values = {
    a: 'Tick 1',
    p: 'x NSE|22: Tick 1, no. 1',
    b: 'Tick 2',
    q: 'x NSE|22: Tick 2, no. 2',
    c: 'ClockTicked 3',
    r: 'x NSE|22: ClockTicked 3, no. 2',
  };
  const cases: readonly (readonly [name: string, source: string, expected: string])[] = [
    ['nothing for never', '-----', '-----'],
    ['nothing for empty', '--|', '--|'],
    ['a tick and behind it what its stage concludes', '-a---|', '-(ap)|'],
    ['each tick so', '-a---b---|', '-(ap)(bq)|'],
    ['a second of the clock alone while no token was seen', '-c---|', '-c---|'],
    ['a second once, and then to the token', '-a---c---|', '-(ap)(cr)|'],
    ['an error on', '-a---#', '-(ap)#'],
  ];
  for (const [name, source, expected] of cases) {
    it(`passes ${name}`, () => {
      marbles(({ hot, expectObservable, expectSubscriptions }) => {
        const event$ = hot<Event>(source, events);

        expectObservable(event$.pipe(heardBy(hearing('x')))).toBe(expected, values);
        const end = source.search(/[|#]/);
        expectSubscriptions(event$.subscriptions).toBe(end === -1 ? '^' : `^${'-'.repeat(end - 1)}!`);
      });
    });
  }

  it('passes each event on once, with what its stages conclude behind it in their order', () => {
    const entries = entriesOf(hearing('first', 'second'), ticked(1, ACC));

    expect(entries).to.deep.equal(['Tick 1', 'first NSE|22: Tick 1, no. 1', 'second NSE|22: Tick 1, no. 1']);
  });

  it('shows an event of a token to the stages of that token only, whatever its kind', () => {
    const entries = entriesOf(
      hearing('x'),
      ticked(1, ACC),
      ticked(2, INFY),
      noSnapshot(3, ACC),
      command(4, 'halt', INFY),
      updated(5, { token: ACC }),
    );

    expect(entries.filter((entry) => entry.startsWith('x'))).to.deep.equal([
      'x NSE|22: Tick 1, no. 1',
      'x NSE|1594: Tick 2, no. 1',
      'x NSE|22: FeedEvent 3, no. 2',
      'x NSE|1594: Command 4, no. 2',
      'x NSE|22: OrderUpdate 5, no. 3',
    ]);
  });

  it('passes an event of no token once, then shows it to all in the order in which they were first seen', () => {
    const entries = entriesOf(
      hearing('x'),
      ticked(1, TCS),
      ticked(2, ACC),
      ticked(3, INFY),
      ticked(4, ACC),
      command(5, 'halt'),
      clockTicked(6),
    );

    expect(entries.slice(-8)).to.deep.equal([
      'Command 5',
      'x NSE|11536: Command 5, no. 2',
      'x NSE|22: Command 5, no. 3',
      'x NSE|1594: Command 5, no. 2',
      'ClockTicked 6',
      'x NSE|11536: ClockTicked 6, no. 3',
      'x NSE|22: ClockTicked 6, no. 4',
      'x NSE|1594: ClockTicked 6, no. 3',
    ]);
  });

  it('begins the stages of a token with the token’s first event, once', () => {
    const begun: Token[] = [];
    const stagesOf: StagesOf = (token) => {
      begun.push(token);
      return [];
    };

    entriesOf(stagesOf, clockTicked(1), ticked(2, INFY), ticked(3, ACC), ticked(4, INFY), clockTicked(5));

    expect(begun).to.deep.equal([INFY, ACC]);
  });

  it('passes on the events of a token that no stage listens to', () => {
    expect(entriesOf(() => [], ticked(1, ACC), clockTicked(2), ticked(3, ACC))).to.deep.equal([
      'Tick 1',
      'ClockTicked 2',
      'Tick 3',
    ]);
  });

  it('has the tick in the token’s history before its stages hear it, and no other token’s', () => {
    const seen: string[] = [];
    const stagesOf: StagesOf = (token, history) => [
      () => (event) => {
        const lasts = [...history.last.window(history.length)];
        seen.push(`${token} ${event.seq}: ${lasts.join(' ')}`);
      },
    ];

    entriesOf(stagesOf, ticked(1, ACC, 10), ticked(2, INFY, 20), ticked(3, ACC, 11), clockTicked(4));

    expect(seen).to.deep.equal([
      'NSE|22 1: 10',
      'NSE|1594 2: 20',
      'NSE|22 3: 10 11',
      'NSE|22 4: 10 11',
      'NSE|1594 4: 20',
    ]);
  });

  it('keeps as many ticks as it is told to', () => {
    let kept: readonly number[] = [];
    const stagesOf: StagesOf = (_token, history) => [
      () => () => {
        kept = [...history.last.window(history.length)];
      },
    ];

    entriesOf(stagesOf, ...[1, 2, 3, 4, 5, 6].map((n) => ticked(n, ACC, n)));

    expect(kept).to.deep.equal([3, 4, 5, 6]);
  });

  it('ends in an error when a stage throws, and shows the event to no further token', () => {
    const heard: string[] = [];
    const stagesOf: StagesOf = (token) => [
      () => (event) => {
        heard.push(`${token} ${event.kind}`);
        if (token === ACC && event.kind === 'ClockTicked') throw new Error('a stage broke');
      },
    ];
    const event$ = new Subject<Event>();
    let failure: unknown;
    event$
      .pipe(alongside(perToken(stagesOf, 4), passing))
      .subscribe({ error: (error: unknown) => (failure = error) });

    for (const event of [ticked(1, ACC), ticked(2, INFY), clockTicked(3), ticked(4, INFY)])
      event$.next(event);

    expect(failure).to.be.an('error').with.property('message', 'a stage broke');
    expect(heard).to.deep.equal(['NSE|22 Tick', 'NSE|1594 Tick', 'NSE|22 ClockTicked']);
    expect(event$.observed).to.equal(false);
  });

  it('has stages of its own for each subscription', () => {
    const heard$ = new Subject<Event>();
    const entry$ = heard$.pipe(heardBy(hearing('x')));
    const first: string[] = [];
    const second: string[] = [];

    entry$.subscribe((entry) => first.push(entry));
    heard$.next(ticked(1, ACC));
    entry$.subscribe((entry) => second.push(entry));
    heard$.next(ticked(2, ACC));
    heard$.next(clockTicked(3));

    expect(first.at(-1)).to.equal('x NSE|22: ClockTicked 3, no. 3');
    expect(second).to.deep.equal([
      'Tick 2',
      'x NSE|22: Tick 2, no. 1',
      'ClockTicked 3',
      'x NSE|22: ClockTicked 3, no. 2',
    ]);
  });

  it('leaves its source and every group when it is left', () => {
    const event$ = new Subject<Event>();
    const entries: string[] = [];
    const running = event$.pipe(heardBy(hearing('x'))).subscribe((entry) => entries.push(entry));
    event$.next(ticked(1, ACC));

    running.unsubscribe();
    event$.next(ticked(2, ACC));
    event$.next(clockTicked(3));

    expect(event$.observed).to.equal(false);
    expect(entries).to.deep.equal(['Tick 1', 'x NSE|22: Tick 1, no. 1']);
  });
});
