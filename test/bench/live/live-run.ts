import { hrtime } from 'node:process';
import { build, type Histogram } from 'hdr-histogram-js';
import type { SessionRecorder } from '../../../src/adapter/recording/session-recorder.js';
import { DEFAULT_QUALITY } from '../../../src/domain/quality.js';
import type { Pipeline } from '../../../src/operator/pipeline.js';
import type { BrokerOf } from '../../../src/port/broker.js';
import type { Latency } from '../../../src/report/latency.js';
import { liveSession, type LiveResult } from '../../../src/run/live-session.js';
import type { Reader } from '../../../src/run/read-entries.js';
import { wallTime } from '../../../src/run/machine-time.js';
import { recorderOf } from '../../support/recorder-of.js';
import { idealBroker } from '../../support/ideal-exchange.js';
import { feedAt } from './feed-at.js';

export interface LiveRun {
  readonly result: LiveResult;
  /** From the first tick to the last. */
  readonly seconds: number;
  /** Without the first `warmUp` messages: from the socket to the end of the belt. */
  readonly latency: Latency;
  /** From the sending of a message, by `sender.ts` paced, to the end of the belt: microseconds. */
  readonly fromSender: Histogram;
}

export interface LiveRunOptions {
  /** So many messages are not counted in the latencies. */
  readonly warmUp?: number;
  /** The folder in which the session is recorded. */
  readonly record?: string;
  /** Where orders go, of the recorder; to an ideal exchange when left out. */
  readonly brokerOf?: (recorder: SessionRecorder | undefined) => BrokerOf;
  /** Shown every entry. */
  readonly reader?: Reader;
}

/** Runs `pipeline` on paper on the feed at `url` until it has had `messages` ticks, none folded into another. */
export const liveRun = async (
  url: string,
  pipeline: Pipeline,
  messages: number,
  { warmUp = 0, record, brokerOf = () => idealBroker(), reader = () => undefined }: LiveRunOptions = {},
): Promise<LiveRun> => {
  const time = wallTime();
  const startAt = time.now();
  const recorder = record === undefined ? undefined : await recorderOf(record, pipeline, startAt);
  const fromSender = build({ highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 });
  let ticks = 0;
  let begun = 0;
  let seconds = 0;
  const feed = feedAt(url, pipeline, time);
  const session = liveSession(pipeline, {
    feed,
    time,
    startAt,
    broker: brokerOf(recorder),
    quality: DEFAULT_QUALITY,
    lineBound: messages,
    readers: [
      reader,
      (entry) => {
        if (entry.kind !== 'Tick') return;
        ticks += 1;
        if (url.includes('/paced'))
          fromSender.recordValue(Math.max(0, Number(hrtime.bigint() / 1_000n) - (entry.volume ?? 0)));
        if (ticks === warmUp) {
          session.lap();
          fromSender.reset();
        }
        if (ticks === 1) begun = performance.now();
        if (ticks < messages) return;
        seconds = (performance.now() - begun) / 1_000;
        session.stop('all has come', 'keep');
      },
    ],
    ...(recorder === undefined ? {} : { recorder }),
  });
  const result = await session.done;
  const { stats } = result;
  const latency = session.lap();
  if (stats.ticks !== messages || stats.conflated > 0)
    throw new Error(`${stats.ticks} of ${messages} messages became ticks, ${stats.conflated} were folded`);
  if (recorder !== undefined && recorder.lost > 0) throw new Error(`${recorder.lost} were not recorded`);
  return { result, seconds, latency, fromSender };
};
