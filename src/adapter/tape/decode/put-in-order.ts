import { MessageFlag } from '../../../domain/touchline.js';
import { type Columns, type NumberColumns, RowKind } from './columns.js';
import { HeldRows } from './held-rows.js';
import type { RowFailures } from './row-plan.js';

/** Columns with rows out of order are looked at in pieces of so many rows, which bounds what is copied of them. */
const PIECE_ROWS = 8_192;

/**
 * The rows of one file in the order of their times; rows of the same time as they stand in it. A row is at most
 * `windowMs` behind the latest time before it and then flagged `OutOfOrder`; one that is later is refused where
 * it stands. Rows that are in order pass through: only those of the last `windowMs` of each piece are copied,
 * since a row of the next may come before them. When the source fails, what was held is passed on before its
 * failure.
 *
 * Of rows that have changed places `firstRow` and the position tell the number no more; it is in their failures.
 */
export async function* putInOrder(
  chunks: AsyncGenerator<Columns>,
  windowMs: number,
  failures: Pick<RowFailures, 'ofLateRow' | 'ofEmptyRow'>,
): AsyncGenerator<Columns> {
  const order = new Order(windowMs, failures);
  try {
    for await (const columns of chunks) yield* order.take(columns);
  } catch (error) {
    yield* order.rest();
    throw error;
  }
  yield* order.rest();
}

class Order {
  /** Sorted; the rows of the last `windowMs`, and those that have not been looked at by then. */
  private readonly held = new HeldRows();
  private latestAt = -Infinity;
  private latestRow = 0;
  private passed = 0;
  private tokens: Columns['tokens'] = [];
  /** Not told yet. */
  private blanks = 0;
  private bytesRead = 0;
  private bytesTold = 0;

  constructor(
    private readonly windowMs: number,
    private readonly failures: Pick<RowFailures, 'ofLateRow' | 'ofEmptyRow'>,
  ) {}

  *take(columns: Columns): Generator<Columns> {
    this.tokens = columns.tokens;
    this.blanks += columns.blanks;
    this.bytesRead = columns.bytesRead;
    if (isSorted(columns, this.latestAt)) {
      yield* this.takeSorted(columns);
      return;
    }
    for (let from = 0; from < columns.count; from += PIECE_ROWS) {
      const piece = pieceOf(columns, from, Math.min(columns.count, from + PIECE_ROWS));
      if (isSorted(piece, this.latestAt)) yield* this.takeSorted(piece);
      else yield* this.takeUnsorted(piece);
    }
  }

  /** What is held, and what has not been told. */
  *rest(): Generator<Columns> {
    const { held } = this;
    if (held.length === 0 && this.blanks === 0 && this.bytesTold === this.bytesRead) return;
    yield held.columns(held.length, this.surroundings(held.length));
  }

  private *takeSorted(columns: Columns): Generator<Columns> {
    const { count, at, firstRow } = columns;
    if (count === 0) return;
    this.latestAt = at[count - 1] ?? NaN;
    this.latestRow = firstRow + count - 1;
    yield* this.passHeld();
    const safe = rowsUpTo(at, count, this.latestAt - this.windowMs);
    if (safe > 0) yield { ...columns, count: safe, ...this.surroundings(safe) };
    if (safe < count) this.held.append(columns, safe, count);
  }

  private *takeUnsorted(columns: Columns): Generator<Columns> {
    const { held } = this;
    const start = held.length;
    held.append(columns, 0, columns.count);
    for (let i = start; i < held.length; i += 1) this.look(i, columns.firstRow + i - start);
    this.refuseEmptyRows();
    held.sort();
    yield* this.passHeld();
  }

  /** Row `i` of what is held, which has this number in the file. */
  private look(i: number, row: number): void {
    const { at, kind, refused } = this.held;
    const own = at[i] ?? NaN;
    if (own >= this.latestAt) {
      this.latestAt = own;
      this.latestRow = row;
      return;
    }
    const isLate = own < this.latestAt - this.windowMs;
    const isRow = kind[i] === RowKind.Update || kind[i] === RowKind.Snapshot;
    if (isRow && !isLate) this.held.flag(i, MessageFlag.OutOfOrder);
    if (isRow && isLate) {
      kind[i] = RowKind.Refused;
      refused.set(i, this.failures.ofLateRow(row, own, this.latestRow, this.latestAt, this.windowMs));
    }
    if (isLate || kind[i] === RowKind.Empty) at[i] = this.latestAt;
  }

  /**
   * An empty row with rows behind it is refused now: when rows have changed places, nobody can tell its number
   * any more. One at the end has all rows before it still before it.
   */
  private refuseEmptyRows(): void {
    const { held, passed } = this;
    let isBefore = false;
    for (let i = held.length - 1; i >= 0; i -= 1) {
      if (held.kind[i] !== RowKind.Empty) isBefore = true;
      else if (isBefore) {
        held.kind[i] = RowKind.Refused;
        held.refused.set(i, this.failures.ofEmptyRow(passed + i + 1));
      }
    }
  }

  /** Passes on the held rows that no later row can come before. */
  private *passHeld(): Generator<Columns> {
    const { held } = this;
    const safe = rowsUpTo(held.at, held.length, this.latestAt - this.windowMs);
    if (safe === 0) return;
    yield held.columns(safe, this.surroundings(safe));
    held.drop(safe);
  }

  /** Of the next `count` rows that are passed on. */
  private surroundings(count: number): Pick<Columns, 'firstRow' | 'tokens' | 'blanks' | 'bytesRead'> {
    const { tokens, blanks, bytesRead } = this;
    const firstRow = this.passed + 1;
    this.passed += count;
    this.blanks = 0;
    this.bytesTold = bytesRead;
    return { firstRow, tokens, blanks, bytesRead };
  }
}

/** Whether no row is before the one before it, the first not before `latestAt`. */
const isSorted = ({ at, count }: Columns, latestAt: number): boolean => {
  let latest = latestAt;
  for (let i = 0; i < count; i += 1) {
    const own = at[i] ?? NaN;
    if (!(own >= latest)) return false;
    latest = own;
  }
  return true;
};

/** How many of the first `count` times, which are sorted, are not after `until`. */
const rowsUpTo = (at: Float64Array, count: number, until: number): number => {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? NaN) <= until) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The rows `[from, to)` of `columns`, in the same buffers. */
const pieceOf = (columns: Columns, from: number, to: number): Columns => {
  if (from === 0 && to === columns.count) return columns;
  const pieces = new Map<Float64Array, Float64Array>();
  const piece = (column: Float64Array): Float64Array => {
    let result = pieces.get(column);
    if (result === undefined) pieces.set(column, (result = column.subarray(from, to)));
    return result;
  };
  return {
    ...columns,
    count: to - from,
    firstRow: columns.firstRow + from,
    at: columns.at.subarray(from, to),
    kind: columns.kind.subarray(from, to),
    token: columns.token.subarray(from, to),
    flags: columns.flags?.subarray(from, to),
    numbers: Object.fromEntries(
      Object.entries(columns.numbers).map(([field, column]) => [field, piece(column)]),
    ) as NumberColumns, // the same fields
    depth: columns.depth.map(piece),
    refused: new Map([...columns.refused].map(([i, failure]) => [i - from, failure])),
  };
};
