import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { EMPTY } from 'rxjs';
import { loadCalendar } from '../adapter/calendar/load-calendar.js';
import type { PipelineFile, SessionHeader } from '../codec/recording/session-header.js';
import { UsageError } from '../domain/failure.js';
import type { Instrument } from '../domain/instrument.js';
import { instrumentBook } from '../domain/instrument-book.js';
import { NO_MONEY } from '../domain/money.js';
import type { Pipeline } from '../operator/pipeline.js';
import { loadPipeline } from './load-pipeline.js';
import { resolvePipeline } from './resolve-pipeline.js';
import { changedTables, tablesInForce } from './tables-in-force.js';

/** A pipeline without strategies: for recording a feed, nothing is decided. */
export const onlyRecording = (instruments: readonly Instrument[]): Pipeline => ({
  name: 'record',
  instruments: new Map(instruments.map((instrument) => [instrument.token, instrument])),
  capital: NO_MONEY,
  risk: [],
  bindings: [],
  history: 1,
  graph: () => EMPTY,
});

/** A pipeline's file as a recording names it. Rejects with a UsageError where it cannot be read. */
export const pipelineFile = async (path: string): Promise<PipelineFile> => {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new UsageError(`no pipeline file ${path}`, { cause: error });
  });
  return { path, sha256: createHash('sha256').update(bytes).digest('hex') };
};

/**
 * The pipeline of a recorded session: from the file at `path`, else from the one that the header names, with
 * the session's own instruments and settings. `note` is told where the file is not what it was, and which of the tables
 * that the session went by are not.
 */
export const recordedPipeline = async (
  header: SessionHeader,
  path: string | undefined,
  note: (line: string) => void,
): Promise<Pipeline> => {
  const recorded = header.pipeline;
  if (recorded === undefined) {
    if (path !== undefined)
      throw new UsageError('--pipeline: this session was recorded without a pipeline; leave it out');
    return onlyRecording(header.instruments);
  }
  const file = await pipelineFile(path ?? recorded.path).catch((error: unknown) => {
    if (path !== undefined || !(error instanceof UsageError)) throw error;
    throw new UsageError(
      `${error.message}, which the session was recorded with; --pipeline FILE says where it is now`,
    );
  });
  if (file.sha256 !== recorded.sha256)
    note(`${file.path} is not what it was when the session was recorded: the replay may differ by that`);
  const definition = await loadPipeline(file.path);
  const book = instrumentBook(header.instruments);
  const pipeline = resolvePipeline(definition, book, await loadCalendar([]), header.settings);
  for (const name of changedTables(header.tables, tablesInForce(header.broker, pipeline)))
    note(`the table ${name} is not what it was when the session was recorded: the replay may differ by that`);
  return pipeline;
};
