import { NANO, PLAIN_PRICES, type PriceRules } from '../../../codec/tape-cell.js';
import { isNumberField, type NumberField, unitOf } from '../../../codec/tape-field.js';
import { shortestSingle } from '../../../codec/shortest-single.js';
import { placeOf, type Table } from './header.js';
import { question } from './questions.js';
import type { ReadingFlags } from './reading-flags.js';
import type { Positions } from './reading.js';
import type { Sample } from './sample.js';
import type { Vendor } from './vendors.js';

/** How the prices of a file are read, and what is said of it. */
export interface Prices {
  readonly rulesOf: (field: NumberField) => PriceRules;
  /** For people: `prices / 100`. */
  readonly notes: readonly string[];
}

export interface PricesInput {
  readonly sample: Sample;
  readonly table: Table;
  readonly positions: Positions;
  readonly flags: ReadingFlags;
  readonly vendor: Vendor | undefined;
  /** By the file's layout. */
  readonly scale: number | undefined;
  /** Of the instruments of the sample, where it is known. */
  readonly tickSizes: readonly number[];
}

/**
 * Recognises the scale of prices, and columns whose prices were 32-bit numbers. Throws a question where a price
 * of whole paise and one of whole rupees are both likely.
 */
export const pricesOf = (input: PricesInput): Prices => {
  const { sample, table, positions } = input;
  const columns = [...positions].flatMap(([field, position]) =>
    isNumberField(field) && unitOf(field) === 'price'
      ? [{ field, position, texts: table.rows.map((cells) => cells[position]?.trim() ?? '') }]
      : [],
  );
  const scale = scaleOf(input, columns);
  const singles = new Set(
    columns
      .filter(({ position, texts }) => sample.types?.[position] === 'single' || isOfSingles(texts))
      .map(({ field }) => field),
  );
  const scaled = scaledAlready(columns, scale);
  return {
    rulesOf: rulesBy(scale, singles, scaled),
    notes: [
      ...(scale === 1 || columns.length === 0
        ? []
        : [`prices / ${scale}${scaled.size === 0 ? '' : `, but ${[...scaled].join(', ')}`}`]),
      ...(singles.size === 0 ? [] : ['32-bit prices as their shortest decimals']),
    ],
  };
};

const rulesBy = (
  scale: number,
  singles: ReadonlySet<NumberField>,
  scaled: ReadonlySet<NumberField>,
): ((field: NumberField) => PriceRules) => {
  const wide: PriceRules = { scale, isSingle: false };
  const single: PriceRules = { scale, isSingle: true };
  const plainSingle: PriceRules = { ...PLAIN_PRICES, isSingle: true };
  return (field) =>
    scale === 1 || scaled.has(field)
      ? singles.has(field)
        ? plainSingle
        : PLAIN_PRICES
      : singles.has(field)
        ? single
        : wide;
};

/** Columns beside one of whole prices that have about what those are when they are scaled: they need no scale. */
const scaledAlready = (columns: readonly PriceColumn[], scale: number): ReadonlySet<NumberField> => {
  const typical = columns.map(({ field, texts }) => ({ field, value: medianOf(texts) }));
  const largest = Math.max(...typical.map(({ value }) => (Number.isNaN(value) ? 0 : value)));
  return new Set(
    scale < LEAST_TOLD
      ? []
      : typical
          .filter(({ value }) => Math.abs(Math.log((value * scale) / largest)) < Math.LN2)
          .map(({ field }) => field),
  );
};

/** Prices of one file may lie this far apart by themselves: circuits, or a bad print. */
const LEAST_TOLD = 10;

interface PriceColumn {
  readonly field: NumberField;
  readonly position: number;
  readonly texts: readonly string[];
}

/** A decimal that only a 32-bit number made double has so many digits of. */
const LONG_DECIMAL = /^\d+\.\d{5,}$/;

/** Whether all are 32-bit numbers as doubles, and some show it: 25974.900390625, whose own decimal is short. */
const isOfSingles = (texts: readonly string[]): boolean => {
  const values = texts.filter((text) => text !== '').map(Number);
  return (
    values.every((value) => Math.fround(value) === value) &&
    texts.some((text) => LONG_DECIMAL.test(text) && !LONG_DECIMAL.test(String(shortestSingle(Number(text)))))
  );
};

const WHOLE = /^\d+$/;
const PAISE = 100;

const scaleOf = (input: PricesInput, columns: readonly PriceColumn[]): number => {
  const { flags, vendor, scale } = input;
  if (flags.scale !== undefined) return flags.scale;
  if (scale !== undefined) return scale;
  if (vendor?.isNano === true && columns.length > 0 && columns.every(({ texts }) => texts.every(isNano)))
    return NANO;
  refuseLikelyPaise(input, columns);
  return 1;
};

/** A whole number of billionths: of a price of a thousandth or more, or 0. */
const isNano = (text: string): boolean =>
  text === '' || text === '0' || (WHOLE.test(text) && text.length > 6);

/**
 * Asks where prices are whole though their instruments move in parts of a rupee: those of one column that are
 * about a hundred times those of another, or all of them.
 */
const refuseLikelyPaise = (
  { sample, table, tickSizes }: PricesInput,
  columns: readonly PriceColumn[],
): void => {
  if (tickSizes.length === 0 || tickSizes.some((size) => size >= 1)) return;
  const known = columns.flatMap((column) => {
    const typical = medianOf(column.texts);
    return Number.isNaN(typical) ? [] : [{ ...column, typical }];
  });
  for (const paise of known) {
    if (!paise.texts.every((text) => text === '' || WHOLE.test(text))) continue;
    const other = known.find(({ typical }) => Math.abs(paise.typical / typical / PAISE - 1) < 0.25);
    const row = paise.texts.findIndex((text) => text !== '' && text !== '0');
    const value = paise.texts[row] ?? '';
    if (other === undefined) continue;
    const column = table.columns[paise.position] ?? '';
    throw question('price-scale', {
      where: placeOf(sample, table, row + 1, column),
      value,
      asPaise: String(Number(value) / PAISE),
      other: `column "${table.columns[other.position] ?? ''}" has ${other.texts[row] ?? ''}`,
    });
  }
  refuseAllWhole({ sample, table }, known, Math.max(...tickSizes));
};

/** Asks where all prices are whole and steps of the tick size in paise: of rupees, few would be by chance. */
const refuseAllWhole = (
  { sample, table }: Pick<PricesInput, 'sample' | 'table'>,
  known: readonly PriceColumn[],
  tickSize: number,
): void => {
  const [first] = known;
  const step = Math.round(tickSize * PAISE);
  const seen = new Set(known.flatMap(({ texts }) => texts.filter((text) => Number(text) !== 0)));
  if (first === undefined || step < 2 || seen.size < FEWEST_PRICES) return;
  if (![...seen].every((text) => WHOLE_NUMBER.test(text) && Number(text) % step === 0)) return;
  const row = first.texts.findIndex((text) => seen.has(text));
  const value = first.texts[row] ?? '';
  throw question('price-scale', {
    where: placeOf(sample, table, row + 1, table.columns[first.position] ?? ''),
    value,
    asPaise: String(Number(value) / PAISE),
    other: `all prices are whole, and its instrument moves in steps of ${tickSize}`,
  });
};

/** That as many whole rupees are steps of five paise by chance is one in thousands. */
const FEWEST_PRICES = 6;
const WHOLE_NUMBER = /^\d+(?:\.0)?$/;

/** Of the numbers that are not 0; NaN for none. */
const medianOf = (texts: readonly string[]): number => {
  const values = texts
    .map(Number)
    .filter((value) => value > 0)
    .sort((a, b) => a - b);
  return values[values.length >> 1] ?? NaN;
};
