import { DEPTH_FIELDS } from '../../../domain/depth.js';
import type { Failure } from '../../../domain/failure.js';
import { NUMBER_FIELDS, type NumberField } from '../../../codec/tape-field.js';
import { type Columns, nullColumns } from './columns.js';

const FIRST_CAPACITY = 256;

/** What the rows of some columns have besides themselves. */
export type Surroundings = Pick<Columns, 'firstRow' | 'tokens' | 'blanks' | 'bytesRead'>;

/**
 * Rows of one file in buffers of their own, to outlive the decoder's. Fields that share a column there (those
 * that the file lacks) share one here, so what is kept is as much as the file has.
 */
export class HeldRows {
  length = 0;
  at: Float64Array = new Float64Array(FIRST_CAPACITY);
  kind: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  flags: Uint16Array = new Uint16Array(FIRST_CAPACITY);
  refused = new Map<number, Failure>();
  private token: Int32Array = new Int32Array(FIRST_CAPACITY);
  private numbers = nullColumns(FIRST_CAPACITY);
  private readonly depthFields = new Set<NumberField>();
  private spare: Float64Array = new Float64Array(FIRST_CAPACITY);
  private hasFlags = false;

  /** Appends the rows `[from, to)` of `columns`. */
  append(columns: Columns, from: number, to: number): void {
    const start = this.length;
    this.length = start + to - from;
    if (this.length > this.at.length) this.grow(start);
    this.at.set(columns.at.subarray(from, to), start);
    this.kind.set(columns.kind.subarray(from, to), start);
    this.token.set(columns.token.subarray(from, to), start);
    if (columns.flags === undefined) this.flags.fill(0, start, this.length);
    else this.flags.set(columns.flags.subarray(from, to), start);
    this.hasFlags ||= columns.flags !== undefined;
    this.appendNumbers(columns.numbers, from, to, start);
    for (const field of DEPTH_FIELDS)
      if (columns.depth.includes(columns.numbers[field])) this.depthFields.add(field);
    for (const [i, failure] of columns.refused)
      if (i >= from && i < to) this.refused.set(start + i - from, failure);
  }

  /** Flags row `i`. */
  flag(i: number, flag: number): void {
    this.flags[i] = (this.flags[i] ?? 0) | flag;
    this.hasFlags = true;
  }

  /** Puts the rows in the order of their times; rows of the same time stay as they are. */
  sort(): void {
    const { at, length } = this;
    const order = Array.from({ length }, (_, i) => i).sort((a, b) => (at[a] ?? NaN) - (at[b] ?? NaN));
    this.at = this.permuted(at, order);
    this.kind = inOrder(this.kind, new Uint8Array(this.kind.length), order);
    this.token = inOrder(this.token, new Int32Array(this.token.length), order);
    this.flags = inOrder(this.flags, new Uint16Array(this.flags.length), order);
    this.replaceNumbers((column) => this.permuted(column, order));
    if (this.refused.size === 0) return;
    const refused = new Map<number, Failure>();
    order.forEach((from, to) => {
      const failure = this.refused.get(from);
      if (failure !== undefined) refused.set(to, failure);
    });
    this.refused = refused;
  }

  /** The first `count` rows; valid until these rows are changed. */
  columns(count: number, around: Surroundings): Columns {
    return {
      count,
      at: this.at,
      kind: this.kind,
      token: this.token,
      numbers: this.numbers,
      flags: this.hasFlags ? this.flags : undefined,
      depth: DEPTH_FIELDS.filter((field) => this.depthFields.has(field)).map((field) => this.numbers[field]),
      refused: this.refused,
      ...around,
    };
  }

  /** Forgets the first `count` rows. */
  drop(count: number): void {
    const { length } = this;
    for (const column of [this.at, this.kind, this.token, this.flags, ...this.distinct()])
      column.copyWithin(0, count, length);
    this.length = length - count;
    if (this.refused.size > 0)
      this.refused = new Map([...this.refused].filter(([i]) => i >= count).map(([i, f]) => [i - count, f]));
  }

  /** A field is split off the column that it shared when it gets values of its own. */
  private appendNumbers(source: Columns['numbers'], from: number, to: number, start: number): void {
    const targets = new Map<Float64Array, Map<Float64Array, Float64Array>>();
    for (const field of NUMBER_FIELDS) {
      const own = this.numbers[field];
      let bySource = targets.get(own);
      if (bySource === undefined) {
        bySource = new Map<Float64Array, Float64Array>();
        targets.set(own, bySource);
      }
      let target = bySource.get(source[field]);
      if (target === undefined) {
        target = bySource.size === 0 ? own : own.slice();
        bySource.set(source[field], target);
        target.set(source[field].subarray(from, to), start);
      }
      this.numbers[field] = target;
    }
  }

  private distinct(): ReadonlySet<Float64Array> {
    return new Set(NUMBER_FIELDS.map((field) => this.numbers[field]));
  }

  private replaceNumbers(replaced: (column: Float64Array) => Float64Array): void {
    const by = new Map<Float64Array, Float64Array>();
    for (const column of this.distinct()) by.set(column, replaced(column));
    for (const field of NUMBER_FIELDS)
      this.numbers[field] = by.get(this.numbers[field]) ?? this.numbers[field];
  }

  /** `column` in `order`, in the spare buffer, whose place it takes. */
  private permuted(column: Float64Array, order: readonly number[]): Float64Array {
    const result = inOrder(column, this.spare, order);
    this.spare = column;
    return result;
  }

  private grow(used: number): void {
    const capacity = Math.max(this.length, 2 * this.at.length);
    const grown = (column: Float64Array): Float64Array => moved(column, new Float64Array(capacity), used);
    this.at = grown(this.at);
    this.kind = moved(this.kind, new Uint8Array(capacity), used);
    this.token = moved(this.token, new Int32Array(capacity), used);
    this.flags = moved(this.flags, new Uint16Array(capacity), used);
    this.replaceNumbers(grown);
    this.spare = new Float64Array(capacity);
  }
}

type Column = Float64Array | Uint8Array | Uint16Array | Int32Array;

const inOrder = <A extends Column>(source: A, target: A, order: readonly number[]): A => {
  for (let i = 0; i < order.length; i += 1) target[i] = source[order[i] ?? 0] ?? 0;
  return target;
};

const moved = <A extends Column>(source: A, target: A, used: number): A => {
  target.set(source.subarray(0, used));
  return target;
};
