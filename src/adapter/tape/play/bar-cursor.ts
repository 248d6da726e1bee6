import type { Price } from '../../../domain/money.js';
import { sessionDayOf } from '../../../domain/session.js';
import { type EpochMs, epochMs } from '../../../domain/time.js';
import type { Token } from '../../../domain/token.js';
import type { TouchlineMessage } from '../../../domain/touchline.js';
import type { FeedMessage } from '../../../port/feed.js';
import type { Columns } from '../decode/columns.js';
import type { MessageCursor } from './message-cursor.js';
import type { RowGate } from './row-gate.js';
import { present } from './row-message.js';

/**
 * Of files of bars: each bar is four messages inside its own interval [start, start + interval), at its start,
 * a third, two thirds and its last millisecond: the open, the extreme nearer to it, the other extreme, the
 * close. The bars come in the order of their starts.
 */
export class BarCursor implements MessageCursor {
  nextAt: number;
  isStarved = true;
  private columns: Columns | undefined;
  private i = 0;
  private isOver = false;
  private bars = 0;
  private readonly legs: readonly [LegQueue, LegQueue, LegQueue];
  /** What a bar's start brings: bad rows that were passed over, then its open. */
  private readonly waiting: FeedMessage[] = [];
  private readonly days: number[] = [];
  private readonly volumes: number[] = [];

  /** `latestStart`: no bar starts before. */
  constructor(
    private readonly gate: RowGate,
    intervalMs: number,
    private latestStart: number,
  ) {
    this.nextAt = latestStart;
    this.legs = [
      new LegQueue(Math.floor(intervalMs / 3)),
      new LegQueue(Math.floor((2 * intervalMs) / 3)),
      new LegQueue(intervalMs - 1),
    ];
  }

  load(columns: Columns): void {
    this.gate.load(columns);
    this.columns = columns;
    this.i = 0;
    this.lookAhead();
  }

  end(): void {
    this.isOver = true;
    this.gate.end();
    this.lookAhead();
  }

  take(): FeedMessage | undefined {
    if (this.waiting.length === 0) {
      const leg = this.dueLeg();
      if (leg === undefined) this.play();
      else this.waiting.push(leg.take());
    }
    const taken = this.waiting.shift();
    this.lookAhead();
    return taken;
  }

  /** Start of the next bar, not before the one played last; Infinity when there are none. */
  private nextStart(): number {
    const { columns, i, latestStart } = this;
    if (columns !== undefined && i < columns.count) return columns.at[i] ?? NaN;
    return this.isOver ? Infinity : latestStart;
  }

  /** The queue whose first message comes before the next bar; of two at the same time that of the earlier bar. */
  private dueLeg(): LegQueue | undefined {
    let due: LegQueue | undefined;
    for (const leg of this.legs) {
      if (leg.at > this.nextStart() || leg.at === Infinity) continue;
      if (due === undefined || leg.at < due.at || (leg.at === due.at && leg.bar < due.bar)) due = leg;
    }
    return due;
  }

  private lookAhead(): void {
    if (this.waiting.length > 0) {
      this.isStarved = false;
      this.nextAt = this.latestStart;
      return;
    }
    const leg = this.dueLeg();
    this.isStarved = leg === undefined && (this.columns === undefined || this.i >= this.columns.count);
    this.nextAt = leg?.at ?? Math.min(this.nextStart(), Number.MAX_VALUE);
  }

  private play(): void {
    const { columns, i } = this;
    if (columns === undefined) return;
    const start = this.nextStart();
    this.i = i + 1;
    this.latestStart = start;
    if (!this.gate.admits(columns, i, start, this.waiting)) return;
    const bar = this.barOf(columns, i, start);
    const [first, second] = extremesOf(bar);
    const quarter = Math.floor((bar.volume ?? NaN) / 4);
    const [leg1, leg2, leg3] = this.legs;
    this.bars += 1;
    this.waiting.push(messageOf(bar, bar.kind, start, bar.open, volumeAt(bar, quarter), undefined));
    leg1.add(this.bars, start, (at) =>
      messageOf(bar, 'tf', at, first, volumeAt(bar, 2 * quarter), undefined),
    );
    leg2.add(this.bars, start, (at) =>
      messageOf(bar, 'tf', at, second, volumeAt(bar, 3 * quarter), undefined),
    );
    leg3.add(this.bars, start, (at) =>
      messageOf(bar, 'tf', at, bar.close, volumeAt(bar, bar.volume ?? NaN), bar.openInterest),
    );
  }

  private barOf(columns: Columns, i: number, start: number): PlayedBar {
    const { numbers } = columns;
    const number = columns.token[i] ?? -1;
    const day = sessionDayOf(epochMs(start));
    const isFirst = this.days[number] !== day;
    if (isFirst) {
      this.days[number] = day;
      this.volumes[number] = 0;
    }
    const volume = present(numbers.volume, i);
    const volumeBefore = this.volumes[number] ?? 0;
    this.volumes[number] = volumeBefore + (volume ?? 0);
    return {
      kind: isFirst ? 'tk' : 'tf',
      token: columns.tokens[number] as Token, // every row that is decoded has one
      open: numbers.open[i] ?? NaN,
      high: numbers.high[i] ?? NaN,
      low: numbers.low[i] ?? NaN,
      close: numbers.close[i] ?? NaN,
      volume,
      volumeBefore,
      openInterest: present(numbers.openInterest, i),
      flags: columns.flags?.[i] ?? 0,
    };
  }
}

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

/** Messages of one kind, of bars in the order of their starts, each `offsetMs` behind its bar's start. */
class LegQueue {
  /** Time of the first; Infinity when there is none. */
  at = Infinity;
  /** Number of the bar that the first is of. */
  bar = 0;
  private waiting: { readonly bar: number; readonly message: TouchlineMessage }[] = [];
  private first = 0;

  constructor(private readonly offsetMs: number) {}

  add(bar: number, start: number, messageAt: (at: number) => TouchlineMessage): void {
    this.waiting.push({ bar, message: messageAt(start + this.offsetMs) });
    this.look();
  }

  take(): TouchlineMessage {
    const taken = this.waiting[this.first];
    if (taken === undefined) throw new RangeError('no message waits');
    this.first += 1;
    if (this.first * 2 > this.waiting.length) {
      this.waiting = this.waiting.slice(this.first);
      this.first = 0;
    }
    this.look();
    return taken.message;
  }

  private look(): void {
    const next = this.waiting[this.first];
    this.at = next?.message.receivedAt ?? Infinity;
    this.bar = next?.bar ?? 0;
  }
}

const messageOf = (
  bar: PlayedBar,
  kind: 'tk' | 'tf',
  at: number,
  last: number,
  volume: number | undefined,
  openInterest: number | undefined,
): TouchlineMessage => ({
  kind,
  token: bar.token,
  receivedAt: at as EpochMs,
  exchangeAt: undefined,
  last: last as Price,
  open: undefined,
  high: undefined,
  low: undefined,
  previousClose: undefined,
  averagePrice: undefined,
  volume,
  openInterest,
  previousOpenInterest: undefined,
  underlyingOpenInterest: undefined,
  bid: undefined,
  ask: undefined,
  bidQuantity: undefined,
  askQuantity: undefined,
  depth: undefined,
  flags: bar.flags,
});
