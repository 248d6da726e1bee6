import { Subject } from 'rxjs';
import { journaledFirst } from '../../src/adapter/journal/journaled-first.js';
import { resumeRecorder } from '../../src/adapter/recording/resume-recorder.js';
import { sealHere } from '../../src/adapter/recording/seal-thread.js';
import type { Setting } from '../../src/codec/setting.js';
import { rupees } from '../../src/domain/money.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import { epochMs } from '../../src/domain/time.js';
import { flatCharges } from '../../src/exchange/charges.js';
import type { Input } from '../../src/port/input.js';
import { NO_LOG } from '../../src/port/log.js';
import { lookAt } from '../../src/run/find-unfinished.js';
import { type LiveResult, liveSession } from '../../src/run/live-session.js';
import { pastOf } from '../../src/run/past.js';
import { recordedPipeline } from '../../src/run/recorded-pipeline.js';
import type { Resumed } from '../../src/run/resumed.js';
import { resumedPipeline } from '../../src/run/repeated-pipeline.js';
import { SecondLife } from '../../src/run/second-life.js';
import { VERSION } from '../../src/run/version.js';
import { idealBroker } from '../support/ideal-exchange.js';
import { PlayedTime } from '../support/played-time.js';
import { sampleMessages } from './recorded-session.js';

const AWAY_MS = 30_000;

/**
 * Goes on with what {@link recordedSession} recorded into `folder`, half a minute after it was cut off: a connection,
 * and the messages of the sample day from then on, `count` of them. Ends in good order, or is killed where it is.
 */
export const resumedSession = async (
  folder: string,
  {
    count,
    settings,
    restarts = false,
    end,
  }: { count: number; settings?: readonly Setting[]; restarts?: boolean; end: 'kill' | 'stop' },
): Promise<{ readonly resumed: Resumed; readonly result: LiveResult | undefined }> => {
  const was = (await lookAt(folder)).header;
  const code = { ...was, settings: settings ?? was.settings, rxtape: VERSION };
  const limits = { flushMs: 3_600_000, segmentBytes: 100_000 };
  const { recorder, session: recorded } = await resumeRecorder({
    ...{
      folder,
      code,
      log: NO_LOG,
      sealer: sealHere,
      limits,
    },
  });
  const second = new SecondLife(pastOf(recorded), restarts);
  const pipeline = await recordedPipeline({ ...recorded.header, ...code }, undefined, () => undefined);
  const built = resumedPipeline(pipeline, recorded, second);
  const real = new PlayedTime(epochMs((recorded.end?.endAt ?? recorded.extent.at ?? 0) + AWAY_MS));
  const message$ = new Subject<Input>();
  let tell: (resumed: Resumed) => void = () => undefined;
  const begun = new Promise<Resumed>((resolve) => {
    tell = resolve;
  });
  const session = liveSession(built, {
    feed: { message$ },
    time: real,
    startAt: recorded.header.startAt,
    real,
    broker: journaledFirst(
      idealBroker(flatCharges(rupees(20)), 75),
      second.journal(recorder),
      (_, reason) => {
        throw new Error(reason);
      },
    ),
    quality: DEFAULT_QUALITY,
    readers: [],
    recorder,
    second,
    onResumed: (found) => tell(found),
  });
  const leave = async (): Promise<never> => {
    await recorder.leave();
    return session.done as Promise<never>;
  };
  const resumed = await Promise.race([begun, session.done.then(leave, leave)]);
  recorded.close();
  const messages = await sampleMessages(new Set(built.instruments.keys()), Infinity);
  const from = messages.findIndex(({ receivedAt }) => receivedAt > real.now());
  message$.next({
    ...{ kind: 'Notice', receivedAt: real.now(), event: 'Connection', token: undefined },
    ...{ detail: 'again', connection: 'Connecting' },
  });
  for (const [i, message] of messages.slice(from, from + count).entries()) {
    real.pass(message.receivedAt - real.now());
    message$.next(i === 0 ? { ...message, kind: 'tk' } : message);
    real.pass(0);
  }
  if (end === 'kill') {
    await recorder.flush();
    await recorder.leave(); // the lock is this process's own, and a kill would leave it to nobody
    return { resumed, result: undefined };
  }
  session.stop('enough', 'keep');
  real.pass(0);
  return { resumed, result: await session.done };
};
