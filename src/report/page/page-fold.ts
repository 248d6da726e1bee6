import type { Entry } from '../../domain/entry.js';
import type { Token } from '../../domain/token.js';
import { decisionLine } from '../decision-line.js';
import type { DecisionRecord } from '../decision-record.js';
import type { EquityRow } from '../equity-row.js';
import type { PlottedRow } from '../indicators-csv.js';
import type { OrderRecord } from '../order-record.js';
import type { Report, ReportTrade } from '../report.js';
import type { RunFrame } from '../run-frame.js';
import { RowColumns } from './columns.js';
import { EquityFold } from './equity-fold.js';
import {
  DECISION_FIELDS,
  ORDER_FIELDS,
  pageDecision,
  pageOrder,
  type Places,
  pageUpdate,
  UPDATE_FIELDS,
} from './page-rows.js';
import { PriceFold } from './price-fold.js';
import type { PageDecision, PageOrder, PageRows, PageUpdate, ReportPage } from './report-page.js';

/** Candles of all tokens together, of one at most, and of one at least. */
const CANDLES = { all: 60_000, most: 5_000, least: 250 };
/** Rows of each kind; the page says where there were more. */
const ROWS = 50_000;
/** Decisions of which it is kept what they were made of. */
const DETAILS = 10_000;

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
  private readonly details: string[] = [];
  private readonly orders = new RowColumns<PageOrder>(ORDER_FIELDS, ROWS);
  private readonly updates = new RowColumns<PageUpdate>(UPDATE_FIELDS, ROWS);

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
        this.prices.get(entry.token)?.tick(entry);
        break;
      case 'OrderUpdate':
        this.updates.push(pageUpdate(entry, this.placesOf(entry)));
        break;
      default:
    }
  }

  order(record: OrderRecord): void {
    this.orders.push(pageOrder(record, this.placesOf(record.order)));
  }

  equity(row: EquityRow): void {
    this.equityFold.take(row);
  }

  decision(record: DecisionRecord): void {
    const { decision } = record;
    const last = this.prices.get(decision.token)?.last ?? null;
    this.decisions.push(pageDecision(record, this.placesOf(decision), last));
    if (this.details.length < DETAILS) this.details.push(decisionLine(record));
  }

  plotted({ plotted: { at, token, strategy, values } }: PlottedRow): void {
    this.prices.get(token)?.plotted(at, strategy, values);
  }

  /** Once, after the last entry and the last row. */
  page({ trades, ...report }: Report): ReportPage {
    const tradeRows = new RowColumns<ReportTrade>(tradeFields(trades), ROWS);
    for (const trade of trades) tradeRows.push(trade);
    return {
      report,
      strategies: this.strategies,
      tokens: [...this.prices.values()].map((fold) => fold.page()),
      equity: this.equityFold.page(),
      trades: rowsOf(tradeRows),
      decisions: rowsOf(this.decisions),
      details: this.details,
      orders: rowsOf(this.orders),
      updates: rowsOf(this.updates),
    };
  }

  private placesOf({ strategy, token }: { readonly strategy: string; readonly token: Token }): Places {
    return { strategy: this.strategies.indexOf(strategy), token: this.tokens.get(token) ?? -1 };
  }
}

/** All that a trade of the report has. */
const tradeFields = (trades: readonly ReportTrade[]): readonly (keyof ReportTrade)[] =>
  Object.keys(trades[0] ?? {}) as (keyof ReportTrade)[];

const rowsOf = <Row extends object>({ count, kept }: RowColumns<Row>): PageRows<Row> => ({ count, kept });
