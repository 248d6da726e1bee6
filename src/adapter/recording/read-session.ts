import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { explain } from '../../codec/explain.js';
import { decodeEntryLine, type EntryLine } from '../../codec/recording/entry-line.js';
import { SessionEnd } from '../../codec/recording/session-end.js';
import { decodeHeader, type SessionHeader } from '../../codec/recording/session-header.js';
import { DataError, UsageError } from '../../domain/failure.js';
import type { Input } from '../../port/input.js';
import { journalLines } from './journal-lines.js';
import { SESSION_FILES } from './session-files.js';
import { type InputsExtent, inputsExtent, sessionInputs } from './session-inputs.js';

/** A recorded session, read back. */
export interface RecordedSession {
  readonly folder: string;
  readonly header: SessionHeader;
  /** Undefined of a session that was killed. */
  readonly end: SessionEnd | undefined;
  /** How far the inputs go. */
  readonly extent: InputsExtent;
  /** In the exact order. Each is valid until the next is taken; may be gone through again. */
  inputs(): AsyncIterable<Iterable<Input>>;
  /** What the journal of entries says, in its order, with the number of each line. */
  entries(): AsyncIterable<EntryLine & { readonly line: number }>;
}

/**
 * Opens the session that was recorded into `folder`. Rejects with a UsageError where there is none, and with a
 * DataError for a file of it that is not as a recording writes it.
 */
export const readSession = async (folder: string): Promise<RecordedSession> => {
  const path = join(folder, SESSION_FILES.header);
  if ((await stat(path).catch(() => undefined)) === undefined)
    throw new UsageError(
      `${folder}: no recorded session (it has no ${SESSION_FILES.header}); name the folder of one`,
    );
  const header = decodeHeader(await jsonFile(path));
  if (E.isLeft(header)) throw new DataError(`${path}: no header of a session: ${header.left.join('; ')}`);
  const extent = await inputsExtent(folder);
  return {
    folder,
    header: header.right,
    end: await endOf(folder),
    extent,
    inputs: () => sessionInputs(folder, extent),
    entries: () => entriesOf(folder),
  };
};

const endOf = async (folder: string): Promise<SessionEnd | undefined> => {
  const path = join(folder, SESSION_FILES.end);
  if ((await stat(path).catch(() => undefined)) === undefined) return undefined;
  const end = SessionEnd.decode(await jsonFile(path));
  if (E.isLeft(end)) throw new DataError(`${path}: no end of a session: ${explain(end.left).join('; ')}`);
  return end.right;
};

async function* entriesOf(folder: string): AsyncGenerator<EntryLine & { readonly line: number }> {
  const path = join(folder, SESSION_FILES.entries);
  for await (const { text, number } of journalLines(path)) {
    const decoded = decodeEntryLine(text);
    if (E.isLeft(decoded)) throw new DataError(`${path} line ${number}: no entry: ${decoded.left[0] ?? ''}`);
    yield { ...decoded.right, line: number };
  }
}

const jsonFile = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    throw new DataError(`${path}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};
