import type { Entry } from '../../domain/entry.js';
import type { OrderUpdate } from '../../domain/event.js';
import type { Token } from '../../domain/token.js';
import type { DecisionRecord } from '../decision-record.js';
import type { EquityRow } from '../equity-row.js';
import type { PlottedRow } from '../indicators-csv.js';
import type { OrderRecord } from '../order-record.js';
import type { Report } from '../report.js';
import type { RunFrame } from '../run-frame.js';
import { RowColumns } from './columns.js';
import { EquityFold } from './equity-fold.js';
import { DetailLog } from './detail-log.js';
import { LevelFold } from './level-fold.js';
import {
  DECISION_FIELDS,
  FILL_FIELDS,
  LEVEL_FIELDS,
  pageDecision,
  pageFill,
  pageTrade,
  type Places,
  TRADE_FIELDS,
} from './page-rows.js';
import { PriceFold } from './price-fold.js';
import { Reasons } from './reasons.js';
import type { PageDecision, PageDetail, PageFill, PageLevel, PageTrade, ReportPage } from './report-page.js';

/** Candles of all tokens together, of one at most, and of one at least. */
const CANDLES = { all: 60_000, most: 5_000, least: 250 };
/** Rows of each kind; the page says where there were more. */
const ROWS = 500_000;
/** Characters of all reasons together, each text counted once. */
const REASONS = 6_000_000;

/**
 * Folds the belt, and the rows of its report, into what the page of the run shows. It only reads, O(1) a tick, and what
 * it keeps is bounded for any number of ticks.
 */
export class PageFold {
  private readonly prices: ReadonlyMap<Token, PriceFold>;
  private readonly tokens: ReadonlyMap<Token, number>;
  private readonly strategies: readonly string[];
  private readonly equityFold: EquityFold;
  private readonly decisions = new RowColumns<PageDecision>(DECISION_FIELDS, ROWS);
  private readonly reasons = new Reasons(REASONS);
  private readonly fills = new RowColumns<PageFill>(FILL_FIELDS, ROWS);
  private readonly levels = new RowColumns<PageLevel>(LEVEL_FIELDS, ROWS);
  private readonly levelFold = new LevelFold((level) => this.levels.push(level));
  private readonly detailLog = new DetailLog();
  private lastAt = 0;

  constructor(frame: RunFrame) {
    const { instruments, strategies, capital } = frame;
    const limit = Math.max(
      CANDLES.least,
      Math.min(CANDLES.most, Math.floor(CANDLES.all / Math.max(1, instruments.size))),
    );
    this.prices = new Map(
      [...instruments].map(([token, instrument]) => [token, new PriceFold(instrument, limit)]),
    );
    this.tokens = new Map([...instruments.keys()].map((token, i) => [token, i]));
    this.strategies = [...strategies.keys()];
    this.equityFold = new EquityFold(capital, this.strategies.length);
  }

  take(entry: Entry): void {
    switch (entry.kind) {
      case 'Tick':
        this.lastAt = entry.at;
        this.prices.get(entry.token)?.tick(entry);
        break;
      case 'OrderUpdate':
        this.update(entry);
        break;
      default:
    }
  }

  order(record: OrderRecord): void {
    const { id, state } = record.order;
    const place = this.detailLog.placeOf(id);
    if (place !== null) this.decisions.set(place, 'state', state);
    this.detailLog.ended(record);
  }

  equity(row: EquityRow): void {
    this.equityFold.take(row);
  }

  decision(record: DecisionRecord): void {
    const { decision } = record;
    const last = this.prices.get(decision.token)?.last ?? null;
    const row = pageDecision(record, this.placesOf(decision), last);
    this.detailLog.decided(record, this.decisions.count);
    this.decisions.push({ ...row, reason: this.reasons.of(row.reason) });
  }

  plotted({ plotted: { at, token, strategy, values } }: PlottedRow): void {
    this.prices.get(token)?.plotted(at, strategy, values);
  }

  /** The page, and what it reads when a decision is opened. Once, after the last entry and the last row. */
  finish(whole: Report): {
    readonly page: ReportPage;
    readonly details: readonly PageDetail[];
  } {
    const { trades, ...report } = whole;
    this.levelFold.finish(this.lastAt);
    const tradeRows = new RowColumns<PageTrade>(TRADE_FIELDS, ROWS);
    for (const trade of trades) tradeRows.push(pageTrade(trade, this.placesOf(trade)));
    const { detailed, details } = this.detailLog.finish();
    const page = {
      report,
      strategies: this.strategies,
      tokens: [...this.prices.values()].map((fold) => fold.page()),
      equity: this.equityFold.page(),
      trades: tradeRows.packed(),
      decisions: this.decisions.packed(),
      reasonsLeftOut: this.reasons.leftOut,
      detailed,
      fills: this.fills.packed(),
      levels: this.levels.packed(),
    };
    return { page, details };
  }

  private update(update: OrderUpdate): void {
    const { order, fill } = update;
    const { token } = this.placesOf(update);
    this.lastAt = update.at;
    this.levelFold.take(update, token);
    if (fill !== undefined) this.fills.push(pageFill(update, fill, token, this.detailLog.placeOf(order.id)));
    this.detailLog.updated(update);
  }

  private placesOf({ strategy, token }: { readonly strategy: string; readonly token: string }): Places {
    return { strategy: this.strategies.indexOf(strategy), token: this.tokens.get(token as Token) ?? -1 };
  }
}
