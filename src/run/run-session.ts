import { asyncScheduler } from 'rxjs';
import { journaledFirst } from '../adapter/journal/journaled-first.js';
import { restOf } from '../adapter/noren/rest.js';
import { restOrderBook } from '../adapter/noren/rest-order-book.js';
import { framePaced } from '../adapter/noren/frame-paced.js';
import type { ConnectionLimits } from '../adapter/noren/connection-limits.js';
import { norenFeed } from '../adapter/noren/noren-feed.js';
import type { Token } from '../domain/token.js';
import type { Log } from '../port/log.js';
import type { Report } from '../report/report.js';
import type { RunStanding } from '../report/run-standing.js';
import type { Reader } from './read-entries.js';
import { beat } from './beat.js';
import { heldBackLines, openLines } from './goes-on-lines.js';
import { haltUnjournaled } from './halt-unjournaled.js';
import { type LiveResult, type LiveSession, liveSession, type OnStop } from './live-session.js';
import { lossTeller } from './loss-teller.js';
import { pastOf } from './past.js';
import type { PreparedSession } from './prepare-session.js';
import { onceAt } from './once-at.js';
import { resumedPipeline } from './repeated-pipeline.js';
import { type ReportReader, reportPlaces, reportReader } from './report-reader.js';
import { resumedText } from './resumed.js';
import { SecondLife } from './second-life.js';
import { sessionControl } from './session-control.js';
import { identityOf } from './session-identity.js';
import { brokerModels, brokerSettings, notesOf, sessionOrders } from './session-orders.js';
import { HaltsInForce } from './halts-in-force.js';
import { SwitchesThrown } from './switches-thrown.js';

export interface RunSessionOptions {
  /** Shown every entry that is new, when the report has taken it. */
  readonly reader: Reader;
  /** From so many waiting messages on, updates of a token are folded into one. */
  readonly lineBound: number;
  /** What becomes of open orders and positions then. */
  readonly onStop: OnStop;
  /** How often the log tells how it goes, real ms; 0 is never. */
  readonly heartbeatMs: number;
  /** When the connection is given up and tried again, where that is not as usual. */
  readonly limits?: Partial<ConnectionLimits>;
  /** Of the backoff's jitter. */
  readonly seed: number;
  readonly log: Log;
}

/** A session that goes on. */
export interface RunningSession {
  /** Resolves when it has ended, its recording and report are whole; rejects with what ended it by an error. */
  readonly done: Promise<SessionOutcome>;
  stop(reason: string, policy: OnStop): void;
}

export interface SessionOutcome {
  readonly report: Report;
  readonly result: LiveResult;
  /** Of its recording. */
  readonly folder: string | undefined;
  /** Ticks, other inputs and entries that the recording lacks. */
  readonly lost: number;
}

/** A stop has 5 s in all; what is left is for the recording and the report. */
const STOP_WITHIN_MS = 3_000;

/** Connects, and runs the session until it is stopped, its time has come, or a simulator has nothing more to play. */
export const runSession = (prepared: PreparedSession, options: RunSessionOptions): RunningSession => {
  const { plan, pipeline, login, time, startAt, endAt, recorder, past, control } = prepared;
  const { onStop, log, lineBound } = options;
  const { simulator, deployment, tokens } = login;
  const rest = restOf(deployment, asyncScheduler);
  const reader = restOrderBook({ rest, log });
  const noren = norenFeed({
    url: deployment.socketUrl,
    dialect: deployment.dialect,
    tokens,
    instruments: [...pipeline.instruments.values()],
    depth: plan.depth,
    time,
    scheduler: asyncScheduler,
    seed: options.seed,
    limits: options.limits ?? {},
    orders: reader,
    log,
  });
  const feed = simulator === undefined ? noren : framePaced(noren, simulator);
  const report = reportReader(pipeline, reportPlaces(plan.out), notesOf(plan.broker), (error) =>
    log.error(
      { error, out: plan.out },
      'the report can no longer be written; the session goes on without it',
    ),
  );
  const { broker, source } = sessionOrders(prepared, feed, { rest, reader }, log);
  const nameOf = (token: Token): string => pipeline.instruments.get(token)?.name ?? token;
  const switches = new SwitchesThrown();
  const halts = new HaltsInForce();
  const second = past === undefined ? undefined : new SecondLife(pastOf(past), plan.changed === 'restarted');
  const own = second?.held(broker) ?? broker;
  const halt = haltUnjournaled(
    (given) => session.command(given),
    () => switches.thrown,
    log,
  );
  const built =
    past === undefined || second === undefined ? pipeline : resumedPipeline(pipeline, past, second);
  const session = liveSession(built, {
    feed: source,
    time,
    startAt,
    broker:
      recorder === undefined
        ? broker
        : journaledFirst(own, second?.journal(recorder) ?? recorder, (sent, problem) => {
            if (second?.isPast !== true) halt(sent, problem);
          }),
    quality: plan.quality,
    readers: [report.read, (entry) => switches.take(entry), (entry) => halts.take(entry)],
    tellers: [
      options.reader,
      ...(endAt === undefined ? [] : [onceAt(endAt, () => session.stop('its time has come', onStop))]),
      ...(recorder === undefined ? [] : [lossTeller(recorder, (notice) => session.tell(notice))]),
    ],
    lineBound,
    stopWithinMs: STOP_WITHIN_MS,
    ...(recorder === undefined ? {} : { recorder }),
    ...(second === undefined ? {} : { second }),
    onResumed: ({ tookMs, ...resumed }) => {
      past?.close();
      log.info({ folder: recorder?.folder, tookMs: Math.round(tookMs) }, `resumed: ${resumedText(resumed)}`);
      for (const line of openLines(resumed, nameOf)) log.info({}, line);
      for (const line of heldBackLines(resumed, nameOf)) log.warn({}, line);
      stopBeating = beginBeating();
    },
  });
  const standing = (): RunStanding => report.standing();
  const identity = identityOf(prepared);
  const controlled = { identity, pipeline, time, recorder, session, standing, switches, halts, onStop, log };
  const stopControl = control === undefined ? undefined : sessionControl(control, controlled);
  const beginBeating = (): (() => void) =>
    beat(session, { everyMs: options.heartbeatMs, time, log, recorder });
  let stopBeating = second === undefined ? beginBeating() : () => undefined;
  void simulator?.ended.then((why) => session.stop(why, 'keep'));
  return {
    done: finished(session, report, prepared, lineBound).finally(async () => {
      stopBeating();
      if (second?.isPast === true) {
        past?.close();
        await recorder?.leave();
      }
      stopControl?.();
      simulator?.close();
      await control?.close();
    }),
    stop: (reason, policy) => session.stop(reason, policy),
  };
};

const finished = async (
  session: LiveSession,
  report: ReportReader,
  { plan, pipeline, login, recorder }: PreparedSession,
  lineBound: number,
): Promise<SessionOutcome> => {
  try {
    const result = await session.done;
    const path = login.deployment.name;
    const shape = plan.depth ? 'depth' : 'touchline';
    const settings = {
      kind: plan.kind,
      ...brokerSettings(plan.broker, pipeline),
      queue: lineBound,
      endedBy: result.reason,
      quality: plan.quality,
    };
    const facts = {
      files: [{ path, format: 'noren', shape, bytes: 0, mapping: 'live' }],
      rows: result.stats.messages,
      skipped: 0,
    };
    return {
      report: report.finish(report.result(), facts, settings, brokerModels(plan.broker, pipeline)),
      result,
      folder: recorder?.folder,
      lost: recorder?.lost ?? 0,
    };
  } finally {
    report.close();
  }
};
