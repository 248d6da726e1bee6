import { type BrokerBooks, type Difference, reconcile } from '../../../domain/reconciliation.js';
import { DataError } from '../../../domain/failure.js';
import type { Booking } from '../../../domain/report-changes.js';
import { sessionDayOf } from '../../../domain/session.js';
import type { Log } from '../../../port/log.js';
import type { BooksReader } from '../../../port/order-book-reader.js';
import type { RealTime } from '../../../port/real-time.js';
import type { SessionTokens } from '../../../port/session-tokens.js';
import type { TimeSource } from '../../../port/time-source.js';
import type { BrokerLimits } from './broker-limits.js';
import type { RoutedOrder } from './routed-order.js';
import type { RoutedOrders } from './routed-orders.js';

export interface ReconcilerOptions {
  readonly orders: RoutedOrders;
  readonly reader: BooksReader;
  readonly tokens: SessionTokens;
  readonly booking: Booking;
  readonly isOurs: (remarks: string) => boolean;
  readonly limits: BrokerLimits;
  readonly time: TimeSource;
  readonly real: RealTime;
  readonly log: Log;
  /** The books were read: numbers that they name. */
  readonly seen: (books: BrokerBooks) => void;
  readonly differs: (difference: Difference) => void;
}

/** Reads the broker's books when that is due, one reading at a time, and tells what differs from ours. */
export class Reconciler {
  private takeBack: () => void = () => undefined;
  private dueAt = Infinity;
  private running: Promise<number> | undefined;
  private isOver = false;
  /** What only people can mend is told once. */
  private readonly told = new Set<string>();

  constructor(private readonly options: ReconcilerOptions) {}

  /** Has the books read `ms` from now at the latest. */
  request(ms: number): void {
    const { real } = this.options;
    const dueAt = real.now() + ms;
    if (this.isOver || dueAt >= this.dueAt) return;
    this.takeBack();
    this.dueAt = dueAt;
    this.takeBack = real.later(() => {
      this.dueAt = Infinity;
      this.run().catch((error: unknown) => this.failed(error));
    }, ms);
  }

  /** Reads the books now, or once they have been read; resolves with how many orders were another here than there. */
  async run(): Promise<number> {
    while (this.running !== undefined) await this.running.catch(() => undefined);
    const running = this.once();
    this.running = running;
    try {
      return await running;
    } finally {
      this.running = undefined;
    }
  }

  /** As {@link run}, tried so often, {@link BrokerLimits.againMs} apart; rejects with a DataError after the last. */
  async insist(tries: number): Promise<void> {
    const { real, limits, log } = this.options;
    for (let left = tries - 1; ; left -= 1)
      try {
        await this.run();
        return;
      } catch (error) {
        const fault = messageOf(error);
        if (left === 0 || this.isOver)
          throw new DataError(`cannot go on: the broker's books could not be read: ${fault}`);
        log.warn({ left, fault }, "the broker's books could not be read; they are tried again");
        await new Promise<void>((resolve) => real.later(resolve, limits.againMs));
      }
  }

  stop(): void {
    this.isOver = true;
    this.takeBack();
  }

  private async once(): Promise<number> {
    const { orders, reader, tokens, real, time, limits, booking, isOurs, log } = this.options;
    const beganAt = real.now();
    const session = await tokens.current();
    const trades = await reader.trades(session); // first: an order that is changed meanwhile is not completed by them
    const rows = await reader.orders(session);
    if (this.isOver) return 0;
    const books: BrokerBooks = { orders: rows, trades, day: sessionDayOf(time.now()) };
    this.options.seen(books);
    const ours = orders.all().filter(({ hasLeft }) => hasLeft);
    const found = reconcile(
      ours.map((routed) => ourOrder(routed, beganAt, limits)),
      books,
      booking,
      isOurs,
    ).filter((difference) => this.isNews(difference));
    for (const difference of found) this.options.differs(difference);
    const all = orders.all();
    if (all.some(({ isAwaited }) => isAwaited)) this.request(limits.againMs);
    else if (all.some(({ isOver }) => !isOver)) this.request(limits.everyMs);
    log.debug({ orders: rows.length, trades: trades.length, differences: found.length }, 'reconciled');
    return found.length;
  }

  private isNews({ kind, row, changes }: Difference): boolean {
    if (changes.length > 0) return true;
    const key = `${kind} ${row?.number ?? ''} ${row?.status ?? ''}`;
    if (this.told.has(key)) return false;
    this.told.add(key);
    return true;
  }

  private failed(error: unknown): void {
    if (this.isOver) return;
    const { log, limits } = this.options;
    log.warn(
      { fault: messageOf(error) },
      "the broker's books could not be read; what became of orders is not certain until they are",
    );
    this.request(limits.againMs);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const ourOrder = (
  { life, remarks, number, isCalling, touchedAt, callEndedAt }: RoutedOrder,
  beganAt: number,
  { quietMs, graceMs }: BrokerLimits,
) => ({
  life,
  remarks,
  number,
  isQuiet: !isCalling && touchedAt + quietMs <= beganAt,
  isOver: !isCalling && callEndedAt + graceMs <= beganAt,
});
