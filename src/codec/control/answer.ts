import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { explain } from '../explain.js';
import { Order, Position } from '../report.js';
import { jsonOf } from './json-of.js';
import { CONTROL_VERSION } from './version.js';

const orNull = <C extends t.Mixed>(codec: C): t.UnionC<[C, t.NullC]> => t.union([codec, t.null]);
const Many = <C extends t.Mixed>(codec: C): t.ReadonlyArrayC<C> => t.readonlyArray(codec);

/** Which session it is. */
export type SessionIdentity = t.TypeOf<typeof SessionIdentity>;
export const SessionIdentity = t.strict(
  {
    /** Version of rxtape that runs it. */
    version: t.string,
    pid: t.number,
    kind: t.string,
    pipeline: t.string,
    feed: t.string,
    /** Of its recording, absolute; null where there is none. */
    folder: orNull(t.string),
    /** By the session's clock, ISO in IST. */
    startedAt: t.string,
  },
  'SessionIdentity',
);

/** Rupees. */
const MONEY = { netPnl: t.number, grossPnl: t.number, charges: t.number, trades: t.number };

/** A kill switch that is thrown. */
export type SwitchStatus = t.TypeOf<typeof SwitchStatus>;
const SwitchStatus = t.strict({
  /** Null is every strategy, every instrument. */
  strategy: orNull(t.string),
  token: orNull(t.string),
  instrument: orNull(t.string),
  mode: t.string,
  by: t.string,
  reason: t.string,
  seq: t.number,
  at: t.string,
});

/** A halt by a rule on losses that stands. */
export type HaltStatus = t.TypeOf<typeof HaltStatus>;
const HaltStatus = t.strict({
  /** Null is every strategy, every instrument. */
  strategy: orNull(t.string),
  token: orNull(t.string),
  instrument: orNull(t.string),
  rule: t.string,
  limit: t.number,
  actual: t.number,
  /** Of both. */
  unit: t.string,
  /** What ends it: `nextSession` or `resume`. */
  until: t.string,
  message: t.string,
  seq: t.number,
  at: t.string,
});

/** How a session stands. Money in rupees, times ISO in IST by the session's clock, `Ms` real milliseconds. */
export type SessionStatus = t.TypeOf<typeof SessionStatus>;
export const SessionStatus = t.strict(
  {
    session: SessionIdentity,
    at: t.string,
    uptimeMs: t.number,
    connection: orNull(t.string),
    reconnects: t.number,
    messages: t.number,
    ticks: t.number,
    malformed: t.number,
    /** Of real time, over the last ten seconds. */
    ticksPerSecond: t.number,
    /** From the socket to the end of the belt, all decisions made; real ms. */
    latency: t.strict({
      count: t.number,
      p50: t.number,
      p90: t.number,
      p99: t.number,
      p999: t.number,
      max: t.number,
    }),
    queue: t.strict({ waiting: t.number, longest: t.number, conflated: t.number }),
    /** The instrument whose last tick is longest ago, by the session's clock. */
    silence: orNull(t.strict({ token: t.string, instrument: t.string, ms: t.number })),
    decisions: t.number,
    refused: t.number,
    orders: t.strict({ sent: t.number, open: t.number, fills: t.number }),
    positions: t.number,
    pnl: t.strict(MONEY),
    strategies: Many(t.strict({ name: t.string, ...MONEY })),
    switches: Many(SwitchStatus),
    halts: Many(HaltStatus),
    /** Null where nothing is recorded; else its state, and how many ticks and other inputs it lacks. */
    recording: orNull(t.strict({ state: t.string, lost: t.number })),
  },
  'SessionStatus',
);

/** Orders that have not ended. */
export type OpenOrders = t.TypeOf<typeof OpenOrders>;
export const OpenOrders = Many(Order);

export type OpenPositions = t.TypeOf<typeof OpenPositions>;
export const OpenPositions = Many(Position);

/** A command that has gone down the belt: its number and time on the tape. */
export type CommandDone = t.TypeOf<typeof CommandDone>;
export const CommandDone = t.strict(
  {
    seq: t.number,
    at: t.string,
    /** Whether it is on the disk, so that it holds after a crash too. */
    isRecorded: t.boolean,
  },
  'CommandDone',
);

/** The line that answers a request with `value`, its newline included. */
export const answerText = (value: unknown): string =>
  `${JSON.stringify({ rxtape: CONTROL_VERSION, ok: true, value })}\n`;

/** The line that says why a request has no answer, its newline included. */
export const problemText = (problem: string): string =>
  `${JSON.stringify({ rxtape: CONTROL_VERSION, ok: false, problem })}\n`;

/** What a line answers; else what the session says is wrong, or what is wrong with its line. */
export const decodeAnswer = <A>(codec: t.Type<A, unknown>, line: string): E.Either<string, A> => {
  const answer = Answer.decode(jsonOf(line));
  if (E.isLeft(answer)) return E.left(`no answer of a session: ${explain(answer.left).join('; ')}`);
  if (!answer.right.ok) return E.left(answer.right.problem);
  const value = codec.decode(answer.right.value);
  return E.isLeft(value) ? E.left(`no answer of a session: ${explain(value.left).join('; ')}`) : value;
};

const Answer = t.union(
  [
    t.type({ rxtape: t.literal(CONTROL_VERSION), ok: t.literal(true), value: t.unknown }),
    t.type({ rxtape: t.number, ok: t.literal(false), problem: t.string }),
  ],
  'Answer',
);
