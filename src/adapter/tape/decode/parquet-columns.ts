import type { SchemaElement } from 'hyparquet';
import {
  isBlank,
  PLAIN_PRICES,
  PRICE_LIMIT,
  priceOf,
  QUANTITY_LIMIT,
  type RowRules,
} from '../../../codec/tape-cell.js';
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
import type { Failure } from '../../../domain/failure.js';
import { DAY_MS } from '../../../domain/time.js';
import { question } from '../recognition/questions.js';
import { startOf } from './bar-start.js';
import { epochReader, isPlain, momentReader, numberReader, REFUSED } from './cell-reader.js';
import { type Columns, nullColumns, RowKind } from './columns.js';
import { openParquet, type ParquetFile } from './parquet-file.js';
import { numbersOf, type Pieces, valueAt, type ValueReader, valuesOf } from './parquet-values.js';
import { rowFailures, type RowPlan } from './row-plan.js';
import { valueKindOf } from './value-kind.js';
import { dateTimeReader, timeReader } from './time-reader.js';
import { rowFlags } from './row-flags.js';

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
  private readonly isContract: boolean;
  private readonly hasDates: boolean;
  private readonly readDateTime: (date: string, time: string) => number;
  private readonly toStart: (at: number) => number;
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
    const { form, positions } = plan.reading;
    this.failures = rowFailures(plan);
    this.latestAt = firstAt;
    this.isTape = form === 'tape';
    this.isContract = CONTRACT_FIELDS.some((field) => positions.has(field));
    this.hasDates = positions.has('date');
    this.readDateTime = dateTimeReader(plan.reading.rules.times);
    this.toStart = startOf(plan.reading);
    this.fields = ROW_NUMBERS[form].filter((field) => positions.has(field));
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
        this.limitOf(field),
        this.readers.get(field) ?? noReader,
        refuse,
      );
    const cellsIn = (field: TapeField): ((i: number) => string) => {
      const values = valuesOf(piecesOf(field), rowStart, count);
      return (i) => this.cellText(field, values[i]);
    };
    const [dateOf, timeOf] = [cellsIn('date'), cellsIn('at')];
    const [expiryOf, strikeOf, optionTypeOf] = [cellsIn('expiry'), cellsIn('strike'), cellsIn('optionType')];
    const at = this.hasDates ? new Float64Array(count).fill(NaN) : numbersIn('at').slice();
    for (let i = 0; this.hasDates && i < count; i += 1) {
      const time = timeOf(i);
      if (isBlank(time)) continue;
      at[i] = this.readDateTime(dayOf(dateOf(i)), time);
      if (Number.isNaN(at[i])) refuse(i);
    }
    if (this.plan.reading.barStamp === 'end')
      for (let i = 0; i < count; i += 1) at[i] = this.toStart(at[i] ?? NaN);
    const numbers = nullColumns(count);
    for (const field of this.fields) {
      if (piecesOf(field).length > 0) numbers[field] = numbersIn(field);
    }

    const kinds = this.isTape ? valuesOf(piecesOf('kind'), rowStart, count) : [];
    const tokenCells = valuesOf(piecesOf('token'), rowStart, count);
    const symbolCells = valuesOf(piecesOf('symbol'), rowStart, count);
    const flags = this.flagsOf(
      valuesOf(piecesOf('flags'), rowStart, count),
      valuesOf(piecesOf('suspicious'), rowStart, count),
      count,
      refuse,
    );
    const required = this.plan.reading.form === 'bars' ? BAR_PRICES.map((field) => numbers[field]) : [];
    const kind = new Uint8Array(count);
    const token = new Int32Array(count);
    const refused = new Map<number, Failure>();
    for (let i = 0; i < count; i += 1) {
      const number = this.isContract
        ? tokens.numberOfContract(
            textOf(tokenCells[i]),
            textOf(symbolCells[i]),
            expiryOf(i),
            strikeOf(i),
            optionTypeOf(i),
          )
        : tokens.numberOfSymbol(textOf(tokenCells[i]), textOf(symbolCells[i]));
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
      flags,
      depth: this.fields
        .filter((field) => DEPTH.has(field) && piecesOf(field).length > 0)
        .map((field) => numbers[field]),
      refused,
      blanks: 0,
      bytesRead: Math.floor((this.file.bytes * rowEnd) / this.totalRows),
    };
  }

  private flagsOf(
    flags: ArrayLike<unknown>,
    suspicious: ArrayLike<unknown>,
    count: number,
    refuse: (i: number) => void,
  ): Uint16Array | undefined {
    if (flags.length === 0 && suspicious.length === 0) return undefined;
    return Uint16Array.from({ length: count }, (_, i) => {
      const own = rowFlags(textOf(flags[i]), textOf(suspicious[i]));
      if (own === undefined) refuse(i);
      return own ?? 0;
    });
  }

  private elementOf(field: TapeField): SchemaElement | undefined {
    return this.file.columns[this.plan.reading.positions.get(field) ?? -1];
  }

  /** Names of the columns that mean something to us. */
  private columnNames(): string[] {
    const names = [...this.plan.reading.positions.keys()].flatMap(
      (field) => this.elementOf(field)?.name ?? [],
    );
    return [...new Set(names)];
  }

  private readerOf(field: 'at' | NumberField): ValueReader {
    const element = this.elementOf(field);
    if (field !== 'at' && unitOf(field) !== 'moment') {
      return numberOrText(field, this.plan.reading.rules);
    }
    switch (timeKindOf(element)) {
      case 'Instant':
        return plausible;
      case 'Local':
        return this.localReader(element);
      case 'Untyped': {
        const text = this.isTape ? epochReader : momentReader(timeReader(this.plan.reading.rules.times));
        if (this.plan.reading.rules.times.isMsOfDay || isTimeOfDay(element))
          return (value) => text(cellTextOf(element, value));
        const number = this.isTape ? plausible : epochOfValue;
        return (value) => (typeof value === 'string' ? text(value) : number(value));
      }
    }
  }

  /** Below this a double is taken unread; no moment is, and no price that is to be converted. */
  private limitOf(field: 'at' | NumberField): number {
    if (field === 'at') return 0;
    const { rules } = this.plan.reading;
    const isTaken = !rules.isZeroNone(field) && (unitOf(field) !== 'price' || isPlain(rules.pricesOf(field)));
    return isTaken ? limitOf(field) : 0;
  }

  private localReader(element: SchemaElement | undefined): ValueReader {
    const { source, reading } = this.plan;
    const { zone } = reading.rules.times;
    if (zone === undefined) {
      throw question('no-zone', {
        where: `${source.name}: column "${element?.name ?? ''}"`,
        value: 'its times',
      });
    }
    return (value) => plausible(typeof value === 'number' ? zone(value) : undefined);
  }

  /** The row as text, for the codec to explain. */
  private cellsOf(piecesOf: (field: TapeField) => Pieces, row: number): RowCells {
    const cells = Object.fromEntries(
      [...this.plan.reading.positions.keys()].map((field) => [
        field,
        this.cellText(field, valueAt(piecesOf(field), row)),
      ]),
    );
    return this.hasDates
      ? { ...cells, at: `${dayOf(cells['date'] ?? '')} ${cells['at'] ?? ''}`.trim() }
      : cells;
  }

  private cellText(field: TapeField, value: unknown): string {
    return this.isTape ? textOf(value) : cellTextOf(this.elementOf(field), value);
  }
}

/** A value as a CSV would have it: a moment as ISO text, with a `Z` where it is one of UTC. */
export const cellTextOf = (element: SchemaElement | undefined, value: unknown): string => {
  const kind = timeKindOf(element);
  if (typeof value !== 'number') return textOf(value);
  if (isTimeOfDay(element) && value >= 0 && value < DAY_MS)
    return new Date(value).toISOString().slice(11, -1);
  if (kind === 'Untyped') return textOf(value);
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return String(value);
  const iso = date.toISOString();
  return kind === 'Instant' ? iso : isDate(element) ? iso.slice(0, 10) : iso.slice(0, -1);
};

const isTimeOfDay = (element: SchemaElement | undefined): boolean =>
  element !== undefined && valueKindOf(element).kind === 'TimeOfDay';

const isDate = (element: SchemaElement | undefined): boolean =>
  element?.logical_type?.type === 'DATE' || element?.converted_type === 'DATE';

const CONTRACT_FIELDS = ['expiry', 'strike', 'optionType'] as const;

/** The day of a date that is written as its midnight. */
const dayOf = (text: string): string => text.replace(/[T ]00:00:00(?:\.0+)?Z?$/, '');

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
  if (isDate(element)) return 'Local';
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

const numberOrText = (field: NumberField, rules: RowRules): ValueReader => {
  const read = numberReader(field, rules);
  const limit = limitOf(field);
  const none = rules.isZeroNone(field) ? 0 : NaN;
  const prices = unitOf(field) === 'price' ? rules.pricesOf(field) : PLAIN_PRICES;
  return (value) => {
    if (typeof value === 'string') return read(value);
    const number = typeof value === 'bigint' ? Number(value) : value;
    if (typeof number !== 'number') return REFUSED;
    if (Number.isNaN(number) || number === none) return NaN;
    const price = number >= 0 ? priceOf(number, prices) : number;
    return Number.isNaN(price) || (price >= 0 && price < limit) ? price : REFUSED;
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
