import type { RecorderStats } from '../adapter/recording/recorder-state.js';
import { istTextOf } from '../domain/session.js';
import { type EpochMs, SECOND_MS } from '../domain/time.js';
import type { Figures } from '../port/log.js';
import type { Latency } from '../report/latency.js';
import type { LiveStats } from './live-figures.js';

/** How a session stands at one moment of real time. */
export interface Standing {
  /** Real milliseconds, of a clock that is never set. */
  readonly realAt: number;
  /** The session's clock. */
  readonly sessionAt: EpochMs;
  readonly stats: LiveStats;
}

/**
 * What the log tells from time to time: rates since `before`, latencies of the time since then, the rest as it
 * is now. `recording` is undefined where nothing is recorded; `rss` is bytes.
 */
export const heartbeatOf = (
  before: Standing,
  { realAt, sessionAt, stats }: Standing,
  lap: Latency,
  recording: RecorderStats | undefined,
  rss: number,
): Figures => {
  const seconds = (realAt - before.realAt) / SECOND_MS;
  const perSecond = (count: (stats: LiveStats) => number): number =>
    seconds <= 0 ? 0 : Math.round((count(stats) - count(before.stats)) / seconds);
  return {
    session: istTextOf(sessionAt),
    state: stats.connection ?? 'none',
    messagesPerSecond: perSecond(({ messages }) => messages),
    ticksPerSecond: perSecond(({ ticks }) => ticks),
    decisions: stats.decisions,
    queue: stats.waiting,
    conflated: stats.conflated,
    p50Ms: lap.p50,
    p99Ms: lap.p99,
    silentMs: stats.silence?.ms ?? 0,
    silentToken: stats.silence?.token ?? 'none',
    reconnects: stats.reconnects,
    rssMb: Math.round(rss / 1_000_000),
    ...(recording === undefined ? {} : { recording: recording.state, recordingLost: lostOf(recording) }),
  };
};

/** Ticks and other inputs that could not be recorded. */
const lostOf = ({ lost }: RecorderStats): number => lost.touchlines + lost.others;
