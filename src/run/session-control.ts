import { userInfo } from 'node:os';
import type { Answerer, ControlSocket } from '../adapter/control/control-socket.js';
import type { RecorderStats } from '../adapter/recording/recorder-state.js';
import type { SessionRecorder } from '../adapter/recording/session-recorder.js';
import type { CommandDone, SessionIdentity, SessionStatus } from '../codec/control/answer.js';
import type { ControlRequest } from '../codec/control/request.js';
import { DataError, UsageError } from '../domain/failure.js';
import { instrumentBook } from '../domain/instrument-book.js';
import { istTextOf } from '../domain/session.js';
import { SECOND_MS } from '../domain/time.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { Log } from '../port/log.js';
import type { TimeSource } from '../port/time-source.js';
import { reportOrder } from '../report/report-order.js';
import { reportPosition } from '../report/report-position.js';
import type { RunStanding } from '../report/run-standing.js';
import type { SwitchScope } from '../risk/kill-switch.js';
import type { CommandTold, LiveSession, OnStop } from './live-session.js';
import { RecentRate } from './recent-rate.js';
import { resolveInstruments } from './resolve-instruments.js';
import { statusOf } from './session-status.js';
import type { HaltsInForce } from './halts-in-force.js';
import type { SwitchesThrown } from './switches-thrown.js';

/** A session, and the readers that know how it stands. */
export interface ControlledSession {
  readonly identity: SessionIdentity;
  readonly pipeline: Pick<Pipeline, 'instruments' | 'bindings'>;
  readonly time: Pick<TimeSource, 'now'>;
  readonly recorder: Pick<SessionRecorder, 'stats' | 'flush'> | undefined;
  readonly session: Pick<LiveSession, 'command' | 'stop' | 'stats'>;
  readonly standing: () => RunStanding;
  readonly switches: Pick<SwitchesThrown, 'thrown'>;
  readonly halts: Pick<HaltsInForce, 'inForce'>;
  /** What becomes of open orders and positions at a stop that does not say. */
  readonly onStop: OnStop;
  readonly log: Log;
}

/**
 * Answers what a running session is asked over its control socket, from what its readers folded, and puts commands
 * into its line. Only its own user can ask, so commands are by that one. Returns what ends it.
 */
export const sessionControl = (control: ControlSocket, controlled: ControlledSession): (() => void) => {
  const { session } = controlled;
  const startedAt = performance.now();
  const rate = new RecentRate();
  const note = (): void => rate.note(performance.now(), session.stats().ticks);
  note();
  const timer = setInterval(note, SECOND_MS).unref();
  const status = (): SessionStatus => statusNow(controlled, startedAt, rate);
  control.serve((request) => answerOf(controlled, request, status));
  return () => clearInterval(timer);
};

const answerOf = async (
  controlled: ControlledSession,
  request: ControlRequest,
  status: () => SessionStatus,
): ReturnType<Answerer> => {
  const { session, standing, onStop } = controlled;
  switch (request.ask) {
    case 'who':
      return controlled.identity;
    case 'status':
      return status();
    case 'orders':
      return standing().orders.map(reportOrder);
    case 'positions':
      return standing().positions.map(reportPosition);
    case 'command': {
      const { command, reason } = request;
      const told = { command, ...scopeOf(controlled, request), by: user(), reason };
      return await done(controlled, told);
    }
    case 'stop': {
      const { reason } = request;
      const heard = await done(controlled, { ...FOR_ALL, command: 'halt', by: user(), reason });
      session.stop(reason, request.onStop ?? onStop);
      return heard;
    }
  }
};

/**
 * Puts the command before all that waits; it is done when all that was decided at it has gone down the belt and, where
 * the disk takes it, is recorded.
 */
const done = async (
  { session, recorder, log }: ControlledSession,
  told: CommandTold,
): Promise<CommandDone> => {
  const command = await session.command(told);
  if (command === undefined) throw new DataError('the session ended before it heard the command');
  const { seq, at, strategy, token, by, reason } = command;
  log.warn({ seq, strategy, token, by, reason }, command.command);
  await recorder?.flush();
  return { seq, at: istTextOf(at), isRecorded: recorder !== undefined && isWhole(recorder.stats()) };
};

/** A recording that has lost anything does not go on after a crash: what it has then holds for nobody. */
const isWhole = ({ state, lost }: RecorderStats): boolean =>
  state === 'recording' && lost.touchlines + lost.others + lost.entries === 0;

const FOR_ALL: SwitchScope = { strategy: undefined, token: undefined };

const user = (): string => userInfo().username;

const scopeOf = (
  { pipeline }: ControlledSession,
  { strategy, instrument }: { readonly strategy?: string; readonly instrument?: string },
): SwitchScope => {
  const strategies = pipeline.bindings.map(({ name }) => name);
  if (strategy !== undefined && !strategies.includes(strategy))
    throw new UsageError(`no strategy is named ${strategy}; this session runs ${strategies.join(', ')}`);
  if (instrument === undefined) return { strategy, token: undefined };
  const [found] = resolveInstruments(instrumentBook(pipeline.instruments.values()), [instrument]);
  return { strategy, token: found?.token };
};

const statusNow = (
  { identity, pipeline, time, recorder, session, standing, switches, halts }: ControlledSession,
  startedAt: number,
  rate: RecentRate,
): SessionStatus => {
  const now = performance.now();
  const stats = session.stats();
  return statusOf({
    session: identity,
    at: time.now(),
    uptimeMs: now - startedAt,
    ticksPerSecond: rate.perSecond(now, stats.ticks),
    stats,
    standing: standing(),
    switches: switches.thrown,
    halts: halts.inForce,
    recording: recorder?.stats(),
    nameOf: (token) => pipeline.instruments.get(token)?.name ?? token,
  });
};
