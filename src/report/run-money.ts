import type { OrderUpdate } from '../domain/event.js';
import { cashFlowOf, type Fill, signedQuantityOf } from '../domain/fill.js';
import { Holding } from '../domain/holding.js';
import { gradeWith } from '../domain/data-grade.js';
import { minus, type Money, NO_MONEY, plus, valueOf } from '../domain/money.js';
import { isStop, type Order } from '../domain/order.js';
import { type SessionDay, sessionDayOf } from '../domain/session.js';
import type { Tick } from '../domain/tick.js';
import { type EpochMs, MINUTE_MS } from '../domain/time.js';
import type { Token } from '../domain/token.js';
import { ChargeLog } from './charge-log.js';
import { CurveFold } from './curve-fold.js';
import { FifoFold } from './fifo-fold.js';
import { type Booking, Ledger } from './ledger.js';
import { PeakMargin } from './peak-margin.js';
import type { RunSpan } from './performance.js';
import type { ReportSink } from './report-sink.js';
import type { RunFrame } from './run-frame.js';
import { SessionClock } from './session-clock.js';
import { type Line, TokenBook } from './token-book.js';
import type { Trade } from './trade.js';
import { TradeFold } from './trade-fold.js';
import { WaitingStops } from './waiting-stops.js';

/**
 * Folds ticks and fills into the money of a run: what each strategy and the whole hold, are worth and have traded. Equity
 * and trades leave through the sink as soon as they are final. O(1) a tick.
 */
export class RunMoney {
  readonly books = new Map<Token, TokenBook>();
  /** Of each strategy. */
  readonly ledgers = new Map<string, Ledger>();
  readonly whole: Ledger;
  readonly trades: Trade[] = [];
  readonly chargeLog: ChargeLog;
  /** Of the whole. */
  readonly curve = new CurveFold();
  private readonly margin: PeakMargin | undefined;
  private readonly stops = new WaitingStops();
  private readonly session = new SessionClock();
  private readonly days: SessionDay[] = [];
  private startedAt: EpochMs | undefined = undefined;
  private minuteEndsAt = -Infinity;
  // References to entries where times would do: a time in a field that may be undefined is boxed anew every tick.
  /** The newest tick or fill. */
  private newest: Tick | OrderUpdate | undefined = undefined;
  /** The newest one that changed equity, until a row has told it. */
  private changedBy: Tick | OrderUpdate | undefined = undefined;
  private toldAt: EpochMs | undefined = undefined;

  constructor(
    frame: RunFrame,
    private readonly sink: Pick<ReportSink, 'equity' | 'trade'>,
  ) {
    this.whole = new Ledger(frame.capital);
    this.chargeLog = new ChargeLog(frame.notesOf);
    for (const [token, instrument] of frame.instruments) this.books.set(token, new TokenBook(instrument));
    this.margin = frame.margin && new PeakMargin(frame.margin, [...this.books.values()]);
    for (const [strategy, capital] of frame.strategies) this.ledgers.set(strategy, new Ledger(capital));
  }

  tick(tick: Tick): void {
    const { at, last } = tick;
    if (at >= this.minuteEndsAt) this.enterMinute(at);
    this.session.tick(at);
    this.newest = tick;
    const book = this.books.get(tick.token);
    if (book === undefined) return;
    book.ticks += 1;
    if (book.grade !== 'depth') book.grade = gradeWith(book.grade, tick);
    if (last === undefined || last === book.last) return;
    book.last = last;
    const isHalfFull = book.marks.push(last, at);
    if (book.lines.length === 0) return;
    this.mark(book, tick);
    if (isHalfFull) for (const { trades } of book.lines) trades.keepUp();
  }

  /** What became of an order, and what was executed of it. */
  update(update: OrderUpdate): void {
    this.stops.changed(update.order);
    if (update.fill !== undefined) this.fill(update.fill, update);
  }

  private fill(fill: Fill, update: OrderUpdate): void {
    const { at, seq } = update;
    if (at >= this.minuteEndsAt) this.enterMinute(at);
    const book = this.books.get(fill.token);
    if (book === undefined) return;
    this.chargeLog.take({ fill, instrument: book.instrument, product: update.order.product });
    const line = this.lineOf(book, fill.strategy);
    const { holding, ledger, trades } = line;
    const held = holding.position.quantity;
    const valued = holding.value;
    const [realised, revalued] = holding.fill(fill);
    const { multiplier } = holding;
    const booking: Booking = {
      flow: cashFlowOf(fill, multiplier),
      revalued,
      bookChange: minus(absolute(holding.value), absolute(valued)),
      positions: held === 0 ? 1 : holding.position.quantity === 0 ? -1 : 0,
      charges: fill.charges,
      traded: valueOf(fill.price, fill.quantity, multiplier),
    };
    if (update.order.product === 'INTRADAY') line.intraday += signedQuantityOf(fill);
    const trips = line.fifo.take(fill);
    for (const one of [ledger, this.ledgerOfToken(book), this.whole]) {
      one.fill(booking, at, this.session.elapsedMs);
      one.fifoTrips.push(...trips);
    }
    this.margin?.look(at, this.whole);
    this.changedBy = update;
    this.newest = update;
    const trade = trades.take(fill, held, realised, seq);
    if (Math.sign(holding.position.quantity) !== Math.sign(held))
      for (const stop of this.stops.of(fill.strategy, fill.token)) trades.stopSent(stop);
    if (trade === undefined) return;
    this.trades.push(trade);
    this.sink.trade(trade);
  }

  /** An order went out. */
  sent(order: Order): void {
    if (!isStop(order)) return;
    this.stops.sent(order);
    const lines = this.books.get(order.token)?.lines;
    lines?.find(({ strategy }) => strategy === order.strategy)?.trades.stopSent(order);
  }

  /** Tells the last row of equity, and returns when the run was over. Once, after the last entry. */
  end(): RunSpan {
    const endedAt = this.newest?.at;
    if (endedAt !== undefined) this.margin?.look(endedAt, this.whole);
    if (endedAt !== undefined && (this.changedBy !== undefined || this.toldAt !== endedAt))
      this.tellEquity(endedAt);
    return { endedAt: endedAt ?? 0, sessionMs: this.session.elapsedMs, days: this.days };
  }

  /** The token has a new last price: revalues what is held of it. */
  private mark(book: TokenBook, tick: Tick): void {
    const { at } = tick;
    const sessionMs = this.session.elapsedMs;
    let revalued = NO_MONEY;
    let bookChange = NO_MONEY;
    let changed = false;
    for (const { holding, ledger } of book.lines) {
      const before = holding.value;
      const change = holding.mark(book.last);
      if (change === 0) continue;
      const grossChange = minus(absolute(holding.value), absolute(before));
      ledger.mark(change, grossChange, at, sessionMs);
      revalued = plus(revalued, change);
      bookChange = plus(bookChange, grossChange);
      changed = true;
    }
    if (!changed) return;
    book.ledger?.mark(revalued, bookChange, at, sessionMs);
    this.whole.mark(revalued, bookChange, at, sessionMs);
    this.changedBy = tick;
  }

  /** Sessions begin and end on minutes, so a new minute is the only moment at which there is more to do. */
  private enterMinute(at: EpochMs): void {
    this.minuteEndsAt = (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS;
    if (this.newest !== undefined) this.margin?.look(this.newest.at, this.whole);
    if (this.changedBy !== undefined) this.tellEquity(this.changedBy.at);
    if (!this.session.enter(at)) return;
    this.days.push(sessionDayOf(at));
    if (this.startedAt === undefined) {
      this.begin(at);
      return;
    }
    this.whole.closeSession();
    for (const ledger of this.ledgers.values()) ledger.closeSession();
    for (const { ledger } of this.books.values()) ledger?.closeSession();
  }

  private begin(at: EpochMs): void {
    this.startedAt = at;
    this.whole.drawdown.begin(at);
    for (const ledger of this.ledgers.values()) ledger.drawdown.begin(at);
    this.tellEquity(at);
  }

  private tellEquity(at: EpochMs): void {
    this.changedBy = undefined;
    this.toldAt = at;
    const { equity, cash, drawdown } = this.whole;
    const stretch = drawdown.stretch();
    this.curve.take(at, equity, stretch);
    this.sink.equity({
      at,
      equity,
      cash,
      drawdown: drawdown.current,
      stretch,
      byStrategy: [...this.ledgers.values()].map((ledger) => ledger.equity),
    });
  }

  private lineOf(book: TokenBook, strategy: string): Line {
    const known = book.lines.find((line) => line.strategy === strategy);
    if (known !== undefined) return known;
    const { token, name: instrument, multiplier } = book.instrument;
    const holding = new Holding(multiplier);
    holding.mark(book.last);
    const trades = new TradeFold({ strategy, token, instrument, multiplier }, book.marks);
    const fifo = new FifoFold(multiplier);
    const line = { strategy, ledger: this.ledgerOf(strategy), holding, intraday: 0, trades, fifo };
    book.lines.push(line);
    return line;
  }

  private ledgerOfToken(book: TokenBook): Ledger {
    if (book.ledger !== undefined) return book.ledger;
    book.ledger = new Ledger(this.whole.capital, this.whole.closes.length);
    if (this.startedAt !== undefined) book.ledger.drawdown.begin(this.startedAt);
    return book.ledger;
  }

  /** A fill of a strategy that was not declared still counts: its ledger is made when it comes, without capital. */
  private ledgerOf(strategy: string): Ledger {
    const known = this.ledgers.get(strategy);
    if (known !== undefined) return known;
    const ledger = new Ledger(NO_MONEY);
    if (this.startedAt !== undefined) ledger.drawdown.begin(this.startedAt);
    this.ledgers.set(strategy, ledger);
    return ledger;
  }
}

const absolute = (money: Money): Money => Math.abs(money) as Money;
