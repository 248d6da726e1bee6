import type { SchemaElement } from 'hyparquet';
import { PRICE_LIMIT, QUANTITY_LIMIT } from '../../../codec/tape-cell.js';
import {
  BAR_PRICES,
  type NumberField,
  ROW_NUMBERS,
  type TapeField,
  unitOf,
} from '../../../codec/tape-field.js';
import type { RowCells } from '../../../codec/tape-row.js';
import { epochOfNumber, isPlausible } from '../../../codec/tape-time.js';
import { DEPTH_FIELDS } from '../../../domain/depth.js';
import { type Failure, UsageError } from '../../../domain/failure.js';
import { epochReader, momentReader, numberReader, REFUSED } from './cell-reader.js';
import { type Columns, nullColumns, RowKind } from './columns.js';
import { openParquet, type ParquetFile } from './parquet-file.js';
import { numbersOf, type Pieces, valueAt, type ValueReader, valuesOf } from './parquet-values.js';
import { rowFailures, type RowPlan } from './row-plan.js';
import { timeReader } from './time-reader.js';

/**
 * Decodes a Parquet file column by column, a row group at a time. `firstAt` stands for the time of rows that
 * have none before any that has one. Rejects with a DataError when the bytes cannot be read and with a
 * UsageError when its times are local and no zone was given; a row that cannot be decoded is in its place,
 * refused.
 */
export async function* parquetColumns(plan: RowPlan, firstAt: number): AsyncGenerator<Columns> {
  const file = await openParquet(plan.source.path);
  try {
    const decoder = new ParquetDecoder(plan, file, firstAt);
    let rowStart = 0;
    for (const group of file.rowGroups) {
      const rowEnd = rowStart + Number(group.num_rows);
      if (rowEnd > rowStart) yield await decoder.decode(group, rowStart, rowEnd);
      rowStart = rowEnd;
    }
  } finally {
    await file.close();
  }
}

type RowGroup = ParquetFile['rowGroups'][number];

class ParquetDecoder {
  private readonly failures;
  private readonly isTape: boolean;
  private readonly fields: readonly NumberField[];
  /** How the values of a field's column are read, where there is more to it than a double in its range. */
  private readonly readers: ReadonlyMap<TapeField, ValueReader>;
  private readonly totalRows: number;
  private latestAt: number;

  constructor(
    private readonly plan: RowPlan,
    private readonly file: ParquetFile,
    firstAt: number,
  ) {
    const { shape, positions } = plan.mapping;
    this.failures = rowFailures(plan);
    this.latestAt = firstAt;
    this.isTape = shape === 'tape';
    this.fields = ROW_NUMBERS[shape].filter((field) => positions.has(field));
    this.readers = new Map((['at', ...this.fields] as const).map((field) => [field, this.readerOf(field)]));
    this.totalRows = file.rowGroups.reduce((rows, group) => rows + Number(group.num_rows), 0);
  }

  async decode(group: RowGroup, rowStart: number, rowEnd: number): Promise<Columns> {
    const { tokens } = this.plan;
    const count = rowEnd - rowStart;
    const read = await this.file.read(this.columnNames(), group, rowStart);
    const piecesOf = (field: TapeField): Pieces => {
      const name = this.elementOf(field)?.name;
      return name === undefined ? [] : read.filter(({ columnName }) => columnName === name);
    };

    const isBad = new Uint8Array(count);
    const refuse = (i: number): void => {
      isBad[i] = 1;
    };
    const numbersIn = (field: 'at' | NumberField): Float64Array =>
      numbersOf(
        piecesOf(field),
        rowStart,
        count,
        field === 'at' ? 0 : limitOf(field),
        this.readers.get(field) ?? noReader,
        refuse,
      );
    const at = numbersIn('at').slice();
    const numbers = nullColumns(count);
    for (const field of this.fields) {
      if (piecesOf(field).length > 0) numbers[field] = numbersIn(field);
    }

    const kinds = this.isTape ? valuesOf(piecesOf('kind'), rowStart, count) : [];
    const tokenCells = valuesOf(piecesOf('token'), rowStart, count);
    const symbolCells = valuesOf(piecesOf('symbol'), rowStart, count);
    const required = this.plan.mapping.shape === 'bars' ? BAR_PRICES.map((field) => numbers[field]) : [];
    const kind = new Uint8Array(count);
    const token = new Int32Array(count);
    const refused = new Map<number, Failure>();
    for (let i = 0; i < count; i += 1) {
      const number = tokens.numberOf(textOf(tokenCells[i]), textOf(symbolCells[i]));
      const own = at[i] ?? NaN;
      const hasTime = !Number.isNaN(own);
      if (hasTime) this.latestAt = own;
      else at[i] = this.latestAt;
      const isWhole =
        hasTime &&
        isBad[i] === 0 &&
        number >= 0 &&
        (!this.isTape || kinds[i] === 'tf' || kinds[i] === 'tk') &&
        (required.length === 0 || required.every((column) => !Number.isNaN(column[i])));
      if (isWhole) {
        token[i] = number;
        kind[i] = kinds[i] === 'tk' ? RowKind.Snapshot : RowKind.Update;
        continue;
      }
      const cells = this.cellsOf(piecesOf, rowStart + i);
      if (Object.values(cells).every((cell) => cell === '')) {
        kind[i] = RowKind.Empty;
        continue;
      }
      kind[i] = RowKind.Refused;
      refused.set(i, this.failures.ofCells(rowStart + i + 1, cells));
    }
    return {
      count,
      firstRow: rowStart + 1,
      at,
      kind,
      token,
      tokens: tokens.tokens,
      numbers,
      flags: undefined,
      depth: this.fields
        .filter((field) => DEPTH.has(field) && piecesOf(field).length > 0)
        .map((field) => numbers[field]),
      refused,
      blanks: 0,
      bytesRead: Math.floor((this.file.bytes * rowEnd) / this.totalRows),
    };
  }

  private elementOf(field: TapeField): SchemaElement | undefined {
    return this.file.columns[this.plan.mapping.positions.get(field) ?? -1];
  }

  /** Names of the columns that mean something to us. */
  private columnNames(): string[] {
    const names = [...this.plan.mapping.positions.keys()].flatMap(
      (field) => this.elementOf(field)?.name ?? [],
    );
    return [...new Set(names)];
  }

  private readerOf(field: 'at' | NumberField): ValueReader {
    const element = this.elementOf(field);
    if (field !== 'at' && unitOf(field) !== 'moment') {
      return numberOrText(field);
    }
    switch (timeKindOf(element)) {
      case 'Instant':
        return plausible;
      case 'Local':
        return this.localReader(element);
      case 'Untyped': {
        const text = this.isTape ? epochReader : momentReader(timeReader(this.plan.zone));
        const number = this.isTape ? plausible : epochOfValue;
        return (value) => (typeof value === 'string' ? text(value) : number(value));
      }
    }
  }

  private localReader(element: SchemaElement | undefined): ValueReader {
    const { source, zone } = this.plan;
    if (zone === undefined) {
      throw new UsageError(
        `${source.name}: the times of column "${element?.name ?? ''}" have no time zone; say which with --tz, such as --tz Asia/Kolkata`,
      );
    }
    return (value) => plausible(typeof value === 'number' ? zone(value) : undefined);
  }

  /** The row as text, for the codec to explain. */
  private cellsOf(piecesOf: (field: TapeField) => Pieces, row: number): RowCells {
    return Object.fromEntries(
      [...this.plan.mapping.positions.keys()].map((field) => [
        field,
        this.cellText(field, valueAt(piecesOf(field), row)),
      ]),
    );
  }

  private cellText(field: TapeField, value: unknown): string {
    const isTyped = typeof value === 'number' && timeKindOf(this.elementOf(field)) !== 'Untyped';
    if (!isTyped || this.isTape) return textOf(value);
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? String(value) : date.toISOString();
  }
}

const DEPTH: ReadonlySet<string> = new Set(DEPTH_FIELDS);

const limitOf = (field: NumberField): number => {
  const unit = unitOf(field);
  return unit === 'moment' ? 0 : unit === 'price' ? PRICE_LIMIT : QUANTITY_LIMIT;
};

type TimeKind = 'Instant' | 'Local' | 'Untyped';

/**
 * What the file says of its times. The older TIMESTAMP_MILLIS and _MICROS and the 96-bit times are moments by
 * the format's documents; a date is the midnight of some place.
 */
const timeKindOf = (element: SchemaElement | undefined): TimeKind => {
  const logical = element?.logical_type;
  if (logical?.type === 'TIMESTAMP') return logical.isAdjustedToUTC ? 'Instant' : 'Local';
  if (logical?.type === 'DATE' || element?.converted_type === 'DATE') return 'Local';
  return element?.converted_type?.startsWith('TIMESTAMP') === true || element?.type === 'INT96'
    ? 'Instant'
    : 'Untyped';
};

const plausible: ValueReader = (value) => {
  const at = typeof value === 'bigint' ? Number(value) : value;
  return typeof at === 'number' && Number.isInteger(at) && isPlausible(at) ? at : REFUSED;
};

/** By magnitude; nanoseconds that no double holds are cut to ms first. */
const epochOfValue: ValueReader = (value) => {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return epochOfValue(Number.isSafeInteger(number) ? number : Number(value / 1_000_000n));
  }
  const at = typeof value === 'number' ? epochOfNumber(value) : NaN;
  return Number.isNaN(at) ? REFUSED : at;
};

const numberOrText = (field: NumberField): ValueReader => {
  const read = numberReader(field);
  const limit = limitOf(field);
  return (value) => {
    if (typeof value === 'string') return read(value);
    const number = typeof value === 'bigint' ? Number(value) : value;
    if (typeof number !== 'number') return REFUSED;
    return Number.isNaN(number) || (number >= 0 && number < limit) ? number : REFUSED;
  };
};

const noReader: ValueReader = () => REFUSED;

const textOf = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return Number.isNaN(value) ? '' : String(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return value === null || value === undefined ? '' : JSON.stringify(value);
  }
};
