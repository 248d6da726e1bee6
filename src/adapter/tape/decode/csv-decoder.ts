import { BAR_PRICES, type NumberField, ROW_NUMBERS, unitOf } from '../../../codec/tape-field.js';
import { isBlank } from '../../../codec/tape-cell.js';
import type { RowCells } from '../../../codec/tape-row.js';
import { isPlausible } from '../../../codec/tape-time.js';
import { DEPTH_FIELDS } from '../../../domain/depth.js';
import type { Failure } from '../../../domain/failure.js';
import {
  epochReader,
  momentReader,
  type NumberReader,
  numberReader,
  plainLimit,
  REFUSED,
} from './cell-reader.js';
import { type Columns, nullColumns, RowKind } from './columns.js';
import type { RowTaker } from './csv-rows.js';
import { decimalAt } from './decimal.js';
import { type Cells, LineCells, TextCells } from './line-cells.js';
import { rowFlags } from './row-flags.js';
import { type RowFailures, rowFailures, type RowPlan } from './row-plan.js';
import { startOf } from './bar-start.js';
import { textCache } from './text-cache.js';
import { dateTimeReader, timeReader } from './time-reader.js';

interface NumberColumn {
  readonly position: number;
  readonly read: NumberReader;
  /** Below this a plain decimal need not be read by `read`; 0 for none. */
  readonly limit: number;
  readonly isRequired: boolean;
}

/** Turns the rows of one text after the other into columns, in buffers that it uses again. */
export class CsvDecoder implements RowTaker {
  private readonly failures: RowFailures;
  private readonly width: number;
  /** Columns behind the last one with a name may be left out. */
  private readonly leastWidth: number;
  private readonly readAt: NumberReader;
  private readonly readDateTime: (date: string, time: string) => number;
  /** Of a bar: from its time to its start. */
  private readonly toStart: (at: number) => number;
  private readonly atPosition: number;
  private readonly datePosition: number;
  private readonly kindPosition: number;
  private readonly tokenPosition: number;
  private readonly symbolPosition: number;
  private readonly expiryPosition: number;
  private readonly strikePosition: number;
  private readonly optionTypePosition: number;
  private readonly isContract: boolean;
  private readonly suspiciousPosition: number;
  private readonly flagsPosition: number;
  private readonly fields: readonly NumberField[];
  private readonly columns: readonly NumberColumn[];
  private readonly isTape: boolean;
  private readonly textOf = textCache();

  private at = new Float64Array(0);
  private kind = new Uint8Array(0);
  private token = new Int32Array(0);
  private flags: Uint16Array | undefined;
  private numbers = nullColumns(0);
  private targets: readonly Float64Array[] = [];
  private depth: readonly Float64Array[] = [];
  private refused = new Map<number, Failure>();
  private count = 0;
  /** Rows of the texts before; -1 before the header. */
  private rowsBefore: number;
  private isHeaderDue: boolean;
  private latestAt: number;
  private latestAtBefore: number;

  constructor(
    private readonly plan: RowPlan,
    firstAt: number,
  ) {
    const { form, positions, columns, rules, hasHeader } = plan.reading;
    const positionOf = (field: Parameters<typeof positions.get>[0]): number => positions.get(field) ?? -1;
    this.failures = rowFailures(plan);
    this.latestAt = firstAt;
    this.latestAtBefore = firstAt;
    this.rowsBefore = hasHeader ? -1 : 0;
    this.isHeaderDue = hasHeader;
    this.isTape = form === 'tape';
    this.width = columns.length;
    this.leastWidth = columns.findLastIndex((column) => column !== '') + 1;
    const timesOf = (): NumberReader => (this.isTape ? epochReader : momentReader(timeReader(rules.times)));
    this.readAt = timesOf();
    this.readDateTime = dateTimeReader(rules.times);
    this.toStart = startOf(plan.reading);
    this.atPosition = positionOf('at');
    this.datePosition = positionOf('date');
    this.kindPosition = this.isTape ? positionOf('kind') : -1;
    this.tokenPosition = positionOf('token');
    this.symbolPosition = positionOf('symbol');
    this.expiryPosition = positionOf('expiry');
    this.strikePosition = positionOf('strike');
    this.optionTypePosition = positionOf('optionType');
    this.isContract = this.expiryPosition + this.strikePosition + this.optionTypePosition > -3;
    this.suspiciousPosition = positionOf('suspicious');
    this.flagsPosition = positionOf('flags');
    this.fields = ROW_NUMBERS[form].filter((field) => positions.has(field));
    this.columns = this.fields.map((field) => ({
      position: positionOf(field),
      read: unitOf(field) === 'moment' ? timesOf() : numberReader(field, rules),
      limit: unitOf(field) === 'moment' ? 0 : plainLimit(field, rules),
      isRequired: form === 'bars' && BAR_PRICES.includes(field),
    }));
  }

  begin(): void {
    this.refused = new Map();
    this.count = 0;
    this.isHeaderDue = this.rowsBefore === -1;
    this.latestAt = this.latestAtBefore;
  }

  take(cells: readonly string[]): void {
    if (this.isHeaderDue) {
      this.isHeaderDue = false;
      return;
    }
    const i = this.count;
    if (i === this.at.length) this.grow();
    this.count = i + 1;
    if (!this.accept(cells, i)) this.refuse(cells, i);
  }

  /** Takes the rows of lines without quotes; returns how many were blank. */
  takeLines(bytes: Buffer, delimiter: string): number {
    this.begin();
    const line = new LineCells(bytes, this.width, delimiter, this.textOf);
    while (line.moveOn()) {
      if (!this.isHeaderDue && line.count === this.width) {
        if (this.count === this.at.length) this.grow();
        if (this.acceptLine(line, this.count)) {
          this.count += 1;
          continue;
        }
      }
      this.take(line.texts());
    }
    return line.blanks;
  }

  /** The rows since `begin`; the next are behind them. */
  columnsSoFar(blanks: number, bytesRead: number): Columns {
    const rowsBefore = Math.max(0, this.rowsBefore);
    if (!this.isHeaderDue) this.rowsBefore = rowsBefore + this.count;
    this.latestAtBefore = this.latestAt;
    return {
      count: this.count,
      firstRow: rowsBefore + 1,
      at: this.at,
      kind: this.kind,
      token: this.token,
      tokens: this.plan.tokens.tokens,
      numbers: this.numbers,
      flags: this.flags,
      depth: this.depth,
      refused: this.refused,
      blanks,
      bytesRead,
    };
  }

  /** Decodes a row into place `i`; false when there is anything wrong with it. */
  private accept(cells: readonly string[], i: number): boolean {
    if (cells.length !== this.width && !this.hasItsCells(cells)) return false;
    const row = new TextCells(cells);
    const at = this.atOf(row);
    if (!(at >= 0)) return false;
    const kind = this.kindOf(row);
    if (kind === RowKind.Refused) return false;
    const token = this.tokenOf(row);
    if (token < 0) return false;
    for (let c = 0; c < this.columns.length; c += 1) {
      const column = this.columns[c];
      const target = this.targets[c];
      if (column === undefined || target === undefined) return false;
      const value = column.read(cells[column.position] ?? '');
      if (value === REFUSED || (column.isRequired && Number.isNaN(value))) return false;
      target[i] = value;
    }
    this.kind[i] = kind;
    this.token[i] = token;
    this.at[i] = at;
    if (this.flags !== undefined) {
      const flags = rowFlags(cells[this.flagsPosition] ?? '', cells[this.suspiciousPosition] ?? '');
      if (flags === undefined) return false;
      this.flags[i] = flags;
    }
    this.latestAt = at;
    return true;
  }

  /**
   * As {@link accept}, but no text is made of a cell that is a plain decimal, a kind or a token met before. False
   * also for what {@link accept} may take all the same.
   */
  private acceptLine(line: LineCells, i: number): boolean {
    const at = this.isTape ? this.epochOf(line) : this.atOf(line);
    if (!(at >= 0)) return false;
    const kind = this.kindOf(line);
    if (kind === RowKind.Refused) return false;
    const token = this.tokenOf(line);
    if (token < 0) return false;
    for (let c = 0; c < this.columns.length; c += 1) {
      const column = this.columns[c];
      const target = this.targets[c];
      if (column === undefined || target === undefined) return false;
      const start = line.startOf(column.position);
      const end = line.endOf(column.position);
      let value = start === end ? NaN : decimalAt(line.bytes, start, end);
      if (start < end && !(value < column.limit)) value = column.read(line.cell(column.position));
      if (value === REFUSED || (column.isRequired && Number.isNaN(value))) return false;
      target[i] = value;
    }
    this.kind[i] = kind;
    this.token[i] = token;
    this.at[i] = at;
    if (this.flags !== undefined) {
      const flags = rowFlags(line.name(this.flagsPosition), line.name(this.suspiciousPosition));
      if (flags === undefined) return false;
      this.flags[i] = flags;
    }
    this.latestAt = at;
    return true;
  }

  private atOf(row: Cells): number {
    const time = row.cell(this.atPosition);
    const at =
      this.datePosition === -1 || isBlank(time)
        ? this.readAt(time)
        : this.readDateTime(row.cell(this.datePosition), time);
    return this.toStart(at);
  }

  /** The time of a tape's row; what is no plain one is read as a text. */
  private epochOf(line: LineCells): number {
    const start = line.startOf(this.atPosition);
    const end = line.endOf(this.atPosition);
    const at = end - start === EPOCH_DIGITS ? decimalAt(line.bytes, start, end) : NaN;
    return Number.isInteger(at) && isPlausible(at) ? at : this.atOf(line);
  }

  private kindOf(row: Cells): number {
    if (!this.isTape) return RowKind.Update;
    const kind = row.name(this.kindPosition);
    return kind === 'tf' ? RowKind.Update : kind === 'tk' ? RowKind.Snapshot : RowKind.Refused;
  }

  private tokenOf(row: Cells): number {
    const { tokens } = this.plan;
    const token = row.name(this.tokenPosition);
    const symbol = row.name(this.symbolPosition);
    return this.isContract
      ? tokens.numberOfContract(
          token,
          symbol,
          row.name(this.expiryPosition),
          row.name(this.strikePosition),
          row.name(this.optionTypePosition),
        )
      : tokens.numberOfSymbol(token, symbol);
  }

  /** Blank cells beyond the header are none of a tidy row: in `26,001,,` a comma of thousands moved them there. */
  private hasItsCells(cells: readonly string[]): boolean {
    return cells.length >= this.leastWidth && cells.length <= this.width;
  }

  /** Puts a refused row at its own time if it has one. */
  private refuse(cells: readonly string[], i: number): void {
    const isEmpty = cells.every(isBlank);
    const at = this.atOf(new TextCells(cells));
    if (at >= 0) this.latestAt = at;
    this.at[i] = this.latestAt;
    this.token[i] = 0;
    this.kind[i] = isEmpty ? RowKind.Empty : RowKind.Refused;
    if (isEmpty) return;
    const row = Math.max(0, this.rowsBefore) + i + 1;
    const failure =
      cells.length !== this.width && !this.hasItsCells(cells)
        ? this.failures.ofWidth(row, cells)
        : this.failures.ofCells(row, this.named(cells));
    this.refused.set(i, failure);
  }

  private named(cells: readonly string[]): RowCells {
    const named = Object.fromEntries(
      [...this.plan.reading.positions].map(([field, position]) => [field, cells[position] ?? '']),
    );
    return this.datePosition === -1
      ? named
      : { ...named, at: `${named['date'] ?? ''} ${named['at'] ?? ''}`.trim() };
  }

  private grow(): void {
    const capacity = Math.max(FIRST_CAPACITY, 2 * this.at.length);
    this.at = grown(this.at, new Float64Array(capacity));
    this.kind = grown(this.kind, new Uint8Array(capacity));
    this.token = grown(this.token, new Int32Array(capacity));
    if (this.suspiciousPosition !== -1 || this.flagsPosition !== -1)
      this.flags = grown(this.flags, new Uint16Array(capacity));
    this.targets = this.columns.map((_, c) => grown(this.targets[c], new Float64Array(capacity)));
    const numbers = nullColumns(capacity);
    this.fields.forEach((field, c) => {
      const target = this.targets[c];
      if (target !== undefined) numbers[field] = target;
    });
    this.numbers = numbers;
    this.depth = this.targets.filter((_, c) => DEPTH.has(this.fields[c] ?? ''));
  }
}

const FIRST_CAPACITY = 512;

/** Of epoch milliseconds from 2001 to 2286. */
const EPOCH_DIGITS = 13;

const grown = <A extends Float64Array | Uint8Array | Uint16Array | Int32Array>(
  before: A | undefined,
  after: A,
): A => {
  if (before !== undefined) after.set(before);
  return after;
};

const DEPTH: ReadonlySet<string> = new Set(DEPTH_FIELDS);
