import * as E from 'fp-ts/lib/Either.js';
import {
  barRow,
  fullRow,
  quoteBarRow,
  refusalOf,
  type RowCells,
  type RowCodec,
  TapeRow,
} from '../../../codec/tape-row.js';
import type { RowRules } from '../../../codec/tape-cell.js';
import { isNumberField, type RowForm, type TapeField, unitOf } from '../../../codec/tape-field.js';
import { decodeTime, type TimeRefusal } from '../../../codec/tape-time.js';
import { DataError, type Failure } from '../../../domain/failure.js';
import { durationText } from '../../../domain/duration-text.js';
import { istTextOf } from '../../../domain/session.js';
import { epochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../domain/time.js';
import { question } from '../recognition/questions.js';
import type { Reading } from '../recognition/reading.js';
import type { Source } from '../source/source.js';
import { type TokenSource, UNKNOWN_SYMBOL } from './token-source.js';

/** All that is needed to read the rows of one recognised source. */
export interface RowPlan {
  readonly source: Source;
  readonly reading: Reading;
  readonly tokens: TokenSource;
}

export const rowCodec = (form: RowForm, rules: RowRules): RowCodec => {
  switch (form) {
    case 'tape':
      return TapeRow;
    case 'full':
      return fullRow(rules);
    case 'bars':
      return barRow(rules);
    case 'quoteBars':
      return quoteBarRow(rules);
  }
};

/** Says why a row was refused: the codec's reason, or that nothing knows its instrument. */
export const rowFailures = ({ source, reading, tokens }: RowPlan) => {
  const { form, rules, columns, positions, hasHeader } = reading;
  const codec = rowCodec(form, rules);
  const where = (row: number): string =>
    `${source.name}: row ${row}${hasHeader ? ' (the header is not counted)' : ''}`;

  return {
    ofWidth: (row: number, cells: readonly string[]): Failure =>
      new DataError(
        `${where(row)}: ${cells.length} cells; expected ${hasHeader ? "the header's" : "the first row's"} ${columns.length}: ${cells.join(',')}` +
          (cells.length > columns.length ? MORE_CELLS : ''),
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
        return tokens.numberOf(cells) === UNKNOWN_SYMBOL
          ? question(tokens.isNamed(cells) ? 'unknown-symbol' : 'no-instrument', {
              where: where(row),
              named: tokens.textOf(cells),
            })
          : new DataError(`${where(row)}: cannot be read: ${JSON.stringify(cells)}`);
      }
      const { field, value, expected } = refusal;
      const column = columns[positions.get(field) ?? -1] ?? field;
      const named = column === field ? `column "${column}"` : `column "${column}" (${field})`;
      const place = { where: `${where(row)}: ${named}`, value };
      const reason = form !== 'tape' && isMoment(field) ? timeRefusalOf(value, rules) : undefined;
      switch (reason) {
        case 'NoZone':
          return question('no-zone', place);
        case 'NoDate':
          return question('no-date', { ...place, offered: [] });
        case 'DayOrder':
          return question('day-order', place);
        case 'Serial':
          return question('spreadsheet-days', place);
        default:
          return new DataError(`${place.where}: "${value}"; expected ${expected}`);
      }
    },
  };
};

/** A comma in a number moves every cell behind it by one, and blank cells at the end would hide it. */
const MORE_CELLS =
  '. A number with a comma in it needs quotes ("26,001"); where every line ends in a comma, so must the header';

/** The least round length that takes in `ms`: a whole number of seconds, minutes or hours. */
const roundedUp = (ms: number): number => {
  const unit = [HOUR_MS, MINUTE_MS, SECOND_MS].find((length) => ms >= length) ?? SECOND_MS;
  return Math.ceil(ms / unit) * unit;
};

export type RowFailures = ReturnType<typeof rowFailures>;

const isMoment = (field: TapeField): boolean =>
  field === 'at' || (isNumberField(field) && unitOf(field) === 'moment');

const timeRefusalOf = (value: string, { times }: RowRules): TimeRefusal | undefined => {
  const decoded = decodeTime(value, times);
  return E.isLeft(decoded) ? decoded.left : undefined;
};
