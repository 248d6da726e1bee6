import type { Failure } from '../../../domain/failure.js';
import { type Columns, RowKind } from '../decode/columns.js';

/** Of so many rows that cannot be read the reason is kept. */
const KEPT = 5;

/** Counts rows that cannot be read, and empty ones, which are only good at the end of a file. */
export class BadRows {
  count = 0;
  empty = 0;
  readonly first: string[] = [];
  private waiting = 0;
  private waitingFrom = 0;

  take({ kind, count, refused, firstRow }: Columns, emptyRow: (row: number) => Failure): void {
    for (let i = 0; i < count; i += 1) {
      if (kind[i] === RowKind.Empty) {
        if (this.waiting === 0) this.waitingFrom = firstRow + i;
        this.waiting += 1;
        continue;
      }
      for (; this.waiting > 0; this.waiting -= 1) this.see(emptyRow(this.waitingFrom++));
      const failure = refused.get(i);
      if (failure !== undefined) this.see(failure);
    }
  }

  /** The file is over. */
  end(): void {
    this.empty += this.waiting;
    this.waiting = 0;
  }

  private see({ message }: Failure): void {
    this.count += 1;
    if (this.first.length < KEPT) this.first.push(message);
  }
}
