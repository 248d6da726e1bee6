import type { NumberField } from '../../../../codec/tape-field.js';
import { DEPTH_FIELDS } from '../../../../domain/depth.js';
import type { Failure } from '../../../../domain/failure.js';
import type { Token } from '../../../../domain/token.js';
import { type Columns, nullColumns, RowKind } from '../columns.js';

/** What a frame says; a field that is left out it does not say. */
export type FrameValues = Partial<Record<NumberField, number | undefined>>;

/** Rows of frames on their way to columns, in buffers that are used again. */
export class FrameRows {
  private at = new Float64Array(0);
  private kind = new Uint8Array(0);
  private token = new Int32Array(0);
  private readonly used = new Map<NumberField, Float64Array>();
  private refused = new Map<number, Failure>();
  private count = 0;
  private rowsBefore = 0;
  private blanks = 0;

  /** `latestAt`: of rows that have no time before any that has one. */
  constructor(
    private readonly tokens: readonly Token[],
    private latestAt: number,
  ) {}

  get length(): number {
    return this.count;
  }

  /** Epoch ms of the row before. */
  get before(): number {
    return this.latestAt;
  }

  add(kind: 'tk' | 'tf', at: number, token: number, values: FrameValues): void {
    const i = this.next(at);
    this.kind[i] = kind === 'tk' ? RowKind.Snapshot : RowKind.Update;
    this.token[i] = token;
    for (const field in values) {
      const value = values[field as NumberField]; // its keys are fields
      if (value !== undefined) this.columnOf(field as NumberField)[i] = value;
    }
  }

  refuse(failure: Failure, at = this.latestAt): void {
    const i = this.next(at);
    this.kind[i] = RowKind.Refused;
    this.token[i] = 0;
    this.refused.set(i, failure);
  }

  /** Of a frame that is no market data, or changes nothing. */
  passOver(): void {
    this.blanks += 1;
  }

  /** The rows since the last call, valid until the next row is added. */
  columns(bytesRead: number): Columns {
    const { count, at } = this;
    const numbers = nullColumns(at.length);
    for (const [field, column] of this.used) numbers[field] = column;
    const columns: Columns = {
      count,
      firstRow: this.rowsBefore + 1,
      at,
      kind: this.kind,
      token: this.token,
      tokens: this.tokens,
      numbers,
      flags: undefined,
      depth: DEPTH_FIELDS.flatMap((field) => this.used.get(field) ?? []),
      refused: this.refused,
      blanks: this.blanks,
      bytesRead,
    };
    this.rowsBefore += count;
    this.count = 0;
    this.blanks = 0;
    this.refused = new Map();
    return columns;
  }

  private next(at: number): number {
    const i = this.count;
    if (i === 0) for (const column of this.used.values()) column.fill(NaN);
    if (i === this.at.length) this.grow();
    this.count = i + 1;
    this.at[i] = at;
    this.latestAt = at;
    return i;
  }

  private columnOf(field: NumberField): Float64Array {
    const known = this.used.get(field);
    if (known !== undefined) return known;
    const column = new Float64Array(this.at.length).fill(NaN);
    this.used.set(field, column);
    return column;
  }

  private grow(): void {
    const capacity = Math.max(FIRST_CAPACITY, 2 * this.at.length);
    const grown = (before: Float64Array): Float64Array<ArrayBuffer> => {
      const after = new Float64Array(capacity).fill(NaN);
      after.set(before);
      return after;
    };
    this.at = grown(this.at);
    this.kind = Uint8Array.from({ length: capacity }, (_, i) => this.kind[i] ?? 0);
    this.token = Int32Array.from({ length: capacity }, (_, i) => this.token[i] ?? 0);
    for (const [field, column] of this.used) this.used.set(field, grown(column));
  }
}

const FIRST_CAPACITY = 512;
