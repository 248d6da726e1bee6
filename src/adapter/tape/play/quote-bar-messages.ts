import type { Price } from '../../../domain/money.js';
import type { Token } from '../../../domain/token.js';
import { MessageMark } from '../../../domain/touchline.js';
import type { NumberColumns } from '../decode/columns.js';
import { barMarks, type BarMessages, barMessage, NOTHING } from './bar-messages.js';
import { sessionStarts } from './session-starts.js';

/**
 * A bar of quotes as four quotes: the opens of both sides, their extremes, the other extremes and the closes.
 * Both sides are at their lows together and at their highs together; which comes first is told by the middle of
 * bid and ask as by the prices of a bar of trades. Sizes are those at the close and come with it. A side without
 * prices is empty (0) through the bar.
 */
export const quoteBarMessages = (intervalMs: number): BarMessages => {
  const isStart = sessionStarts();
  const marks = barMarks(intervalMs);
  return ({ numbers, token, tokens, flags }, i, start) => {
    const number = token[i] ?? -1;
    const bid = sideOf(numbers, 'bid', i);
    const ask = sideOf(numbers, 'ask', i);
    const steps = isLowFirst(middleOf(bid, ask)) ? LOW_FIRST : HIGH_FIRST;
    const told = {
      kind: 'tf' as const,
      token: tokens[number] as Token,
      flags: (flags?.[i] ?? 0) | marks,
    }; // every row that is decoded has one
    const first = { ...told, kind: isStart(number, start) ? ('tk' as const) : told.kind };
    const end = { ...told, flags: told.flags | MessageMark.BarEnd };
    const quote = (step: keyof Side) => ({ ...NOTHING, bid: bid[step] as Price, ask: ask[step] as Price });
    const sizes = {
      bidQuantity: sizeOf(numbers.bidQuantity[i]),
      askQuantity: sizeOf(numbers.askQuantity[i]),
    };
    return [
      (at) => barMessage(first, at, quote('open')),
      (at) => barMessage(told, at, quote(steps[0])),
      (at) => barMessage(told, at, quote(steps[1])),
      (at) => barMessage(end, at, { ...quote('close'), ...sizes }),
    ];
  };
};

/** The prices of one side of the book; all 0 when it was empty. */
interface Side {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

const LOW_FIRST = ['low', 'high'] as const;
const HIGH_FIRST = ['high', 'low'] as const;

const EMPTY: Side = { open: 0, high: 0, low: 0, close: 0 };

const sideOf = (numbers: NumberColumns, side: 'bid' | 'ask', i: number): Side => {
  const prices: Side = {
    open: numbers[`${side}Open`][i] ?? NaN,
    high: numbers[`${side}High`][i] ?? NaN,
    low: numbers[`${side}Low`][i] ?? NaN,
    close: numbers[`${side}Close`][i] ?? NaN,
  };
  return Object.values(prices).some(Number.isNaN) ? EMPTY : prices;
};

/** Twice the middle, or twice the one side that there is. */
const middleOf = (bid: Side, ask: Side): Side => {
  const [one, other] = [bid === EMPTY ? ask : bid, ask === EMPTY ? bid : ask];
  return {
    open: one.open + other.open,
    high: one.high + other.high,
    low: one.low + other.low,
    close: one.close + other.close,
  };
};

/** As for a bar of trades: the extreme nearer to the open first; as near, low first in a bar that did not fall. */
const isLowFirst = ({ open, high, low, close }: Side): boolean => {
  const below = Math.round((open - low) * 10_000);
  const above = Math.round((high - open) * 10_000);
  return below === above ? close >= open : below < above;
};

const sizeOf = (value: number | undefined): number | undefined =>
  value === undefined || Number.isNaN(value) ? undefined : value;
