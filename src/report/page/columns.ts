/** Rows by column: `{ at: [1, 2], price: [3, 4] }` for two rows. All columns are of one length. */
export type Columns<Row> = { readonly [Field in keyof Row]: readonly Row[Field][] };

/** The first rows up to a limit, by column, and how many there were in all. */
export class RowColumns<Row extends object> {
  private readonly columns: { [Field in keyof Row]: Row[Field][] };
  /** Those beyond the limit included. */
  count = 0;

  constructor(
    private readonly fields: readonly (keyof Row)[],
    private readonly limit: number,
  ) {
    this.columns = Object.fromEntries(fields.map((field) => [field, []])) as unknown as {
      [Field in keyof Row]: Row[Field][];
    };
  }

  get isFull(): boolean {
    return this.count >= this.limit;
  }

  push(row: Row): void {
    this.count += 1;
    if (this.count > this.limit) return;
    for (const field of this.fields) this.columns[field].push(row[field]);
  }

  get kept(): Columns<Row> {
    return this.columns;
  }
}
