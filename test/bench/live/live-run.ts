import { hrtime } from 'node:process';
import { build, type Histogram } from 'hdr-histogram-js';
import { asyncScheduler } from 'rxjs';
import { norenFeed } from '../../../src/adapter/noren/noren-feed.js';
import { simulatedBroker } from '../../../src/adapter/simulated/simulated-broker.js';
import { DEFAULT_QUALITY } from '../../../src/domain/quality.js';
import { Secret } from '../../../src/domain/secret.js';
import { noCharges } from '../../../src/exchange/charges.js';
import type { Pipeline } from '../../../src/operator/pipeline.js';
import { NO_LOG } from '../../../src/port/log.js';
import type { SessionTokens } from '../../../src/port/session-tokens.js';
import { liveSession, type LiveResult } from '../../../src/run/live-session.js';
import { wallTime } from '../../../src/run/machine-time.js';
import type { Recorder } from '../../../src/port/recorder.js';

const TOKENS: SessionTokens = {
  current: async () => ({ uid: 'FA00000', accountId: 'FA00000', token: new Secret('c1d2e3f4a5b6') }),
  renewed: () => new Promise(() => undefined),
};

export interface LiveRun {
  readonly result: LiveResult;
  /** From the sending of a message, by `sender.ts` paced, to the end of the belt: microseconds. */
  readonly fromSender: Histogram;
}

/** Runs `pipeline` on paper on the feed at `url` until it has had `messages` ticks, none folded into another. */
export const liveRun = async (
  url: string,
  pipeline: Pipeline,
  messages: number,
  recorder?: Recorder,
): Promise<LiveRun> => {
  const time = wallTime();
  const fromSender = build({ highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 });
  let ticks = 0;
  const feed = norenFeed({
    url,
    dialect: 'current',
    tokens: TOKENS,
    instruments: [...pipeline.instruments.values()],
    depth: false,
    time,
    scheduler: asyncScheduler,
    seed: 1,
    limits: { batchMs: 1 },
    log: NO_LOG,
  });
  const session = liveSession(pipeline, {
    feed,
    time,
    startAt: time.now(),
    broker: (clock) => simulatedBroker(clock, noCharges, 0),
    quality: DEFAULT_QUALITY,
    lineBound: messages,
    readers: [
      (entry) => {
        if (entry.kind !== 'Tick') return;
        ticks += 1;
        if (url.includes('/paced'))
          fromSender.recordValue(Math.max(0, Number(hrtime.bigint() / 1_000n) - (entry.volume ?? 0)));
        if (ticks === messages) session.stop('all has come', 'keep');
      },
    ],
    ...(recorder === undefined ? {} : { recorder }),
  });
  const result = await session.done;
  const { stats } = result;
  if (stats.ticks !== messages || stats.conflated > 0)
    throw new Error(`${stats.ticks} of ${messages} messages became ticks, ${stats.conflated} were folded`);
  return { result, fromSender };
};
