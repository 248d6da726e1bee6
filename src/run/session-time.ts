import type { Deployment } from '../adapter/noren/deployment.js';
import { serverDate } from '../adapter/noren/server-date.js';
import type { SimulatorTime } from '../adapter/noren/simulator-time.js';
import { durationText } from '../domain/duration-text.js';
import { istTextOf } from '../domain/session.js';
import { type EpochMs, SECOND_MS } from '../domain/time.js';
import type { Log } from '../port/log.js';
import type { TimeSource } from '../port/time-source.js';
import { wallTime } from './machine-time.js';
import type { SessionLogin } from './session-login.js';
import type { StartUp } from './start-up.js';

/** The time that a session goes by, and a line on it for people. */
export interface SessionTime {
  readonly time: TimeSource;
  readonly said: string;
}

/** The step of a start that settles the time; `endAt` throws where the end would be over before it began. */
export const settleTime = async (
  start: StartUp,
  { deployment, simulator }: Pick<SessionLogin, 'deployment' | 'simulator'>,
  endAt: (startAt: EpochMs) => unknown,
  log: Log,
): Promise<TimeSource> => {
  const { time } = await start.step(
    'clock',
    async () => {
      const told = await sessionTime(deployment, simulator, log);
      endAt(told.time.now());
      return told;
    },
    ({ said }) => said,
  );
  return time;
};

/** A server tells whole seconds, and an answer takes its time: less than this is no difference. */
const SAME_WITHIN_MS = 3 * SECOND_MS;

/**
 * The simulator's time where the feed is one, else that of this machine's clock, which is held against the
 * server's. A clock that is off is told and used all the same: trading goes by the exchange's times, and what
 * suffers is what compares the two (staleness, trading windows).
 */
export const sessionTime = async (
  { restUrl }: Deployment,
  simulator: SimulatorTime | undefined,
  log: Log,
): Promise<SessionTime> => {
  if (simulator !== undefined)
    return { time: simulator, said: `the simulator's, ${istTextOf(simulator.now())}` };
  const time = wallTime();
  const { host } = new URL(restUrl);
  const told = await serverDate(restUrl);
  const now = time.now();
  if (told.kind === 'Untold')
    return { time, said: `this machine's, ${istTextOf(now)}; ${host} could not be asked: ${told.why}` };
  const aheadMs = now - told.at;
  if (Math.abs(aheadMs) < SAME_WITHIN_MS)
    return { time, said: `this machine's, ${istTextOf(now)}, as ${host} has it` };
  const off = `${durationText(Math.abs(Math.round(aheadMs / SECOND_MS) * SECOND_MS))} ${aheadMs > 0 ? 'ahead of' : 'behind'}`;
  log.warn(
    { aheadMs },
    `this machine's clock is ${off} that of ${host}: set it (timedatectl, ntpdate), or times on the tape are off by as much`,
  );
  return { time, said: `this machine's, ${istTextOf(now)}, ${off} that of ${host}` };
};
