import type { SessionRecorder } from '../adapter/recording/session-recorder.js';
import type { Log } from '../port/log.js';
import type { TimeSource } from '../port/time-source.js';
import { heartbeatOf, type Standing } from './heartbeat.js';
import type { LiveSession } from './live-session.js';

export interface BeatOptions {
  /** Real ms; 0 is never. */
  readonly everyMs: number;
  readonly time: TimeSource;
  readonly log: Log;
  readonly recorder: Pick<SessionRecorder, 'stats'> | undefined;
}

/** Logs how `session` stands, now and then, until the returned function is called. */
export const beat = (
  session: Pick<LiveSession, 'stats' | 'lap'>,
  { everyMs, time, log, recorder }: BeatOptions,
): (() => void) => {
  if (everyMs === 0) return () => undefined;
  const standing = (): Standing => ({
    realAt: performance.now(),
    sessionAt: time.now(),
    stats: session.stats(),
  });
  let before = standing();
  const timer = setInterval(() => {
    const now = standing();
    const { rss } = process.memoryUsage();
    log.info(heartbeatOf(before, now, session.lap(), recorder?.stats(), rss), 'heartbeat');
    before = now;
  }, everyMs);
  return () => clearInterval(timer);
};
