import type { TouchlineMessage } from '../../../domain/touchline.js';
import type { FeedMessage } from '../../../port/feed.js';
import type { Columns } from '../decode/columns.js';
import type { MessageCursor } from './message-cursor.js';
import type { BarEnds } from './bar-ends.js';
import type { BarMessages } from './bar-messages.js';
import type { RowGate } from './row-gate.js';

/**
 * Of files of bars: each bar is four messages inside its own interval, from its start to its end, at its start,
 * a third, two thirds and its last millisecond: the open, an extreme, the other extreme, the close. The bars
 * come in the order of their starts; of two that start together one may end before the other.
 */
export class BarCursor implements MessageCursor {
  nextAt: number;
  isStarved = true;
  private columns: Columns | undefined;
  private i = 0;
  private isOver = false;
  private bars = 0;
  private readonly legs = [new LegQueue(), new LegQueue(), new LegQueue()] as const;
  /** What a bar's start brings: bad rows that were passed over, then its open. */
  private readonly waiting: FeedMessage[] = [];

  /** `latestStart`: no bar starts before. */
  constructor(
    private readonly gate: RowGate,
    private readonly messagesOf: BarMessages,
    private readonly endOf: BarEnds,
    private latestStart: number,
  ) {
    this.nextAt = latestStart;
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
    const [leg1, leg2, leg3] = this.legs;
    const [first, second, third, fourth] = this.messagesOf(columns, i, start);
    this.bars += 1;
    const opened = first(start);
    const length = this.endOf(opened.token, start) - start;
    this.waiting.push(opened);
    leg1.add(this.bars, second(start + Math.floor(length / 3)));
    leg2.add(this.bars, third(start + Math.floor((2 * length) / 3)));
    leg3.add(this.bars, fourth(start + length - 1));
  }
}

/** Messages of one kind, by their times; at the same time in the order of their bars. */
class LegQueue {
  /** Time of the first; Infinity when there is none. */
  at = Infinity;
  /** Number of the bar that the first is of. */
  bar = 0;
  private waiting: { readonly bar: number; readonly message: TouchlineMessage }[] = [];
  private first = 0;

  add(bar: number, message: TouchlineMessage): void {
    let i = this.waiting.length;
    while (i > this.first && (this.waiting[i - 1]?.message.receivedAt ?? NaN) > message.receivedAt) i -= 1;
    if (i === this.waiting.length) this.waiting.push({ bar, message });
    else this.waiting.splice(i, 0, { bar, message });
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
