import type { Price } from '../../../domain/money.js';
import type { Token } from '../../../domain/token.js';
import { MessageMark, type TouchlineMessage } from '../../../domain/touchline.js';
import type { Columns } from '../decode/columns.js';
import { barMarks, barMessage, type BarMessages, NOTHING } from './bar-messages.js';
import { present } from './row-message.js';
import { sessionStarts } from './session-starts.js';

/**
 * A bar of trades as the open, the extreme nearer to it, the other extreme and the close, a quarter of its volume
 * with each, added up per token and session; open interest comes with the close.
 */
export const tradeBarMessages = (intervalMs: number): BarMessages => {
  const isStart = sessionStarts();
  const marks = barMarks(intervalMs);
  const volumes: number[] = [];

  const barOf = ({ numbers, token, tokens, flags }: Columns, i: number, start: number): PlayedBar => {
    const number = token[i] ?? -1;
    const isFirst = isStart(number, start);
    if (isFirst) volumes[number] = 0;
    const volume = present(numbers.volume, i);
    const volumeBefore = volumes[number] ?? 0;
    volumes[number] = volumeBefore + (volume ?? 0);
    return {
      kind: isFirst ? 'tk' : 'tf',
      token: tokens[number] as Token, // every row that is decoded has one
      open: numbers.open[i] ?? NaN,
      high: numbers.high[i] ?? NaN,
      low: numbers.low[i] ?? NaN,
      close: numbers.close[i] ?? NaN,
      volume,
      volumeBefore,
      openInterest: present(numbers.openInterest, i),
      flags: (flags?.[i] ?? 0) | marks,
    };
  };

  return (columns, i, start) => {
    const bar = barOf(columns, i, start);
    const [first, second] = extremesOf(bar);
    const quarter = Math.floor((bar.volume ?? NaN) / 4);
    const whole = bar.volume ?? NaN;
    return [
      (at) => messageOf(bar, bar.kind, at, bar.open, volumeAt(bar, quarter), undefined),
      (at) => messageOf(bar, 'tf', at, first, volumeAt(bar, 2 * quarter), undefined),
      (at) => messageOf(bar, 'tf', at, second, volumeAt(bar, 3 * quarter), undefined),
      (at) => messageOf(endOf(bar), 'tf', at, bar.close, volumeAt(bar, whole), bar.openInterest),
    ];
  };
};

interface PlayedBar {
  /** Of its first message. */
  readonly kind: 'tk' | 'tf';
  readonly token: Token;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Its own. */
  readonly volume: number | undefined;
  /** Of the bars of its session before it. */
  readonly volumeBefore: number;
  readonly openInterest: number | undefined;
  readonly flags: number;
}

type Marked = Pick<PlayedBar, 'token' | 'flags'>;

/**
 * The extreme nearer to the open first; as near, low first in a bar that did not fall. Distances are compared
 * in ten-thousandths of a rupee: the difference of two doubles is not the difference of the prices they stand for.
 */
const extremesOf = ({ open, high, low, close }: PlayedBar): readonly [first: number, second: number] => {
  const below = Math.round((open - low) * 10_000);
  const above = Math.round((high - open) * 10_000);
  const isLowFirst = below === above ? close >= open : below < above;
  return isLowFirst ? [low, high] : [high, low];
};

/** The session's volume when `traded` of the bar's has been; undefined where the bar tells no volume. */
const volumeAt = (bar: PlayedBar, traded: number): number | undefined =>
  bar.volume === undefined ? undefined : bar.volumeBefore + traded;

const endOf = ({ token, flags }: PlayedBar): Marked => ({ token, flags: flags | MessageMark.BarEnd });

const messageOf = (
  { token, flags }: Marked,
  kind: 'tk' | 'tf',
  at: number,
  last: number,
  volume: number | undefined,
  openInterest: number | undefined,
): TouchlineMessage =>
  barMessage({ kind, token, flags }, at, { ...NOTHING, last: last as Price, volume, openInterest });
