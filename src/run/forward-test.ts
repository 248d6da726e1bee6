import { loadCalendar } from '../adapter/calendar/load-calendar.js';
import type { RecordedSession } from '../adapter/recording/read-session.js';
import type { Command } from '../domain/event.js';
import { istTextOf } from '../domain/session.js';
import type { Token } from '../domain/token.js';
import type { Log } from '../port/log.js';
import { driftOf, type DriftRow, driftRows } from '../report/drift/drift.js';
import { forwardCommand } from '../report/forward-command.js';
import type { ForwardSession, ForwardTest } from '../report/forward-test.js';
import { StabilityFold } from '../report/stability/stability-fold.js';
import { backtestBeside, planBeside } from './backtest-beside.js';
import { decisionDifference } from './decision-difference.js';
import { recordedPlan } from './recorded-broker.js';
import { recordedPipeline } from './recorded-pipeline.js';
import { recordedRun, withRecording } from './recorded-run.js';
import { restartedAt } from './repeated-pipeline.js';
import { sessionEndAt } from './session-end-at.js';
import { VERSION } from './version.js';

export interface ForwardTestOptions {
  /** The pipeline's file, where it is not the one that the header names. */
  readonly pipeline: string | undefined;
  /** Folder for the files of the session's report; undefined writes none. */
  readonly out: string | undefined;
  readonly log: Log;
}

/**
 * What the session that was recorded into `folder` came to and how well it held, from a replay of its inputs, and how
 * it stands beside a backtest of its ticks with the same pipeline, settings, exchange and quality; the trades of both
 * beside each other. A session whose strategies began again in it had two programs, and has no backtest. Rejects as
 * `verify` does, and with a UsageError for a recording without a pipeline.
 */
export const forwardTest = (
  folder: string,
  { pipeline, out, log }: ForwardTestOptions,
): Promise<{ readonly found: ForwardTest; readonly rows: readonly DriftRow[] }> =>
  withRecording(folder, log, (session) => tested(session, pipeline, out));

const tested = async (
  session: RecordedSession,
  path: string | undefined,
  out: string | undefined,
): Promise<{ readonly found: ForwardTest; readonly rows: readonly DriftRow[] }> => {
  const { header, extent, end } = session;
  const notes: string[] = [];
  const note = (line: string): void => void notes.push(line);
  const pipeline = await recordedPipeline(header, path, note);
  if (header.rxtape !== VERSION) note(`recorded by rxtape ${header.rxtape}, reported by ${VERSION}`);
  const plan = await recordedPlan(header);
  const hasRestarted = restartedAt(session) !== undefined;
  if (hasRestarted) note('a backtest would be of the last of its code alone: it is held against none');
  const beside = hasRestarted ? undefined : await planBeside(plan, note);
  const endAt = sessionEndAt(session) ?? header.startAt;
  const stability = new StabilityFold({
    instruments: pipeline.instruments,
    calendar: await loadCalendar([]),
    startAt: header.startAt,
    endAt,
    hasEnded: end !== undefined,
  });
  const commands: Command[] = [];
  const paper = await recordedRun({
    session,
    pipeline,
    plan,
    out,
    note,
    readers: [
      (entry) => stability.take(entry),
      (entry) => {
        if (entry.kind === 'Command') commands.push(entry);
      },
    ],
  });
  const tape = beside && (await backtestBeside(session, pipeline, beside));
  const rows = tape === undefined ? [] : driftRows(paper, tape, pipeline.instruments);
  const about: ForwardSession = {
    folder: session.folder,
    kind: header.kind,
    rxtape: header.rxtape,
    pipeline: header.pipeline ?? null,
    feed: header.feed,
    startedAt: istTextOf(header.startAt),
    endedAt: istTextOf(endAt),
    recording: extent.lost !== undefined ? 'lost' : end === undefined ? 'cut off' : 'whole',
  };
  const nameOf = (token: Token): string => pipeline.instruments.get(token)?.name ?? token;
  const found = {
    session: about,
    report: paper.report,
    stability: stability.result(),
    commands: commands.map((command) => forwardCommand(command, nameOf)),
    drift: tape === undefined ? null : driftOf(paper, tape, rows),
    firstDifference: tape === undefined ? null : decisionDifference(paper.decided, tape.decided),
    backtest: tape?.report ?? null,
    notes,
  };
  return { found, rows };
};
