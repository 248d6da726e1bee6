import { optionTypeOf } from '../../../codec/tape-cell.js';
import type { TapeField } from '../../../codec/tape-field.js';
import type { ContractName } from '../../../domain/contract.js';
import { MINUTE_MS, SECOND_MS } from '../../../domain/time.js';
import type { Sample } from './sample.js';

/** What the folders and names of LEAN's data say of a file, which has no header. */
export interface LeanFile {
  readonly kind: 'trade' | 'quote' | 'openinterest';
  /** Ticks have no length. */
  readonly intervalMs: number;
  /** `2013-10-07`, the date of its times of day. */
  readonly date: string;
  /** Undefined where the market's folder is not there or not known. */
  readonly zone: string | undefined;
  readonly market: string | undefined;
  /** Prices are this many times what they should be; undefined where nothing tells. */
  readonly scale: number | undefined;
  readonly contract: Partial<ContractName>;
  /** What its columns are; undefined for one that means nothing to us. */
  readonly fields: readonly (TapeField | undefined)[];
  /** The folders are LEAN's: nothing else is called so. */
  readonly isUnmistakable: boolean;
  /** The date of the archive is another: an entry that LEAN does not read. */
  readonly isOfAnotherDate: boolean;
}

const FOLDERS =
  /(?:^|\/)(equity|index|option|indexoption|future|futureoption)\/([a-z]+)\/(tick|second|minute)\/([^/]+)\/(\d{8})_(trade|quote|openinterest)(?:_[a-z]+)?\.(?:zip|csv)/i;

/** `20131007_ibm_Trade_Tick.csv`, `20151223_goog_minute_quote_american_call_6000000_20151224.csv`. */
const ENTRY =
  /^(\d{8})_([^_]+)_(?:(tick|second|minute)_(trade|quote|openinterest)|(trade|quote|openinterest)_(tick|second|minute))(?:_(.+))?\.csv$/i;

const ARCHIVE = /^(\d{8})_(trade|quote|openinterest)(?:_([a-z]+))?\.(?:zip|csv)/i;

/** Reads the path of a source; undefined for one that LEAN would not have written. */
export const leanFileOf = ({ path, entry }: Sample['source']): LeanFile | undefined => {
  const whole = path.replaceAll('\\', '/');
  const folders = FOLDERS.exec(whole);
  const own = (entry ?? whole).split('/').at(-1) ?? '';
  const named = ENTRY.exec(own);
  const archive = ARCHIVE.exec(whole.split('/').at(-1) ?? '');
  const [, entryDate, symbol, resolution1, kind1, kind2, resolution2, contract = ''] = named ?? [];
  const kind = (kind1 ?? kind2 ?? archive?.[2])?.toLowerCase() as LeanFile['kind'] | undefined; // one of the pattern's
  const date = archive?.[1] ?? entryDate;
  const resolution = (resolution1 ?? resolution2 ?? folders?.[3])?.toLowerCase();
  if (kind === undefined || date === undefined || resolution === undefined) return undefined;
  const security = folders?.[1]?.toLowerCase();
  const market = folders?.[2]?.toLowerCase();
  return {
    kind,
    intervalMs:
      resolution === 'tick' || kind === 'openinterest' ? 0 : resolution === 'minute' ? MINUTE_MS : SECOND_MS,
    date: isoOf(date),
    market,
    zone: market === undefined ? undefined : ZONES[market],
    scale: security === undefined ? scaleByContract(contract) : SCALES[security],
    contract: { symbol: (folders?.[4] ?? symbol ?? '').toUpperCase(), ...contractOf(contract) },
    fields: fieldsOf(kind, resolution),
    isUnmistakable: folders !== null,
    isOfAnotherDate: entry !== undefined && entryDate !== undefined && entryDate !== date,
  };
};

/** Why a source is not to be read, by its names alone; undefined for one that is. */
export const passedOver = (source: Sample['source'], profile: string | undefined): string | undefined => {
  const lean = leanFileOf(source);
  return lean?.isOfAnotherDate === true && (lean.isUnmistakable || profile === 'lean')
    ? "its name has another date than its archive's"
    : undefined;
};

const ZONES: Readonly<Record<string, string>> = {
  usa: 'America/New_York',
  comex: 'America/New_York',
  india: 'Asia/Kolkata',
};

/** Prices of stocks and their options are whole numbers of ten-thousandths. */
const TEN_THOUSANDTHS = 10_000;

const SCALES: Readonly<Record<string, number>> = {
  equity: TEN_THOUSANDTHS,
  option: TEN_THOUSANDTHS,
  indexoption: TEN_THOUSANDTHS,
  index: 1,
  future: 1,
  futureoption: 1,
};

const OPTION = /^(?:american|european)_(call|put)_(\d+)_(\d{8})$/i;
const FUTURE = /^(\d{6})(?:_(\d{8}))?$/;

const scaleByContract = (contract: string): number | undefined =>
  OPTION.test(contract) ? TEN_THOUSANDTHS : FUTURE.test(contract) ? 1 : undefined;

/** The strike of an option is in ten-thousandths; a future has its month, or its day of expiry behind it. */
const contractOf = (text: string): Partial<ContractName> => {
  const [, right = '', strike, optionExpiry] = OPTION.exec(text) ?? [];
  if (optionExpiry !== undefined)
    return {
      expiry: isoOf(optionExpiry),
      strike: Number(strike) / TEN_THOUSANDTHS,
      optionType: optionTypeOf(right),
    };
  const [, month, day] = FUTURE.exec(text) ?? [];
  return month === undefined ? {} : { expiry: isoOf(day ?? month) };
};

/** `20131007` as `2013-10-07`, `201312` as `2013-12`. */
const isoOf = (digits: string): string =>
  [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].filter((part) => part !== '').join('-');

const fieldsOf = (kind: LeanFile['kind'], resolution: string): LeanFile['fields'] => {
  if (kind === 'openinterest') return ['at', 'openInterest'];
  if (resolution === 'tick')
    return kind === 'trade'
      ? ['at', 'last', 'volumeDelta', undefined, undefined, 'suspicious']
      : ['at', 'bid', 'bidQuantity', 'ask', 'askQuantity', undefined, undefined, 'suspicious'];
  return kind === 'trade'
    ? ['at', 'open', 'high', 'low', 'close', 'volume']
    : [
        'at',
        ...(['bidOpen', 'bidHigh', 'bidLow', 'bidClose', 'bidQuantity'] as const),
        ...(['askOpen', 'askHigh', 'askLow', 'askClose', 'askQuantity'] as const),
      ];
};
