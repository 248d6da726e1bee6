import { pack, type Packed } from './pack.js';

/** Rows by column, of as many as there were. All columns are of one length. */
export interface PackedRows<Row> {
  /** Those that are not kept included. */
  readonly count: number;
  readonly kept: number;
  readonly columns: { readonly [Field in keyof Row]: Packed };
}

type Value = number | string | null;

/** The first rows up to a limit, by column, and how many there were in all. */
export class RowColumns<Row extends { readonly [Field in keyof Row]: Value }> {
  private readonly columns = new Map<keyof Row, Row[keyof Row][]>();
  /** Those beyond the limit included. */
  count = 0;

  constructor(
    private readonly fields: readonly (keyof Row)[],
    private readonly limit: number,
  ) {
    for (const field of fields) this.columns.set(field, []);
  }

  push(row: Row): void {
    this.count += 1;
    if (this.count > this.limit) return;
    for (const [field, values] of this.columns) values.push(row[field]);
  }

  /** Gives the row at `place`, where it is kept, another value. */
  set<Field extends keyof Row>(place: number, field: Field, value: Row[Field]): void {
    const values = this.columns.get(field);
    if (values !== undefined && place < values.length) values[place] = value;
  }

  packed(): PackedRows<Row> {
    const columns = this.fields.map((field) => [field, pack(this.columns.get(field) ?? [])] as const);
    return {
      count: this.count,
      kept: Math.min(this.count, this.limit),
      columns: Object.fromEntries(columns) as { [Field in keyof Row]: Packed },
    };
  }
}
