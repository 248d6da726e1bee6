import { DataError, type Failure } from '../../../domain/failure.js';
import { epochMs } from '../../../domain/time.js';
import type { Tokens } from '../../../port/tape.js';
import type { FeedMessage } from '../../../port/feed.js';
import { type Columns, RowKind } from '../decode/columns.js';
import { UnknownFrame } from '../decode/frames/unknown-frame.js';
import type { RowFailures } from '../decode/row-plan.js';

/** What is counted over all files. */
export interface RowCounts {
  rows: number;
  skipped: number;
}

/**
 * Says of each row of one file whether a message is made of it: a row of a token that nobody asked for is
 * passed over, a bad row stops the run or is told as `Malformed`, empty rows are only good at the file's end.
 */
export class RowGate {
  /** By number of the token: 1 for those that were asked for. */
  private wanted = new Uint8Array(0);
  private firstEmptyRow = 0;
  private emptyRows = 0;

  constructor(
    private readonly tokens: Tokens,
    private readonly onBadRow: 'stop' | 'skip',
    private readonly failures: RowFailures,
    private readonly counts: RowCounts,
  ) {}

  /** Before the rows of `columns` are shown to it. */
  load({ tokens, blanks }: Columns): void {
    this.counts.rows += blanks;
    this.counts.skipped += blanks;
    if (tokens.length > this.wanted.length)
      this.wanted = Uint8Array.from(tokens, (token) => (this.tokens.has(token) ? 1 : 0));
  }

  /**
   * Whether row `i`, delivered at `at`, becomes a message. Throws its failure when that stops the run, else
   * says in `out` that it was passed over.
   */
  admits(columns: Columns, i: number, at: number, out: FeedMessage[]): boolean {
    this.counts.rows += 1;
    const kind = columns.kind[i];
    if (kind === RowKind.Empty) {
      if (this.emptyRows === 0) this.firstEmptyRow = columns.firstRow + i;
      this.emptyRows += 1;
      return false;
    }
    if (this.emptyRows > 0) this.refuseEmptyRows(at, out);
    if (kind === RowKind.Refused) {
      const failure = columns.refused.get(i);
      if (failure !== undefined) this.refuse(failure, at, out);
      return false;
    }
    return this.wanted[columns.token[i] ?? -1] === 1;
  }

  /** The file is over, and the empty rows were its end. */
  end(): void {
    this.counts.skipped += this.emptyRows;
    this.emptyRows = 0;
  }

  private refuseEmptyRows(at: number, out: FeedMessage[]): void {
    const first = this.firstEmptyRow;
    for (let row = first; row < first + this.emptyRows; row += 1)
      this.refuse(this.failures.ofEmptyRow(row), at, out);
    this.emptyRows = 0;
  }

  /**
   * A wrong setting (an unknown instrument, no time zone) would lose good rows: it is never passed over. A
   * message that a feed sent and nobody knows always is.
   */
  private refuse(failure: Failure, at: number, out: FeedMessage[]): void {
    const stops = this.onBadRow === 'stop' && !(failure instanceof UnknownFrame);
    if (stops || !(failure instanceof DataError)) throw failure;
    this.counts.skipped += 1;
    out.push({ kind: 'Malformed', receivedAt: epochMs(at), detail: failure.message });
  }
}
