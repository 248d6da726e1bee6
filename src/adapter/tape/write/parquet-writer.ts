import type { WriteStream } from 'node:fs';
import parquet, { type FieldOptions, type RowBuffer, type ShreddedColumn } from 'parquetjs-lite';
import { flagsText } from '../../../codec/flags-text.js';
import { columnsOf, TAPE_COLUMNS, type TapeColumn, type TapeForm } from '../../../codec/tape-field.js';
import { DEPTH_FIELDS } from '../../../domain/depth.js';
import { DataError } from '../../../domain/failure.js';
import { TOUCHLINE_FIELDS, type TouchlineMessage } from '../../../domain/touchline.js';
import type { TapeWriter } from '../../../port/tape.js';
import { requireReadable } from './readable-message.js';

/** Rows that writer and reader hold at a time. */
const ROW_GROUP = 20_000;

/**
 * Writes messages as Parquet: times int64, numbers double, an absent field null, Snappy.
 *
 * The columns of a row group are filled here and handed to the package in the form that its own `shredRecord`
 * makes; one row at a time through `appendRow`, with these 40 columns, is ten times slower.
 */
export const parquetWriter = async (path: string, file: WriteStream, form: TapeForm): Promise<TapeWriter> => {
  file.on('error', () => undefined); // it comes back by the promise of the write
  const writer = await parquet.ParquetWriter.openStream(schemaOf(form), file, {
    rowGroupSize: ROW_GROUP,
    pageSize: ROW_GROUP,
    useDataPageV2: false,
    pageIndex: false,
  });
  let group = new RowGroup(form);
  const refused = (error: unknown): DataError =>
    new DataError(`${path}: cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  return {
    append: async (message) => {
      requireReadable(path, message, form.levels);
      if (group.rows < ROW_GROUP - 1) {
        group.add(message);
        return;
      }
      try {
        // The package itself takes the group's last row, and writes the group.
        writer.rowBuffer = group.buffer();
        group = new RowGroup(form);
        await writer.appendRow(rowOf(message));
      } catch (error) {
        throw refused(error);
      }
    },
    close: async () => {
      try {
        if (group.rows > 0) writer.rowBuffer = group.buffer();
        await writer.close();
      } catch (error) {
        throw refused(error);
      }
    },
  };
};

/** Statistics are what tells a reader that a column of a row group is all null; the others need none. */
const optionsOf = (column: TapeColumn): FieldOptions => {
  switch (column) {
    case 'at':
      return { type: 'INT64', compression: 'SNAPPY', statistics: false };
    case 'kind':
    case 'token':
      return { type: 'UTF8', compression: 'SNAPPY', statistics: false };
    case 'flags':
      return { type: 'UTF8', compression: 'SNAPPY', optional: true, statistics: false };
    case 'exchangeAt':
      return { type: 'INT64', compression: 'SNAPPY', optional: true };
    default:
      return { type: 'DOUBLE', compression: 'SNAPPY', optional: true };
  }
};

const schemaOf = (form: TapeForm): InstanceType<typeof parquet.ParquetSchema> =>
  new parquet.ParquetSchema(Object.fromEntries(columnsOf(form).map((column) => [column, optionsOf(column)])));

const rowOf = (message: TouchlineMessage): Readonly<Record<string, unknown>> => ({
  at: message.receivedAt,
  kind: message.kind,
  token: message.token,
  exchangeAt: message.exchangeAt,
  ...Object.fromEntries(TOUCHLINE_FIELDS.map((field) => [field, message[field]])),
  ...message.depth,
  flags: message.flags === 0 ? undefined : flagsText(message.flags),
});

/** The columns of up to {@link ROW_GROUP} rows. */
class RowGroup {
  rows = 0;
  private readonly columns: readonly TapeColumn[];
  private readonly at = new RequiredColumn();
  private readonly kind = new RequiredColumn();
  private readonly token = new RequiredColumn();
  private readonly exchangeAt = new OptionalColumn();
  private readonly touchline = TOUCHLINE_FIELDS.map(() => new OptionalColumn());
  private readonly depth = DEPTH_FIELDS.map(() => new OptionalColumn());
  private readonly flags = new OptionalColumn();

  constructor(form: TapeForm) {
    this.columns = columnsOf(form);
  }

  add(message: TouchlineMessage): void {
    this.rows += 1;
    this.at.add(message.receivedAt);
    this.kind.add(bytesOf(message.kind));
    this.token.add(bytesOf(message.token));
    this.exchangeAt.add(message.exchangeAt);
    TOUCHLINE_FIELDS.forEach((field, i) => this.touchline[i]?.add(message[field]));
    DEPTH_FIELDS.forEach((field, i) => this.depth[i]?.add(message.depth?.[field]));
    this.flags.add(message.flags === 0 ? undefined : bytesOf(flagsText(message.flags)));
  }

  buffer(): RowBuffer {
    const all = [
      this.at,
      this.kind,
      this.token,
      this.exchangeAt,
      ...this.touchline,
      ...this.depth,
      this.flags,
    ];
    return {
      rowCount: this.rows,
      pageRowCount: this.rows,
      columnData: Object.fromEntries(
        this.columns.flatMap((name) => {
          const column = all[TAPE_COLUMNS.indexOf(name)];
          return column === undefined ? [] : [[name, column.shredded()] as const];
        }),
      ),
      pages: Object.fromEntries(this.columns.map((column) => [column, []])),
    };
  }
}

class RequiredColumn {
  private readonly values: (number | Buffer)[] = [];

  add(value: number | Buffer): void {
    this.values.push(value);
  }

  shredded(): ShreddedColumn {
    return {
      dlevels: this.values.map(() => 0),
      rlevels: this.values.map(() => 0),
      values: this.values,
      distinct_values: new Set(),
      count: this.values.length,
    };
  }
}

class OptionalColumn {
  private readonly levels: number[] = [];
  private readonly values: (number | Buffer)[] = [];
  private readonly distinct = new Set<number | Buffer>();

  add(value: number | Buffer | undefined): void {
    if (value === undefined) {
      this.levels.push(0);
      return;
    }
    this.levels.push(1);
    this.values.push(value);
    this.distinct.add(value);
  }

  shredded(): ShreddedColumn {
    return {
      dlevels: this.levels,
      rlevels: this.levels.map(() => 0),
      values: this.values,
      distinct_values: this.distinct,
      count: this.levels.length,
    };
  }
}

/** Tokens and kinds repeat on every row; their bytes are made once. */
const BYTES = new Map<string, Buffer>();

const bytesOf = (text: string): Buffer => {
  let bytes = BYTES.get(text);
  if (bytes === undefined) {
    bytes = Buffer.from(text);
    BYTES.set(text, bytes);
  }
  return bytes;
};
