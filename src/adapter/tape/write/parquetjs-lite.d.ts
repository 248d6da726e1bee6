/** The part of parquetjs-lite 0.8.7 that writes; the package has no types of its own. */
declare module 'parquetjs-lite' {
  import type { Writable } from 'node:stream';

  export interface FieldOptions {
    readonly type: 'INT64' | 'DOUBLE' | 'UTF8' | 'TIMESTAMP_MILLIS';
    readonly optional?: boolean;
    readonly compression?: 'UNCOMPRESSED' | 'SNAPPY' | 'GZIP';
    /** `false` leaves out minimum, maximum and counts. */
    readonly statistics?: boolean;
  }

  export interface ParquetSchema {
    readonly schema: Readonly<Record<string, FieldOptions>>;
  }

  /** One column of the rows that wait to be written, as the package's `shredRecord` describes it. */
  export interface ShreddedColumn {
    dlevels: number[];
    rlevels: number[];
    values: (number | Buffer)[];
    distinct_values: Set<unknown>;
    count: number;
  }

  export interface RowBuffer {
    rowCount?: number;
    pageRowCount?: number;
    columnData?: Record<string, ShreddedColumn>;
    pages?: Record<string, unknown[]>;
  }

  export interface WriterOptions {
    readonly rowGroupSize?: number;
    readonly pageSize?: number;
    readonly useDataPageV2?: boolean;
    readonly pageIndex?: boolean;
  }

  export interface Writer {
    rowBuffer: RowBuffer;
    appendRow(row: Readonly<Record<string, unknown>>): Promise<void>;
    close(): Promise<void>;
  }

  /** CommonJS: all of it is the default export. */
  const parquet: {
    readonly ParquetSchema: new (fields: Readonly<Record<string, FieldOptions>>) => ParquetSchema;
    readonly ParquetWriter: {
      openStream(schema: ParquetSchema, stream: Writable, options?: WriterOptions): Promise<Writer>;
    };
  };
  export default parquet;
}
