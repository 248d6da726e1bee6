import { columnsOf, type TapeForm } from '../../codec/tape-field.js';
import { parseFlags } from '../../codec/flags-text.js';
import { DEPTH_FIELDS, type Depth } from '../../domain/depth.js';
import { DataError, isFailure } from '../../domain/failure.js';
import type { Price } from '../../domain/money.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import { isToken } from '../../domain/token.js';
import { TOUCHLINE_FIELDS, type TouchlineMessage } from '../../domain/touchline.js';
import { csvLine } from '../tape/write/csv-line.js';
import { requireReadable } from '../tape/write/readable-message.js';

/** Recorded ticks have every column, so that whatever comes finds its place. */
export const RECORDED: TapeForm = { levels: 5, flags: true };

const COLUMNS = columnsOf(RECORDED);

/** A message as a line of CSV, its newline included. */
export const tickLine = (message: TouchlineMessage): string => csvLine(message, RECORDED);

/** Whether a line gives the message back to the last bit; a depth that says nothing would be none. */
export const fitsTickLine = (message: TouchlineMessage): boolean =>
  isReadable(message) &&
  !message.token.includes(',') &&
  Number.isSafeInteger(message.flags) &&
  (message.depth === undefined || DEPTH_FIELDS.some((field) => message.depth?.[field] !== undefined));

/** The message of a line without its newline; undefined for one that `tickLine` has not written, or not whole. */
export const parseTickLine = (line: string): TouchlineMessage | undefined => {
  const cells = line.split(',');
  const [at = '', kind, token = ''] = cells;
  if (cells.length !== COLUMNS.length || (kind !== 'tk' && kind !== 'tf') || !isToken(token))
    return undefined;
  const numbers = cells.slice(3, -1).map(numberOf);
  const flags = parseFlags(cells.at(-1) ?? '');
  const receivedAt = numberOf(at);
  if (receivedAt === undefined || flags === undefined || numbers.some(Number.isNaN)) return undefined;
  const number = (index: number): number | undefined => numbers[index];
  const price = (index: number): Price | undefined => numbers[index] as Price | undefined;
  const message: TouchlineMessage = {
    kind,
    token,
    receivedAt: epochMs(receivedAt),
    exchangeAt: numbers[0] as EpochMs | undefined,
    last: price(AT.last),
    open: price(AT.open),
    high: price(AT.high),
    low: price(AT.low),
    previousClose: price(AT.previousClose),
    averagePrice: price(AT.averagePrice),
    volume: number(AT.volume),
    openInterest: number(AT.openInterest),
    previousOpenInterest: number(AT.previousOpenInterest),
    underlyingOpenInterest: number(AT.underlyingOpenInterest),
    bid: price(AT.bid),
    ask: price(AT.ask),
    bidQuantity: number(AT.bidQuantity),
    askQuantity: number(AT.askQuantity),
    depth: depthOf(numbers),
    flags,
  };
  return isReadable(message) ? message : undefined;
};

/** The messages of whole lines. Throws a DataError at one that `tickLine` has not written. */
export function* tickLines(text: string): Generator<TouchlineMessage> {
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end === -1 ? undefined : end);
    const message = parseTickLine(line);
    if (message === undefined) throw new DataError(`no tick of a recording: ${line}`);
    yield message;
    from = end === -1 ? text.length : end + 1;
  }
}

/** Where each field stands among the numbers of a line, behind `exchangeAt`. */
const AT = Object.fromEntries(TOUCHLINE_FIELDS.map((field, i) => [field, i + 1])) as Readonly<
  Record<(typeof TOUCHLINE_FIELDS)[number], number>
>;

const FIRST_OF_DEPTH = TOUCHLINE_FIELDS.length + 1;

const depthOf = (numbers: readonly (number | undefined)[]): Depth | undefined => {
  const levels = numbers.slice(FIRST_OF_DEPTH);
  return levels.every((value) => value === undefined)
    ? undefined
    : (Object.fromEntries(DEPTH_FIELDS.map((field, i) => [field, levels[i]])) as Depth);
};

/** NaN for a text that no number has: a half of one, or what a broken disk left. */
const numberOf = (cell: string): number | undefined => {
  if (cell === '') return undefined;
  const value = Number(cell);
  return String(value) === cell ? value : NaN;
};

const isReadable = (message: TouchlineMessage): boolean => {
  try {
    requireReadable('', message, RECORDED.levels);
    return true;
  } catch (error) {
    if (isFailure(error)) return false;
    throw error;
  }
};
