import { QUOTE_BAR_PRICES, type RowForm, type TapeField } from '../../../codec/tape-field.js';
import {
  type Aliases,
  BAR_ALIASES,
  canonical,
  FULL_ALIASES,
  QUOTE_ALIASES,
  QUOTE_BAR_ALIASES,
  TAPE_ALIASES,
  TRADE_SIZES,
} from './aliases.js';
import { positionsOf } from './positions.js';
import type { Shape } from '../../../port/tape.js';
import type { Positions } from './reading.js';
import type { Vendor } from './vendors.js';

export interface Shaped {
  readonly shape: Shape;
  readonly form: RowForm;
  readonly positions: Positions;
}

/** What columns make, by their names and those of their vendor; undefined for what is no tape. */
export const shapeOf = (
  columns: readonly string[],
  given: Positions,
  vendor: Vendor | undefined,
): Shaped | undefined => {
  for (const { form, aliases, makes } of FORMS) {
    const own = form === 'tape' ? {} : (vendor?.aliases ?? {});
    const positions = withTime(positionsOf(columns, { ...aliases, ...onlyIn(aliases, own) }, given));
    if (makes(positions)) return { form, ...named(form, positions, columns, given) };
  }
  return undefined;
};

const hasAll =
  (...fields: readonly TapeField[]) =>
  (positions: Positions): boolean =>
    fields.every((field) => positions.has(field));

const FORMS: readonly {
  readonly form: RowForm;
  readonly aliases: Aliases;
  readonly makes: (positions: Positions) => boolean;
}[] = [
  { form: 'tape', aliases: TAPE_ALIASES, makes: hasAll('at', 'kind', 'token') },
  { form: 'quoteBars', aliases: QUOTE_BAR_ALIASES, makes: hasAll('at', ...QUOTE_BAR_PRICES) },
  { form: 'full', aliases: FULL_ALIASES, makes: hasAll('at', 'last') },
  { form: 'bars', aliases: BAR_ALIASES, makes: hasAll('at', 'open', 'high', 'low', 'close') },
  { form: 'full', aliases: QUOTE_ALIASES, makes: hasAll('at', 'bid') },
  { form: 'full', aliases: QUOTE_ALIASES, makes: hasAll('at', 'ask') },
  { form: 'full', aliases: QUOTE_ALIASES, makes: hasAll('at', 'openInterest') },
];

/** A vendor's names of the fields that rows of this form have. */
const onlyIn = (aliases: Aliases, own: Aliases): Aliases =>
  Object.fromEntries(
    Object.entries(own)
      .filter(([field]) => field in aliases)
      .map(([field, names]) => [field, [...names, ...(aliases[field as TapeField] ?? [])]]), // keys of Aliases are fields
  );

/** Where only the exchange's time is there, it is the row's. */
const withTime = (positions: Positions): Positions => {
  const exchangeAt = positions.get('exchangeAt');
  return positions.has('at') || exchangeAt === undefined
    ? positions
    : new Map([['at', exchangeAt], ...positions]);
};

const OF_THE_DAY: readonly TapeField[] = [
  'averagePrice',
  'open',
  'high',
  'low',
  'openInterest',
  'bid',
  'ask',
];

const named = (
  form: RowForm,
  all: Positions,
  columns: readonly string[],
  given: Positions,
): { readonly shape: Shape; readonly positions: Positions } => {
  if (form === 'tape' || form === 'bars') return { shape: form, positions: all };
  if (form === 'quoteBars') return { shape: 'quote bars', positions: all };
  const size = all.get('volumeDelta');
  const isTrade =
    size !== undefined && !given.has('volumeDelta') && TRADE_SIZES.includes(canonical(columns[size] ?? ''));
  // Beside a quote or a picture of the day nobody can say what `size` or `qty` is of.
  const isOfDay = OF_THE_DAY.some((field) => all.has(field));
  const positions = isTrade && isOfDay ? without(all, 'volumeDelta') : all;
  if (positions.has('last')) return { shape: isTrade && !isOfDay ? 'trades' : 'full', positions };
  if (!positions.has('bid') && !positions.has('ask')) return { shape: 'open interest', positions };
  const isBook =
    positions.has('bid2') ||
    positions.has('ask2') ||
    positions.has('totalBuyQuantity') ||
    positions.has('totalSellQuantity');
  return { shape: isBook ? 'book' : 'quotes', positions };
};

const without = (positions: Positions, field: TapeField): Positions =>
  new Map([...positions].filter(([name]) => name !== field));
