import type { Token } from '../domain/token.js';
import type { TouchlineMessage } from '../domain/touchline.js';
import type { MessageBatch } from './feed.js';

/** Stored market data, opened and recognised: what a replay reads. */
export interface Tape {
  readonly files: readonly TapeFile[];
  /**
   * The messages of `tokens` from all files, merged by time (`receivedAt`, never going back), in batches of
   * any size. Rows of other tokens are counted and passed over. Rejects with a DataError on a bad row when
   * bad rows stop the run. May be called once.
   */
  batches(tokens: Tokens): AsyncIterable<MessageBatch>;
  /** What has been read so far; it grows while `batches` is read. */
  readonly progress: TapeProgress;
}

/**
 * What the rows of a stored file are, for people: `tape` is the project's own, `full` are whole rows of others,
 * `frames` are recorded messages.
 */
export type Shape =
  | 'tape'
  | 'full'
  | 'trades'
  | 'quotes'
  | 'one-sided quotes'
  | 'book'
  | 'open interest'
  | 'bars'
  | 'quote bars'
  | 'option chain'
  | 'frames';

/** Of which tokens messages are asked for. */
export type Tokens = Pick<ReadonlySet<Token>, 'has'>;

export const ALL_TOKENS: Tokens = { has: () => true };

export interface TapeFile {
  /** As the user named it or found through a folder or glob; of an entry of an archive `x.zip: entry.csv`. */
  readonly path: string;
  readonly format: 'parquet' | 'csv' | 'json';
  readonly shape: Shape;
  readonly bytes: number;
  /** What was recognised, a line for people: `bars: at=date (Asia/Kolkata), open, high, low, close, volume`. */
  readonly mapping: string;
  /** Of rows that are bars, how long one is, ms; not there for others. */
  readonly barMs?: number;
}

export interface TapeProgress {
  /** Rows read, of any token, bad ones included. */
  readonly rows: number;
  /** Rows passed over because they could not be decoded. */
  readonly skipped: number;
  /** Share of all bytes read so far, 0 to 1. */
  readonly share: number;
}

/** Appends messages to a stored tape, in the order given. */
export interface TapeWriter {
  append(message: TouchlineMessage): Promise<void>;
  /** Flushes and closes; the tape is whole only after this. */
  close(): Promise<void>;
}
