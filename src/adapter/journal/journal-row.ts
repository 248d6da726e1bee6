import type { EpochMs } from '../../domain/time.js';

/**
 * What a row of a journal is. Entries of the belt have the kind of the entry (`Decision`, `OrderSent` …), all with
 * a capital; the journal's own are these:
 */
export const ROW = {
  /** The header of the session: always row 1. */
  session: 'session',
  /** Ticks that were given to the belt one after the other, lines of the tape's CSV. */
  ticks: 'ticks',
  /** One input that is no tick, or one that a line of CSV could not hold. */
  input: 'input',
  /** The belt has come to entry `seq`, which is a second of the clock. */
  through: 'through',
  /** Here so much could not be recorded. */
  lost: 'lost',
  /** A segment of the tape is whole: its Parquet file holds the ticks of all blocks of that segment. */
  segment: 'segment',
  /** When the order of entry `seq` was durable. */
  durable: 'durable',
  /** The order of entry `seq` could not be made durable, so it was not sent. */
  unsent: 'unsent',
  /** The session was taken up again here. */
  resumed: 'resumed',
  /** The session ended by itself. */
  end: 'end',
} as const;

/** What is to become a row. What does not apply is null. */
export interface NewRow {
  readonly kind: string;
  /** Number of the entry on the belt; of ticks and inputs that of the first event that they became. */
  readonly seq: number | null;
  /** The session's clock; of ticks that of the last. */
  readonly at: EpochMs | null;
  readonly token: string | null;
  readonly strategy: string | null;
  readonly orderId: string | null;
  /** `seq` of the entry that it follows from. */
  readonly cause: number | null;
  /** Of ticks, which segment of the tape they belong to; of a segment, which one it is. */
  readonly segment: string | null;
  /** Ticks in it. */
  readonly ticks: number | null;
  /** Of ticks, the numbers of the events that they became: `101-150,155-174`. */
  readonly seqs: string | null;
  readonly body: string;
}

/** A row as the file has it. */
export interface JournalRow extends Omit<NewRow, 'body'> {
  /** 1, 2, 3 …, without a gap. */
  readonly n: number;
  /** SHA-256 of the body, in hexadecimal. */
  readonly bodyHash: string;
  /** Of the hash of the row before and all of this row but its body. */
  readonly hash: string;
  /** Null where ticks have gone into a Parquet segment. */
  readonly body: string | null;
}

/** A row of `kind`; what is left out does not apply. */
export const newRow = (kind: string, body: string, said: Partial<NewRow> = {}): NewRow => ({
  kind,
  seq: said.seq ?? null,
  at: said.at ?? null,
  token: said.token ?? null,
  strategy: said.strategy ?? null,
  orderId: said.orderId ?? null,
  cause: said.cause ?? null,
  segment: said.segment ?? null,
  ticks: said.ticks ?? null,
  seqs: said.seqs ?? null,
  body,
});

/** Whether a row is an entry of the belt. */
export const isEntryKind = (kind: string): boolean => /^[A-Z]/.test(kind);
