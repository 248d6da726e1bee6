import type { EpochMs } from '../domain/time.js';

/** What a journal holds. */
export interface JournalSummary {
  readonly path: string;
  /** Of the file, with its `-wal` while it is written. */
  readonly bytes: number;
  /** Version of the schema. */
  readonly schema: number;
  readonly session: {
    readonly name: string;
    readonly kind: 'live' | 'paper' | 'record';
    readonly startAt: EpochMs;
    readonly rxtape: string;
    readonly feed: string;
  };
  readonly ended: 'by itself' | 'it goes on' | 'cut off';
  readonly rows: number;
  /** Of the last row: with it a chain that was counted anew is found. */
  readonly head: string;
  /** Rows of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly ticks: number;
  /** Parquet files that hold ticks. */
  readonly segments: number;
  /** Orders that were decided, sent, and executed at least in part; and executions. */
  readonly orders: {
    readonly decided: number;
    readonly sent: number;
    readonly filled: number;
    readonly fills: number;
  };
}

/** What a check of a journal found. */
export interface JournalCheck {
  readonly path: string;
  readonly rows: number;
  readonly head: string;
  readonly segments: number;
  /** The first row or segment that is not as it was written; null where all is. */
  readonly fault: string | null;
}
