import { absurd } from 'fp-ts/lib/function.js';
import type { CloseFailed, Entry, Halted, StrategyFailed } from '../domain/entry.js';
import type { OrderUpdate } from '../domain/event.js';
import { cashFlowOf, type Fill } from '../domain/fill.js';
import { Holding } from '../domain/holding.js';
import type { Instrument } from '../domain/instrument.js';
import { minus, type Money, NO_MONEY, plus, valueOf } from '../domain/money.js';
import { gradeWith } from '../domain/data-grade.js';
import type { Tick } from '../domain/tick.js';
import { type EpochMs, MINUTE_MS } from '../domain/time.js';
import type { Token } from '../domain/token.js';
import { ODD } from '../domain/touchline.js';
import { ChargeLog, type NotesOf } from './charge-log.js';
import { dailyReturns } from './daily-returns.js';
import { DecisionLog } from './decision-log.js';
import { type Booking, Ledger } from './ledger.js';
import { openPositionsOf } from './open-position.js';
import { OrderLog } from './order-log.js';
import { type Performance, performanceOf, type RunSpan } from './performance.js';
import { QualityLog } from './quality-log.js';
import type { ReportSink } from './report-sink.js';
import { RunCounter } from './run-counter.js';
import { RunDigest } from './run-digest.js';
import type { FailedStrategy, RunResult, TickSummary } from './run-result.js';
import { moneyOf, type RunStanding } from './run-standing.js';
import { SessionClock } from './session-clock.js';
import { type Line, TokenBook } from './token-book.js';
import type { Trade } from './trade.js';
import { TradeFold } from './trade-fold.js';

/** What a report must know before the first entry. */
export interface RunFrame {
  /** The pipeline's name. */
  readonly pipeline: string;
  readonly capital: Money;
  readonly instruments: ReadonlyMap<Token, Instrument>;
  /** What each has of the capital, by its name, in declared order. */
  readonly strategies: ReadonlyMap<string, Money>;
  /** The contract notes of a run's executions; undefined where there are none to write. */
  readonly notesOf?: NotesOf | undefined;
}

/**
 * Folds the belt into a report. It only reads: every entry in order, once. Rows leave through the sink as soon
 * as they are final; what is kept grows with the trades and the sessions, not with the ticks.
 * O(1) a tick, and a tick of a token nobody trades is only counted.
 */
export class ReportFold {
  private readonly books = new Map<Token, TokenBook>();
  private readonly ledgers = new Map<string, Ledger>();
  private readonly whole: Ledger;
  private readonly session = new SessionClock();
  private readonly digest = new RunDigest();
  private readonly counter = new RunCounter();
  private readonly quality: QualityLog;
  private readonly decisions: DecisionLog;
  private readonly orders: OrderLog;
  private readonly chargeLog: ChargeLog;
  private readonly trades: Trade[] = [];
  private readonly failures: FailedStrategy[] = [];
  private readonly halts: Halted[] = [];
  private readonly closeFailures: CloseFailed[] = [];
  private ticks = 0;
  private firstTick: Tick | undefined = undefined;
  private lastTick: Tick | undefined = undefined;
  private startedAt: EpochMs | undefined = undefined;
  private minuteEndsAt = -Infinity;
  // References to entries where times would do: a time in a field that may be undefined is boxed anew every tick.
  /** The newest tick or fill. */
  private newest: Tick | OrderUpdate | undefined = undefined;
  /** The newest one that changed equity, until a row has told it. */
  private changedBy: Tick | OrderUpdate | undefined = undefined;
  private toldAt: EpochMs | undefined = undefined;

  constructor(
    private readonly frame: RunFrame,
    private readonly sink: ReportSink,
  ) {
    this.whole = new Ledger(frame.capital);
    this.chargeLog = new ChargeLog(frame.notesOf);
    for (const [token, instrument] of frame.instruments) this.books.set(token, new TokenBook(instrument));
    for (const [strategy, capital] of frame.strategies) this.ledgers.set(strategy, new Ledger(capital));
    const nameOf = (of: { readonly token: Token }): string => this.nameOf(of.token);
    this.quality = new QualityLog(nameOf);
    this.decisions = new DecisionLog(nameOf, (record) => {
      sink.decision(record);
    });
    this.orders = new OrderLog(nameOf, (record) => {
      sink.order(record);
    });
  }

  take(entry: Entry): void {
    switch (entry.kind) {
      case 'Tick':
        this.takeTick(entry);
        break;
      case 'OrderUpdate':
        this.takeUpdate(entry);
        break;
      case 'ClockTicked':
      case 'Command':
        this.decisions.flush();
        break;
      case 'FeedEvent':
        this.decisions.flush();
        this.counter.feedEvent(entry);
        if (entry.event === 'Dropped' && entry.token !== undefined)
          this.quality.take(entry.token, entry.at, entry.flags, true);
        break;
      case 'Decision':
        this.counter.decisions += 1;
        this.digest.take(entry);
        this.decisions.decided(entry);
        break;
      case 'Approved':
        this.counter.approved += 1;
        this.decisions.judged(entry);
        this.orders.approved(entry);
        break;
      case 'Refused':
        this.counter.refused(entry);
        this.digest.take(entry);
        this.decisions.judged(entry);
        this.orders.refused(entry);
        break;
      case 'Halted':
        this.halts.push(entry);
        this.digest.take(entry);
        break;
      case 'CloseFailed':
        this.closeFailures.push(entry);
        this.digest.take(entry);
        break;
      case 'OrderSent':
        this.counter.orders += 1;
        this.decisions.sent(entry);
        this.orders.sent(entry);
        break;
      case 'CancelSent':
        this.counter.cancels += 1;
        this.decisions.sent(entry);
        break;
      case 'StrategyFailed':
        this.digest.take(entry);
        this.takeFailure(entry);
        break;
      case 'ModifySent':
        this.counter.modifies += 1;
        this.decisions.sent(entry);
        break;
      case 'UnexpectedUpdate':
        this.decisions.flush();
        this.counter.unexpected += 1;
        this.digest.take(entry);
        break;
      case 'WrongToken':
        this.counter.wrongToken += 1;
        break;
      default:
        absurd(entry);
    }
  }

  /** How the run stands now; more may follow. */
  standing(): RunStanding {
    const strategies = [...this.ledgers].map(([name, ledger]) => ({
      name,
      ...moneyOf(ledger),
      trades: this.trades.filter(({ strategy }) => strategy === name).length,
    }));
    return {
      strategies,
      whole: { ...moneyOf(this.whole), trades: this.trades.length },
      positions: openPositionsOf(this.books.values(), [...this.ledgers.keys()]),
      orders: this.orders.records(),
      counts: this.counter.counts,
    };
  }

  /** Tells the rows that were still open, and returns what the run came to. Once, after the last entry. */
  result(): RunResult {
    this.decisions.flush();
    const endedAt = this.newest?.at;
    if (endedAt !== undefined && (this.changedBy !== undefined || this.toldAt !== endedAt))
      this.tellEquity(endedAt);
    const openOrders = this.orders.records();
    for (const record of openOrders) this.sink.order(record);

    const span: RunSpan = { endedAt: endedAt ?? 0, sessionMs: this.session.elapsedMs };
    const byStrategy = new Map<string, Performance>();
    for (const [strategy, ledger] of this.ledgers) {
      const trades = this.trades.filter((trade) => trade.strategy === strategy);
      byStrategy.set(strategy, performanceOf(ledger, trades, span));
    }
    return {
      pipeline: this.frame.pipeline,
      capital: this.frame.capital,
      digest: this.digest.hex(),
      performance: performanceOf(this.whole, this.trades, span),
      dailyReturns: dailyReturns(this.whole.capital, [...this.whole.closes, this.whole.equity]),
      byStrategy,
      charges: this.chargeLog.summary,
      trades: this.trades,
      openPositions: openPositionsOf(this.books.values(), [...this.ledgers.keys()]),
      openOrders,
      counts: this.counter.counts,
      failures: this.failures,
      halts: this.halts,
      closeFailures: this.closeFailures,
      ticks: this.tickSummary(),
    };
  }

  private takeTick(tick: Tick): void {
    this.decisions.flush();
    const { at, last } = tick;
    if (at >= this.minuteEndsAt) this.enterMinute(at);
    this.session.tick(at);
    this.ticks += 1;
    this.firstTick ??= tick;
    this.lastTick = tick;
    this.newest = tick;
    if ((tick.flags & ODD) !== 0) this.quality.take(tick.token, at, tick.flags, false);
    const book = this.books.get(tick.token);
    if (book === undefined) return;
    book.ticks += 1;
    if (book.grade !== 'depth') book.grade = gradeWith(book.grade, tick);
    if (last === undefined || last === book.last) return;
    book.last = last;
    if (book.lines.length > 0) this.mark(book, tick);
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
    this.whole.mark(revalued, bookChange, at, sessionMs);
    this.changedBy = tick;
  }

  private takeUpdate(update: OrderUpdate): void {
    this.decisions.flush();
    this.digest.take(update);
    this.orders.update(update);
    if (update.fill !== undefined) this.takeFill(update.fill, update);
  }

  private takeFill(fill: Fill, update: OrderUpdate): void {
    const { at, seq } = update;
    this.counter.fills += 1;
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
    ledger.fill(booking, at, this.session.elapsedMs);
    this.whole.fill(booking, at, this.session.elapsedMs);
    this.changedBy = update;
    this.newest = update;
    const trade = trades.take(fill, held, realised, seq);
    if (trade === undefined) return;
    this.trades.push(trade);
    this.sink.trade(trade);
  }

  private takeFailure(entry: StrategyFailed): void {
    this.counter.failedStrategies += 1;
    const { strategy, token, at, seq, message, event } = entry;
    const instrument = this.nameOf(token);
    this.failures.push({
      strategy,
      token,
      instrument,
      at,
      seq,
      event: event.kind,
      eventSeq: event.seq,
      message,
    });
  }

  /** Sessions begin and end on minutes, so a new minute is the only moment at which there is more to do. */
  private enterMinute(at: EpochMs): void {
    this.minuteEndsAt = (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS;
    if (this.changedBy !== undefined) this.tellEquity(this.changedBy.at);
    if (!this.session.enter(at)) return;
    if (this.startedAt === undefined) {
      this.begin(at);
      return;
    }
    this.whole.closeSession();
    for (const ledger of this.ledgers.values()) ledger.closeSession();
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
    this.sink.equity({
      at,
      equity: this.whole.equity,
      cash: this.whole.cash,
      drawdown: this.whole.drawdown.current,
      byStrategy: [...this.ledgers.values()].map((ledger) => ledger.equity),
    });
  }

  private lineOf(book: TokenBook, strategy: string): Line {
    const known = book.lines.find((line) => line.strategy === strategy);
    if (known !== undefined) return known;
    const { token, name: instrument, multiplier } = book.instrument;
    const holding = new Holding(multiplier);
    holding.mark(book.last);
    const trades = new TradeFold({ strategy, token, instrument });
    const line = { strategy, ledger: this.ledgerOf(strategy), holding, trades };
    book.lines.push(line);
    return line;
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

  private tickSummary(): TickSummary {
    return {
      count: this.ticks,
      from: this.firstTick?.at,
      to: this.lastTick?.at,
      flags: this.quality.byName,
      quality: this.quality.rows,
      byToken: [...this.books.values()].map(({ instrument, ticks, grade }) => ({
        token: instrument.token,
        instrument: instrument.name,
        ticks,
        grade,
      })),
    };
  }

  private nameOf(token: Token): string {
    return this.frame.instruments.get(token)?.name ?? token;
  }
}

const absolute = (money: Money): Money => Math.abs(money) as Money;
