import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { decodeInputLine, type InputLine } from '../../codec/recording/input-line.js';
import { DataError } from '../../domain/failure.js';
import type { EpochMs } from '../../domain/time.js';
import type { FeedMessage } from '../../port/feed.js';
import type { Input } from '../../port/input.js';
import { journalLines } from './journal-lines.js';
import { SESSION_FILES } from './session-files.js';
import { sessionTape } from './session-tape.js';

/** How far the inputs of a session are known in their exact order. */
export interface InputsExtent {
  /** Messages of the tape up to there. */
  readonly touchlines: number;
  readonly others: number;
  /** When the last of them came; undefined when there is none. */
  readonly at: EpochMs | undefined;
  /** What was lost behind them; undefined where nothing was. */
  readonly lost: Extract<InputLine, { kind: 'Lost' }> | undefined;
}

/** Reads the journal of inputs through once. Throws a DataError for a line that is none. */
export const inputsExtent = async (folder: string): Promise<InputsExtent> => {
  let extent: InputsExtent = { touchlines: 0, others: 0, at: undefined, lost: undefined };
  let others = 0;
  for await (const line of inputLines(folder)) {
    if (line.kind === 'Lost') return { ...extent, lost: line };
    if (line.kind === 'Input') others += 1;
    else extent = { touchlines: line.through, others, at: line.at, lost: undefined };
  }
  return extent;
};

/**
 * The inputs of a session in the order in which the belt was given them, up to where that is known: to its end,
 * or of a killed session to what was last written out, or to the first loss. Each is valid until the next is
 * taken. Throws a DataError where the tape has fewer messages than the journal says.
 */
export async function* sessionInputs(folder: string, extent: InputsExtent): AsyncGenerator<Iterable<Input>> {
  const others = othersOf(folder, extent);
  let next = await others.next();
  let count = 0;

  /** Of one batch of the tape, up to where the next other input stands. */
  function* until(messages: Iterator<FeedMessage>, end: number, state: { isOver: boolean }): Iterable<Input> {
    while (count < end) {
      const message = messages.next();
      state.isOver = message.done === true;
      if (message.done === true) return;
      count += 1;
      yield message.value;
    }
  }

  for await (const batch of sessionTape(folder)) {
    const messages = batch[Symbol.iterator]();
    const state = { isOver: false };
    while (!state.isOver && count < extent.touchlines) {
      for (; next.done !== true && next.value.after <= count; next = await others.next())
        yield [next.value.input];
      const end = Math.min(next.done === true ? Infinity : next.value.after, extent.touchlines);
      yield until(messages, end, state);
    }
    if (count >= extent.touchlines) break;
  }
  if (count < extent.touchlines)
    throw new DataError(
      `${folder}: the tape has ${count} messages, and ${extent.touchlines} were recorded: a segment is missing or was cut`,
    );
  for (; next.done !== true; next = await others.next()) yield [next.value.input];
}

async function* othersOf(folder: string, { others }: InputsExtent) {
  let count = 0;
  for await (const line of inputLines(folder)) {
    if (count >= others) return;
    if (line.kind !== 'Input') continue;
    count += 1;
    yield line;
  }
}

async function* inputLines(folder: string): AsyncGenerator<InputLine> {
  const path = join(folder, SESSION_FILES.inputs);
  for await (const { text, number } of journalLines(path)) {
    const decoded = decodeInputLine(jsonOf(text));
    if (E.isLeft(decoded)) throw new DataError(`${path} line ${number}: no input: ${decoded.left[0] ?? ''}`);
    yield decoded.right;
  }
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};
