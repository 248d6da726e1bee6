import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {
  type Cell,
  dateCell,
  EpochCell,
  FlagsCell,
  KindCell,
  numberCell,
  OptionTypeCell,
  PLAIN_ROWS,
  priceCell,
  PriceCell,
  required,
  type RowRules,
  SymbolCell,
  timeCell,
  TokenCell,
} from './tape-cell.js';
import { BAR_PRICES, isTapeField, type NumberField, ROW_NUMBERS, type TapeField } from './tape-field.js';

/** Cells of one row by what they mean; a column that the file lacks is left out. */
export type RowCells = { readonly [K in TapeField]?: string | undefined };

/** A row of any shape, read from text. The authority on what a row is. */
export type RowCodec = t.Decoder<unknown, unknown>;

const numberCells = (
  moment: Cell<number>,
  fields: readonly NumberField[],
  rules: RowRules,
): Record<string, Cell<number>> =>
  Object.fromEntries(fields.map((field) => [field, numberCell(field, moment, rules)]));

/** A row of the project's own tape: moments are epoch ms, all but time, kind and token may be absent. */
export const TapeRow = t.strict(
  {
    at: required(EpochCell),
    kind: required(KindCell),
    token: required(TokenCell),
    flags: FlagsCell,
    ...numberCells(EpochCell, ROW_NUMBERS.tape, PLAIN_ROWS),
  },
  'TapeRow',
);

/** A whole row of somebody else's file. */
export const fullRow = (rules: RowRules): RowCodec =>
  t.strict(
    { ...whoAndWhen(rules), ...numberCells(timeCell(rules.times), ROW_NUMBERS.full, rules) },
    'FullRow',
  );

/** A bar; its time is its start or its end. */
export const barRow = (rules: RowRules): RowCodec =>
  t.strict(
    {
      ...whoAndWhen(rules),
      ...numberCells(EpochCell, ROW_NUMBERS.bars, rules),
      ...Object.fromEntries(BAR_PRICES.map((field) => [field, required(priceCell(rules.pricesOf(field)))])),
    },
    'BarRow',
  );

/** A bar of quotes: of each side four prices, or none where that side of the book was empty. */
export const quoteBarRow = (rules: RowRules): RowCodec =>
  t.strict({ ...whoAndWhen(rules), ...numberCells(EpochCell, ROW_NUMBERS.quoteBars, rules) }, 'QuoteBarRow');

const whoAndWhen = ({ times }: RowRules) => ({
  at: required(timeCell(times)),
  token: TokenCell,
  symbol: SymbolCell,
  expiry: dateCell(times),
  strike: PriceCell,
  optionType: OptionTypeCell,
  flags: FlagsCell,
});

/** Why a row is none: its first wrong cell. */
export interface RowRefusal {
  readonly field: TapeField;
  readonly value: string;
  readonly expected: string;
}

/** What is wrong with `cells`; undefined when `codec` takes them. */
export const refusalOf = (codec: RowCodec, cells: RowCells): RowRefusal | undefined => {
  const decoded = codec.decode(cells);
  if (E.isRight(decoded)) return undefined;
  const error = decoded.left[0];
  const wrong = error?.context.at(-1);
  const key = wrong?.key ?? '';
  return {
    field: isTapeField(key) ? key : 'at',
    value: typeof error?.value === 'string' ? error.value : '',
    expected: wrong?.type.name ?? codec.name,
  };
};
