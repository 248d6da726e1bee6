import * as E from 'fp-ts/lib/Either.js';
import {
  barRow,
  fullRow,
  refusalOf,
  type RowCells,
  type RowCodec,
  TapeRow,
} from '../../../codec/tape-row.js';
import { isNumberField, type TapeField, unitOf } from '../../../codec/tape-field.js';
import { decodeTime } from '../../../codec/tape-time.js';
import type { Zone } from '../../../codec/tape-zone.js';
import { DataError, type Failure, UsageError } from '../../../domain/failure.js';
import { istTextOf } from '../../../domain/session.js';
import { epochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../domain/time.js';
import { durationText } from '../../../domain/duration-text.js';
import type { Mapping, Shape } from '../recognition/recognise.js';
import type { Source } from '../source/source.js';
import { type TokenSource, UNKNOWN_SYMBOL } from './token-source.js';

/** All that is needed to read the rows of one recognised source. */
export interface RowPlan {
  readonly source: Source;
  readonly mapping: Mapping;
  /** Of times without one. */
  readonly zone: Zone | undefined;
  readonly tokens: TokenSource;
}

export const rowCodec = (shape: Shape, zone: Zone | undefined): RowCodec =>
  shape === 'tape' ? TapeRow : shape === 'full' ? fullRow(zone) : barRow(zone);

/** Says why a row was refused: the codec's reason, or that nothing knows its instrument. */
export const rowFailures = ({ source, mapping, zone, tokens }: RowPlan) => {
  const codec = rowCodec(mapping.shape, zone);
  const where = (row: number): string => `${source.name}: row ${row} (the header is not counted)`;

  return {
    ofWidth: (row: number, cells: readonly string[]): Failure =>
      new DataError(
        `${where(row)}: ${cells.length} cells; expected the header's ${mapping.columns.length}: ${cells.join(',')}`,
      ),

    ofEmptyRow: (row: number): Failure =>
      new DataError(`${where(row)}: nothing in it; an empty row is only passed over at the end of a file`),

    ofLateRow: (row: number, at: number, latestRow: number, latestAt: number, windowMs: number): Failure =>
      new DataError(
        `${where(row)}: its time ${istTextOf(epochMs(at))} lies ${durationText(latestAt - at)} before that of row ${latestRow}, ` +
          `${istTextOf(epochMs(latestAt))}; rows are put in order when they are at most ${durationText(windowMs)} late: allow more ` +
          `with --reorder ${durationText(roundedUp(latestAt - at))}, or sort the file by time`,
      ),

    ofCells: (row: number, cells: RowCells): Failure => {
      const refusal = refusalOf(codec, cells);
      if (refusal === undefined) {
        return tokens.numberOf(cells.token ?? '', cells.symbol ?? '') === UNKNOWN_SYMBOL
          ? new UsageError(`${where(row)}: ${unknownSymbol(cells.symbol)}`)
          : new DataError(`${where(row)}: cannot be read: ${JSON.stringify(cells)}`);
      }
      const { field, value, expected } = refusal;
      const column = mapping.columns[mapping.positions.get(field) ?? -1] ?? field;
      const named = column === field ? `column "${column}"` : `column "${column}" (${field})`;
      return mapping.shape !== 'tape' && zone === undefined && isLocalTime(field, value)
        ? new UsageError(
            `${where(row)}: ${named}: "${value}" has no time zone; say which with --tz, such as --tz Asia/Kolkata`,
          )
        : new DataError(`${where(row)}: ${named}: "${value}"; expected ${expected}`);
    },
  };
};

/** The least round length that takes in `ms`: a whole number of seconds, minutes or hours. */
const roundedUp = (ms: number): number => {
  const unit = [HOUR_MS, MINUTE_MS, SECOND_MS].find((length) => ms >= length) ?? SECOND_MS;
  return Math.ceil(ms / unit) * unit;
};

export type RowFailures = ReturnType<typeof rowFailures>;

const unknownSymbol = (symbol = ''): string =>
  symbol.trim() === ''
    ? 'nothing says which instrument it is of; name it with --instrument'
    : `symbol "${symbol}": no such instrument; name the one it is of with --instrument`;

const isLocalTime = (field: TapeField, value: string): boolean =>
  (field === 'at' || (isNumberField(field) && unitOf(field) === 'moment')) &&
  E.isLeft(decodeTime(value, undefined)) &&
  E.isRight(decodeTime(value, epochMs));
