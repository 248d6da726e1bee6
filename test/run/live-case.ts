import fc from 'fast-check';
import { Subject } from 'rxjs';
import { heardBroker } from '../../src/adapter/live/heard-broker.js';
import { WallTime } from '../../src/adapter/live/wall-time.js';
import type { ConnectionState } from '../../src/domain/connection.js';
import type { Entry } from '../../src/domain/entry.js';
import type { Command } from '../../src/domain/event.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import { epochMs } from '../../src/domain/time.js';
import type { Token } from '../../src/domain/token.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import type { BrokerAnswer, BrokerOf, Sent } from '../../src/port/broker.js';
import type { Input } from '../../src/port/input.js';
import type { TimeSource } from '../../src/port/time-source.js';
import { type LiveResult, type LiveSession, liveSession, type OnStop } from '../../src/run/live-session.js';
import { replaySession } from '../../src/run/replay-session.js';
import { OPEN, type Said } from '../operator/messages.js';
import { PlayedTime } from '../support/played-time.js';
import { message } from '../support/message.js';

/** What happens to a session: something comes from outside, or time goes by. */
export type Happening =
  | { readonly kind: 'message'; readonly whole: boolean; readonly token: Token; readonly said: Said }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'connection'; readonly state: ConnectionState }
  | { readonly kind: 'notice'; readonly event: 'SessionExpired' | 'Silent' | 'Order' }
  | {
      readonly kind: 'command';
      readonly command: Command['command'];
      readonly strategy: string | undefined;
      readonly token: Token | undefined;
    }
  /** Time in which the machine does what is due, or is busy with something else; ms. */
  | { readonly kind: 'pass' | 'stall'; readonly ms: number }
  /** The wall clock is set. */
  | { readonly kind: 'set'; readonly ms: number };

/** Names that pipelines of the laws use, and one that none does. */
const STRATEGIES = ['momentum', 'restless', 'nobody'];

const one = <A>(weight: number, arbitrary: fc.Arbitrary<A>) => ({ weight, arbitrary });
const oneIn = (freq: number, value: fc.Arbitrary<number>) => fc.option(value, { nil: undefined, freq });

/** Few prices near each other, so that orders trade and limits are reached. */
const said: fc.Arbitrary<Said> = fc.record({
  last: oneIn(8, fc.integer({ min: 95, max: 105 })),
  bid: oneIn(2, fc.integer({ min: 94, max: 99 })),
  ask: oneIn(2, fc.integer({ min: 101, max: 106 })),
  volume: oneIn(2, fc.integer({ min: 0, max: 90 })),
});

export const happenings = (tokens: readonly Token[], maxLength: number): fc.Arbitrary<readonly Happening[]> =>
  fc.array(
    fc.oneof(
      one(
        24,
        fc.record({
          kind: fc.constant('message' as const),
          whole: fc.oneof(one(5, fc.constant(false)), one(1, fc.constant(true))),
          token: fc.constantFrom(...tokens),
          said,
        }),
      ),
      one(1, fc.constant({ kind: 'malformed' as const })),
      one(
        1,
        fc.record({
          kind: fc.constant('connection' as const),
          state: fc.constantFrom<ConnectionState>('Connecting', 'Live', 'Stalled'),
        }),
      ),
      one(
        1,
        fc.record({
          kind: fc.constant('notice' as const),
          event: fc.constantFrom('SessionExpired' as const, 'Silent' as const, 'Order' as const),
        }),
      ),
      one(
        1,
        fc.record({
          kind: fc.constant('command' as const),
          command: fc.constantFrom<Command['command']>(
            'halt',
            'exit-only',
            'resume',
            'resume',
            'cancel',
            'flatten',
          ),
          strategy: fc.option(fc.constantFrom(...STRATEGIES), { nil: undefined }),
          token: fc.option(fc.constantFrom(...tokens), { nil: undefined }),
        }),
      ),
      one(12, fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 900 }) })),
      one(2, fc.record({ kind: fc.constant('stall' as const), ms: fc.integer({ min: 1, max: 4_000 }) })),
      one(1, fc.record({ kind: fc.constant('set' as const), ms: fc.integer({ min: -20_000, max: 20_000 }) })),
    ),
    { maxLength, size: 'max' },
  );

export interface LiveCase {
  readonly happenings: readonly Happening[];
  readonly lineBound: number;
  /** Real time that each entry costs, ms. */
  readonly entryMs: number;
  readonly onStop: OnStop;
}

export interface Lived {
  readonly entries: readonly Entry[];
  /** As they were recorded. */
  readonly inputs: readonly Input[];
  readonly result: LiveResult;
  /** The session again, from what was recorded. */
  readonly replayed: readonly Entry[];
}

/** A broker out there: what it says comes in beside the messages, and a replay has it from the recording. */
export interface OutThere {
  readonly send: (sent: Sent, outside: Outside) => void;
}

export interface Outside {
  readonly say: (answer: BrokerAnswer) => void;
  readonly real: PlayedTime;
}

/** Lives through the case in played time, and replays it. Where a strategy threw is left out: it is another stack. */
export const live = async (pipeline: Pipeline, broker: BrokerOf | OutThere, of: LiveCase): Promise<Lived> => {
  const real = new PlayedTime(epochMs(OPEN));
  let offMs = 0;
  const time = new WallTime({ wall: () => real.now() + offMs, monotonic: () => real.now() });
  const message$ = new Subject<Input>();
  const say = (answer: BrokerAnswer): void => message$.next({ ...answer, receivedAt: time.now() });
  const entries: Entry[] = [];
  const inputs: Input[] = [];
  const startAt = time.now();
  const session = liveSession(pipeline, {
    feed: { message$ },
    time,
    startAt,
    real,
    broker:
      typeof broker === 'function'
        ? broker
        : (_, answer$) => ({
            answer$,
            send: (sent) => broker.send(sent, { say, real }),
            show: () => undefined,
          }),
    quality: DEFAULT_QUALITY,
    lineBound: of.lineBound,
    recorder: {
      input: (input) => inputs.push(input),
      entry: (entry) => entries.push(withoutStack(entry)),
      close: () => Promise.resolve(),
    },
    readers: [() => real.stall(of.entryMs)],
  });
  const scene = { session, message$, real, time, set: (ms: number) => (offMs += ms) };
  for (const happening of of.happenings) happen(happening, scene);
  session.stop('the end', of.onStop);
  real.pass(60_000);
  const result = await session.done;
  const replayed: Entry[] = [];
  await replaySession(pipeline, oneBatch(inputs), {
    startAt,
    endAt: result.endAt,
    broker: typeof broker === 'function' ? broker : (_, heard$) => heardBroker(heard$),
    quality: DEFAULT_QUALITY,
    readers: [(entry) => replayed.push(withoutStack(entry))],
  });
  return { entries, inputs, result, replayed };
};

/** Where things happen to a session. */
export interface Scene {
  readonly session: Pick<LiveSession, 'command'>;
  readonly message$: Subject<Input>;
  readonly real: PlayedTime;
  readonly time: TimeSource;
  /** Sets the wall clock, by so many ms. */
  readonly set: (ms: number) => void;
}

export const happen = (happening: Happening, { session, message$, real, time, set }: Scene): void => {
  const receivedAt = time.now();
  switch (happening.kind) {
    case 'message':
      message$.next(
        message(happening.whole ? 'tk' : 'tf', { ...happening.said, token: happening.token, receivedAt }),
      );
      break;
    case 'malformed':
      message$.next({ kind: 'Malformed', receivedAt, detail: 'no JSON' });
      break;
    case 'connection': {
      const { state } = happening;
      const about = { token: undefined, detail: state, connection: state };
      message$.next({ kind: 'Notice', receivedAt, event: 'Connection', ...about });
      break;
    }
    case 'notice':
      message$.next({
        kind: 'Notice',
        receivedAt,
        event: happening.event,
        token: undefined,
        detail: `at ${receivedAt}`,
      });
      break;
    case 'command':
      void session.command({
        command: happening.command,
        strategy: happening.strategy,
        token: happening.token,
        by: 'a test',
        reason: 'by hand',
      });
      break;
    case 'pass':
      real.pass(happening.ms);
      break;
    case 'stall':
      real.stall(happening.ms);
      break;
    case 'set':
      set(happening.ms);
      break;
  }
};

export async function* oneBatch(inputs: readonly Input[]): AsyncIterable<readonly Input[]> {
  yield await Promise.resolve(inputs);
}

export const withoutStack = (entry: Entry): Entry =>
  entry.kind === 'StrategyFailed' ? { ...entry, stack: undefined } : entry;
