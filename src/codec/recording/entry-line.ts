import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Entry } from '../../domain/entry.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import { explain } from '../explain.js';

/** What stands in the journal of entries: each that is neither a tick nor a second, and how far the belt was. */
export type EntryLine =
  | {
      readonly kind: 'Entry';
      readonly seq: number;
      readonly at: EpochMs;
      /** As it was written: two entries are the same when their texts are. */
      readonly text: string;
    }
  | EntriesThrough
  | EntriesLost;

/** All entries up to number `seq` are on disk or follow from the inputs; the last of them is of `at`. */
export interface EntriesThrough {
  readonly kind: 'Through';
  readonly seq: number;
  readonly at: EpochMs;
}

/** Here this many entries could not be recorded. */
export interface EntriesLost {
  readonly kind: 'Lost';
  readonly lost: number;
}

/** Ticks and seconds of the clock follow from the inputs; the numbers of the others tell where they stood. */
export const isJournaled = (entry: Entry): boolean => entry.kind !== 'Tick' && entry.kind !== 'ClockTicked';

/**
 * An entry as one line of JSON, its newline left out. Where a strategy threw is left out, since it names places
 * in files; a state that JSON cannot hold (a bigint, a circle) costs its own print.
 */
export const entryText = (entry: Entry): string => {
  if (entry.kind === 'StrategyFailed') return JSON.stringify({ ...entry, stack: undefined });
  if (entry.kind !== 'Decision') return JSON.stringify(entry);
  try {
    return JSON.stringify(entry);
  } catch (error) {
    return JSON.stringify({ ...entry, state: { unprintable: String(error) } });
  }
};

/** A line of `entries.journal` that says how far the belt was, its newline included. */
export const entriesThroughText = (seq: number, at: EpochMs): string =>
  `${JSON.stringify({ through: seq, at })}\n`;

/** A line of `entries.journal` that says how many are missing behind those before it, its newline included. */
export const lostEntriesText = (lost: number): string => `${JSON.stringify({ lost })}\n`;

/** What a line says; else what is wrong with it, a line each. */
export const decodeEntryLine = (text: string): E.Either<readonly string[], EntryLine> => {
  const decoded = Wire.decode(jsonOf(text));
  if (E.isLeft(decoded)) return E.left(explain(decoded.left));
  const wire = decoded.right;
  if ('lost' in wire) return E.right({ kind: 'Lost', lost: wire.lost });
  const at = epochMs(wire.at);
  return E.right(
    'through' in wire
      ? { kind: 'Through', seq: wire.through, at }
      : { kind: 'Entry', seq: wire.seq, at, text },
  );
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const Count = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'Count');

const Wire = t.union(
  [
    t.type({ through: Count, at: Count }),
    t.type({ kind: t.string, seq: Count, at: Count }),
    t.type({ lost: Count }),
  ],
  'EntryLine',
);
