import { expect } from 'chai';
import {
  auditTime,
  bufferTime,
  debounceTime,
  delay,
  filter,
  interval,
  map,
  merge,
  mergeMap,
  type Observable,
  observeOn,
  asapScheduler,
  sampleTime,
  share,
  throttleTime,
  timeout,
  timestamp,
} from 'rxjs';
import { ReplayScheduler } from '../../src/clock/replay-scheduler.js';
import { WallClockError } from '../../src/clock/wall-clock-guard.js';
import type { Entry } from '../../src/domain/entry.js';
import type { Event } from '../../src/domain/event.js';
import { market, NO_INTENTS } from '../../src/domain/intent.js';
import { epochMs } from '../../src/domain/time.js';
import type { Graph } from '../../src/operator/pipeline.js';
import { backtest } from '../../src/run/backtest.js';
import { at, batchesOf, tf, tk } from '../operator/messages.js';
import { bound, scripted } from '../operator/scripted.js';
import { pipelineOf } from '../operator/world.js';
import { ACC } from '../support/instrument.js';
import { rejection } from '../support/rejection.js';
import { idealExchange } from '../support/ideal-exchange.js';

/** Prices at 0, 100, 250, 2,250 and 2,300 ms. */
const tape = [
  tk(0, ACC, { last: 1 }),
  tf(100, ACC, { last: 2 }),
  tf(250, ACC, { last: 3 }),
  tf(2_250, ACC, { last: 4 }),
  tf(2_300, ACC, { last: 5 }),
];

/** What strategies hear of the tape through `graph`, each with the moment at which they hear it. */
const heardThrough = async (graph: Graph, size = tape.length): Promise<readonly string[]> => {
  const heard: string[] = [];
  const listener = scripted('listener', undefined, (state, event, context) => {
    heard.push(`${context.at - at(0)}: ${event.kind === 'Tick' ? (event.last ?? '') : event.kind}`);
    return [state, NO_INTENTS];
  });
  const pipeline = pipelineOf({ tokens: [ACC], bindings: [bound(listener, undefined, [ACC])], graph });
  await backtest(pipeline, batchesOf(tape, size), { exchange: idealExchange(), readers: [] });
  return heard;
};

/** A graph that lets `operator` at the ticks and leaves all else as it is. */
const onTicks =
  (operator: (tick$: Observable<Event>, clock: Parameters<Graph>[1]['clock']) => Observable<Event>): Graph =>
  (event$, { strategies, clock }) => {
    const shared$ = event$.pipe(share());
    return merge(
      operator(shared$.pipe(filter(({ kind }) => kind === 'Tick')), clock),
      shared$.pipe(filter(({ kind }) => kind !== 'Tick' && kind !== 'ClockTicked')),
    ).pipe(strategies);
  };

describe('an operator that takes time, in a backtest', () => {
  const cases: readonly (readonly [name: string, graph: Graph, heard: readonly string[]])[] = [
    [
      'debounceTime waits until nothing has come for a while',
      onTicks((tick$, clock) => tick$.pipe(debounceTime(120, clock))),
      ['220: 2', '370: 3'], // 100 + 120, 250 + 120; the last of 2,300 ms would be due at 2,420 ms
    ],
    [
      'auditTime hands out the newest once its time is over',
      onTicks((tick$, clock) => tick$.pipe(auditTime(200, clock))),
      ['200: 2', '450: 3'], // begun at 0 and 250; the one begun at 2,250 is due at 2,450 ms
    ],
    [
      'delay hands all out later',
      onTicks((tick$, clock) => tick$.pipe(delay(40, clock))),
      ['40: 1', '140: 2', '290: 3', '2290: 4'],
    ],
    [
      'throttleTime lets one through and then none for a while',
      onTicks((tick$, clock) => tick$.pipe(throttleTime(150, clock))),
      ['0: 1', '250: 3', '2250: 4'],
    ],
    [
      'sampleTime looks at each end of its period',
      onTicks((tick$, clock) => tick$.pipe(sampleTime(1_000, clock))),
      ['1000: 3'],
    ],
    [
      'bufferTime hands out what has gathered',
      onTicks((tick$, clock) =>
        tick$.pipe(
          bufferTime(1_000, clock),
          mergeMap((ticks) => ticks.slice(-1)),
        ),
      ),
      ['1000: 3'],
    ],
  ];
  for (const [name, graph, heard] of cases) {
    it(`works by virtual time: ${name}`, async () => {
      expect(await heardThrough(graph)).to.deep.equal(heard);
    });
  }

  it('does the same however the tape is cut into batches', async () => {
    for (const [, graph, heard] of cases) {
      for (const size of [1, 2, 3]) expect(await heardThrough(graph, size)).to.deep.equal(heard);
    }
  });

  it('is as a marble picture of it says', () => {
    const values = { a: 1, b: 2, c: 3 };
    const clock = new ReplayScheduler(epochMs(0), (actual, expected) =>
      expect(actual).to.deep.equal(expected),
    );

    clock.run(({ hot, expectObservable }) => {
      const tick$ = hot('a-b---c--------|', values);
      const debounced = '    -----b---c-----|';
      const audited = '      ----b-----c----|';

      expectObservable(tick$.pipe(debounceTime(3, clock))).toBe(debounced, values);
      expectObservable(tick$.pipe(auditTime(4, clock))).toBe(audited, values);
    });
  });

  it('may go on by itself: the run ends with its tape', async () => {
    const heard = await heardThrough((event$, { strategies, clock }) =>
      merge(
        event$,
        interval(700, clock).pipe(
          map((n): Event => ({
            kind: 'Command',
            seq: 0,
            at: at(0),
            command: 'halt',
            strategy: undefined,
            by: 'a test',
            token: ACC,
            reason: `${n}`,
          })),
        ),
      ).pipe(
        filter(({ kind }) => kind !== 'ClockTicked'),
        strategies,
      ),
    );

    expect(heard).to.deep.equal([
      '0: 1',
      '100: 2',
      '250: 3',
      '700: Command',
      '1400: Command',
      '2100: Command',
      '2250: 4',
      '2300: 5',
    ]);
  });

  it('carries decisions at the time at which they are made', async () => {
    const entries: Entry[] = [];
    const buyer = scripted('buyer', undefined, (state, event) => [
      state,
      event.kind === 'Tick' && event.last === 2 ? [market('BUY', 1)] : NO_INTENTS,
    ]);
    const pipeline = pipelineOf({
      tokens: [ACC],
      bindings: [bound(buyer, undefined, [ACC])],
      graph: onTicks((tick$, clock) => tick$.pipe(auditTime(200, clock))),
    });

    await backtest(pipeline, batchesOf(tape), {
      exchange: idealExchange(),
      readers: [(e) => entries.push(e)],
    });

    const [decision] = entries.filter(({ kind }) => kind === 'Decision');
    expect(decision).to.deep.include({ at: at(200), cause: 2 }); // the tick of 100 ms, heard at 200 ms
  });
});

describe('an operator on RxJS’s own clock, in a backtest', () => {
  const cases: readonly (readonly [operator: string, graph: Graph])[] = [
    ['debounceTime', (event$, { strategies }) => event$.pipe(debounceTime(10), strategies)],
    ['auditTime', (event$, { strategies }) => event$.pipe(auditTime(10), strategies)],
    ['throttleTime', (event$, { strategies }) => event$.pipe(throttleTime(10), strategies)],
    ['sampleTime', (event$, { strategies }) => event$.pipe(sampleTime(10), strategies)],
    [
      'bufferTime',
      (event$, { strategies }) =>
        event$.pipe(
          bufferTime(10),
          mergeMap((events) => events),
          strategies,
        ),
    ],
    ['timeout', (event$, { strategies }) => event$.pipe(timeout(10), strategies)],
    [
      'timestamp',
      (event$, { strategies }) =>
        event$.pipe(
          timestamp(),
          map(({ value }) => value),
          strategies,
        ),
    ],
    ['observeOn', (event$, { strategies }) => event$.pipe(observeOn(asapScheduler), strategies)],
  ];
  for (const [operator, graph] of cases) {
    it(`ends the run in an error that names ${operator}`, async () => {
      const error = await rejection(heardThrough(graph));

      expect(error).to.be.instanceOf(WallClockError);
      expect(error)
        .to.have.property('message')
        .that.matches(new RegExp(`^${operator} ran on RxJS's wall clock.*${operator}\\(…, clock\\)$`));
    });
  }
});
