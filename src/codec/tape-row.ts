import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {
  type Cell,
  EpochCell,
  KindCell,
  numberCell,
  PriceCell,
  required,
  SymbolCell,
  timeCell,
  TokenCell,
} from './tape-cell.js';
import { BAR_PRICES, isTapeField, type NumberField, ROW_NUMBERS, type TapeField } from './tape-field.js';
import type { Zone } from './tape-zone.js';

/** Cells of one row by what they mean; a column that the file lacks is left out. */
export type RowCells = { readonly [K in TapeField]?: string | undefined };

/** A row of any shape, read from text. The authority on what a row is. */
export type RowCodec = t.Decoder<unknown, unknown>;

const numberCells = (moment: Cell<number>, fields: readonly NumberField[]): Record<string, Cell<number>> =>
  Object.fromEntries(fields.map((field) => [field, numberCell(field, moment)]));

/** A row of the project's own tape: moments are epoch ms, all but time, kind and token may be absent. */
export const TapeRow = t.strict(
  {
    at: required(EpochCell),
    kind: required(KindCell),
    token: required(TokenCell),
    ...numberCells(EpochCell, ROW_NUMBERS.tape),
  },
  'TapeRow',
);

/** A whole row of somebody else's file; local times are in `zone`. */
export const fullRow = (zone: Zone | undefined): RowCodec =>
  t.strict({ ...whoAndWhen(zone), ...numberCells(timeCell(zone), ROW_NUMBERS.full) }, 'FullRow');

/** A bar; its time is its start. */
export const barRow = (zone: Zone | undefined): RowCodec =>
  t.strict(
    {
      ...whoAndWhen(zone),
      ...numberCells(EpochCell, ROW_NUMBERS.bars),
      ...Object.fromEntries(BAR_PRICES.map((field) => [field, required(PriceCell)])),
    },
    'BarRow',
  );

const whoAndWhen = (zone: Zone | undefined) => ({
  at: required(timeCell(zone)),
  token: TokenCell,
  symbol: SymbolCell,
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
