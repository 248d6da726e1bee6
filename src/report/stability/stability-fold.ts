import type { TradingCalendar } from '../../domain/calendar.js';
import type { Entry } from '../../domain/entry.js';
import type { FeedEvent } from '../../domain/event.js';
import type { Instrument } from '../../domain/instrument.js';
import { istTextOf } from '../../domain/session.js';
import type { Tick } from '../../domain/tick.js';
import { ticksAllTheTime } from '../../domain/ticks-all-the-time.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import type { Token } from '../../domain/token.js';
import { MessageFlag } from '../../domain/touchline.js';
import { type Span, tradingWindows } from '../../domain/trading-windows.js';
import { type Latency, LatencyHistogram } from '../latency.js';
import { OrderEndsFold } from './order-ends-fold.js';
import { OutageFold } from './outage-fold.js';
import { scripClass, type ScripClass } from './scrip-class.js';
import { overlapOf, since } from './span.js';
import type { OutageText, Stability } from './stability.js';
import { FreshnessFold } from './freshness-fold.js';
import { TokenStability } from './token-stability.js';
import { uptimeOf } from './uptime.js';

export interface StabilityFrame {
  readonly instruments: ReadonlyMap<Token, Instrument>;
  readonly calendar: TradingCalendar;
  /** The session's clock when it began, and when it ended or what it is known to have come to. */
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  /** Whether it ended by itself. */
  readonly hasEnded: boolean;
}

/** Folds the entries of a recorded session into how well it held. O(1) a tick, O(tokens) a second. */
export class StabilityFold {
  private readonly windows: readonly Span[];
  private readonly tokens = new Map<Token, TokenStability>();
  /** Prices of what options are on, by its symbol. */
  private readonly underlyings = new Map<string, number>();
  private readonly outages = new OutageFold();
  private readonly freshness: FreshnessFold;
  private readonly feedLag = new LatencyHistogram();
  private readonly orders = new OrderEndsFold();
  /** Tokens that have not ticked since the feed was down. */
  private readonly awaited = new Set<Token>();
  private hasBegun = false;
  private conflated = 0;
  private ticks = 0;

  constructor(private readonly frame: StabilityFrame) {
    const { instruments, calendar, startAt, endAt } = frame;
    const span = { from: startAt, to: endAt };
    const all = [...instruments.values()];
    this.windows = tradingWindows(
      calendar,
      all.map(({ exchange }) => exchange),
      span,
    );
    for (const instrument of all) {
      const windows = tradingWindows(calendar, [instrument.exchange], span);
      this.tokens.set(instrument.token, new TokenStability(instrument, windows));
    }
    const liquid = all.filter(ticksAllTheTime);
    this.freshness = new FreshnessFold((liquid.length > 0 ? liquid : all).map(({ token }) => token));
  }

  take(entry: Entry): void {
    switch (entry.kind) {
      case 'Tick':
        this.takeTick(entry);
        break;
      case 'ClockTicked':
        this.takeSecond(entry.at);
        break;
      case 'FeedEvent':
        this.takeEvent(entry);
        break;
      case 'OrderSent':
        this.orders.sent();
        break;
      case 'OrderUpdate':
        this.orders.update(entry);
        break;
      case 'Command':
      case 'UnexpectedUpdate':
      case 'Decision':
      case 'Approved':
      case 'Refused':
      case 'Halted':
      case 'CloseFailed':
      case 'ModifySent':
      case 'CancelSent':
      case 'StrategyFailed':
      case 'WrongToken':
      case 'Bar':
      case 'Plotted':
        break;
    }
  }

  /** Once, after the last entry. */
  result(): Stability {
    const { startAt, endAt, hasEnded, instruments } = this.frame;
    const { firstUpAt } = this.outages;
    const observed = firstUpAt === undefined ? [] : since(firstUpAt, this.windows);
    const sessionMs = observed.reduce((sum, { from, to }) => sum + to - from, 0);
    const list = this.outages.until(endAt).flatMap((outage): readonly OutageText[] => {
      const ms = overlapOf(outage, observed);
      const [from, to] = [istTextOf(epochMs(outage.from)), istTextOf(epochMs(outage.to))];
      return ms === 0 ? [] : [{ from, to, ms, cause: outage.cause, detail: outage.detail }];
    });
    return {
      from: firstUpAt === undefined ? null : istTextOf(epochMs(firstUpAt)),
      to: firstUpAt === undefined ? null : istTextOf(endAt),
      sessionMs,
      startMs: (firstUpAt ?? endAt) - startAt,
      ...uptimeOf(
        sessionMs,
        list.map(({ ms }) => ms),
      ),
      dataReady: this.freshness.readyShare,
      reconnects: Math.max(0, this.outages.connections - 1),
      list,
      crashes: this.outages.recoveries + (hasEnded ? 0 : 1),
      recoveries: this.outages.recoveries,
      instruments: [...instruments.values()].flatMap((instrument) => {
        const result = this.tokens.get(instrument.token)?.result(endAt, this.classOf(instrument));
        return result === undefined ? [] : [result];
      }),
      freshness: this.freshness.rows,
      conflated: { ticks: this.conflated, share: this.ticks === 0 ? null : this.conflated / this.ticks },
      orders: this.orders.ends,
      latency: {
        feedLag: measured(this.feedLag),
        intentToAck: measured(this.orders.intentToAck),
        ackToFill: measured(this.orders.ackToFill),
      },
    };
  }

  private takeTick(tick: Tick): void {
    const { token, at, last, flags, exchangeAt } = tick;
    const instrument = this.frame.instruments.get(token);
    if (instrument === undefined) return;
    this.ticks += 1;
    if ((flags & MessageFlag.Conflated) !== 0) this.conflated += 1;
    if (exchangeAt !== undefined) this.feedLag.record(at - exchangeAt);
    this.outages.heard(at);
    this.begin();
    const of = this.classOf(instrument);
    this.tokens.get(token)?.take(tick, of, this.awaited.delete(token));
    if (ticksAllTheTime(instrument) && last !== undefined) this.underlyings.set(instrument.symbol, last);
  }

  private takeSecond(at: EpochMs): void {
    if (!this.hasBegun) return;
    for (const [token, instrument] of this.frame.instruments) {
      const of = this.tokens.get(token);
      if (of?.isTradingAt(at) === true) this.freshness.take(token, this.classOf(instrument), of.ageAt(at));
    }
    this.freshness.endSecond(this.outages.isUp);
  }

  private takeEvent(entry: FeedEvent): void {
    if (this.outages.take(entry)) for (const token of this.tokens.keys()) this.awaited.add(token);
    this.begin();
  }

  /** The session begins when the feed is up. */
  private begin(): void {
    const { firstUpAt } = this.outages;
    if (this.hasBegun || firstUpAt === undefined) return;
    this.hasBegun = true;
    for (const token of this.tokens.values()) token.begin(firstUpAt);
  }

  private classOf(instrument: Instrument): ScripClass {
    return scripClass(instrument, this.underlyings.get(instrument.symbol));
  }
}

const measured = (histogram: LatencyHistogram): Latency | null =>
  histogram.count === 0 ? null : histogram.latency;
