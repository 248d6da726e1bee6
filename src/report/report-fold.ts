import { absurd } from 'fp-ts/lib/function.js';
import type { CloseFailed, Entry, Halted, StrategyFailed } from '../domain/entry.js';
import type { OrderUpdate } from '../domain/event.js';
import { NO_HURDLES } from '../domain/hurdles.js';
import type { Tick } from '../domain/tick.js';
import type { Token } from '../domain/token.js';
import { ODD } from '../domain/touchline.js';
import { dailyReturns } from './daily-returns.js';
import { DecisionLog } from './decision-log.js';
import { grouped } from './grouped.js';
import { openPositionsOf } from './open-position.js';
import { OrderLog } from './order-log.js';
import {
  type InstrumentPerformance,
  instrumentPerformanceOf,
  type Performance,
  performanceOf,
  type RunSpan,
} from './performance.js';
import { QualityLog } from './quality-log.js';
import type { ReportSink } from './report-sink.js';
import { RunCounter } from './run-counter.js';
import { RunDigest } from './run-digest.js';
import type { RunFrame } from './run-frame.js';
import { RunMoney } from './run-money.js';
import type { FailedStrategy, RunResult, TickSummary } from './run-result.js';
import { moneyOf, type RunStanding } from './run-standing.js';

/**
 * Folds the belt into a report. It only reads: every entry in order, once. Rows leave through the sink as soon
 * as they are final; what is kept grows with the trades and the sessions, not with the ticks.
 * O(1) a tick, and a tick of a token nobody trades is only counted.
 */
export class ReportFold {
  private readonly money: RunMoney;
  private readonly digest = new RunDigest();
  private readonly counter = new RunCounter();
  private readonly quality: QualityLog;
  private readonly decisions: DecisionLog;
  private readonly orders: OrderLog;
  private readonly failures: FailedStrategy[] = [];
  private readonly halts: Halted[] = [];
  private readonly closeFailures: CloseFailed[] = [];
  private ticks = 0;
  private firstTick: Tick | undefined = undefined;
  private lastTick: Tick | undefined = undefined;

  constructor(
    private readonly frame: RunFrame,
    private readonly sink: ReportSink,
  ) {
    this.money = new RunMoney(frame, sink);
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
      case 'Bar':
        this.decisions.flush();
        this.sink.bar({ bar: entry, instrument: this.nameOf(entry.token) });
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
        this.money.sent(entry.order);
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
      case 'Plotted':
        this.sink.plotted({ plotted: entry, instrument: this.nameOf(entry.token) });
        break;
      default:
        absurd(entry);
    }
  }

  /** How the run stands now; more may follow. */
  standing(): RunStanding {
    const { ledgers, whole, trades, books } = this.money;
    const owned = grouped(trades, ({ strategy }) => strategy);
    const strategies = [...ledgers].map(([name, ledger]) => ({
      name,
      ...moneyOf(ledger),
      trades: owned.get(name)?.length ?? 0,
    }));
    return {
      strategies,
      whole: { ...moneyOf(whole), trades: trades.length },
      positions: openPositionsOf(books.values(), [...ledgers.keys()]),
      orders: this.orders.records(),
      counts: this.counter.counts,
    };
  }

  /** Tells the rows that were still open, and returns what the run came to. Once, after the last entry. */
  result(): RunResult {
    this.decisions.flush();
    const { ledgers, whole, trades, books, chargeLog } = this.money;
    const span = this.money.end();
    const openOrders = this.orders.records();
    for (const record of openOrders) this.sink.order(record);

    const owned = grouped(trades, ({ strategy }) => strategy);
    const byStrategy = new Map<string, Performance>();
    for (const [strategy, ledger] of ledgers)
      byStrategy.set(strategy, performanceOf(ledger, owned.get(strategy) ?? [], span, this.frame.hurdles));
    return {
      pipeline: this.frame.pipeline,
      capital: this.frame.capital,
      hurdles: this.frame.hurdles ?? NO_HURDLES,
      digest: this.digest.hex(),
      performance: performanceOf(whole, trades, span, this.frame.hurdles),
      dailyReturns: dailyReturns(whole.capital, [...whole.closes, whole.equity]),
      curve: this.money.curve.points(),
      byStrategy,
      byInstrument: this.byInstrument(span),
      charges: chargeLog.summary,
      trades,
      openPositions: openPositionsOf(books.values(), [...ledgers.keys()]),
      openOrders,
      counts: this.counter.counts,
      failures: this.failures,
      halts: this.halts,
      closeFailures: this.closeFailures,
      ticks: this.tickSummary(),
    };
  }

  private byInstrument(span: RunSpan): ReadonlyMap<string, InstrumentPerformance> {
    const { books, trades } = this.money;
    const byToken = grouped(trades, ({ token }) => token);
    return new Map(
      [...books].flatMap(([token, { instrument, ledger }]) =>
        ledger === undefined
          ? []
          : [
              [
                instrument.name,
                instrumentPerformanceOf(
                  performanceOf(ledger, byToken.get(token) ?? [], span, this.frame.hurdles),
                ),
              ],
            ],
      ),
    );
  }

  private takeTick(tick: Tick): void {
    this.decisions.flush();
    this.money.tick(tick);
    this.ticks += 1;
    this.firstTick ??= tick;
    this.lastTick = tick;
    if ((tick.flags & ODD) !== 0) this.quality.take(tick.token, tick.at, tick.flags, false);
  }

  private takeUpdate(update: OrderUpdate): void {
    this.decisions.flush();
    this.digest.take(update);
    this.orders.update(update);
    if (update.fill !== undefined) this.counter.fills += 1;
    this.money.update(update);
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

  private tickSummary(): TickSummary {
    return {
      count: this.ticks,
      from: this.firstTick?.at,
      to: this.lastTick?.at,
      flags: this.quality.byName,
      quality: this.quality.rows,
      byToken: [...this.money.books.values()].map(({ instrument, ticks, grade }) => ({
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
