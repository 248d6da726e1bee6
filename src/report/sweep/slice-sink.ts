import { inRupees, type Money } from '../../domain/money.js';
import { dateOf, sessionDayOf } from '../../domain/session.js';
import type { BarRow } from '../bars-csv.js';
import type { DecisionRecord } from '../decision-record.js';
import type { EquityRow } from '../equity-row.js';
import type { PlottedRow } from '../indicators-csv.js';
import type { OrderRecord } from '../order-record.js';
import type { ReportSink } from '../report-sink.js';
import type { Trade } from '../trade.js';
import type { Slices } from './slices.js';

/** Of a session: closed trades, those of them that won, what these came to and what those that lost did, in rupees. */
export type SessionTrades = [trades: number, wins: number, won: number, lost: number];

/** Keeps of a run what its equity was at each cut, and what its trades of each session came to. */
export class SliceSink implements ReportSink {
  private readonly equityAtCuts: Money[] = [];
  private readonly trades: SessionTrades[];
  private readonly placeOf: ReadonlyMap<string, number>;

  constructor(
    private readonly slices: Slices,
    /** The run's capital, then its equity as it was told last. */
    private latest: Money,
  ) {
    this.trades = slices.sessions.map(() => [0, 0, 0, 0]);
    this.placeOf = new Map(slices.sessions.map((date, place) => [date, place]));
  }

  equity({ at, equity }: EquityRow): void {
    const { cuts } = this.slices;
    while (at >= (cuts[this.equityAtCuts.length] ?? Infinity)) this.equityAtCuts.push(this.latest);
    this.latest = equity;
  }

  trade({ closedAt, netPnl }: Trade): void {
    const trades = this.trades[this.placeOf.get(dateOf(sessionDayOf(closedAt))) ?? -1];
    if (trades === undefined) return;
    trades[0] += 1;
    if (netPnl > 0) trades[1] += 1;
    trades[netPnl > 0 ? 2 : 3] += inRupees(netPnl);
  }

  order(_record: OrderRecord): void {
    // a sweep keeps none
  }

  decision(_record: DecisionRecord): void {
    // a sweep keeps none
  }

  bar(_row: BarRow): void {
    // a sweep keeps none
  }

  plotted(_row: PlottedRow): void {
    // a sweep keeps none
  }

  /** Equity at every cut, and the trades of every session. After the last entry. */
  result(): { readonly equity: readonly Money[]; readonly trades: readonly SessionTrades[] } {
    const rest = this.slices.cuts.slice(this.equityAtCuts.length).map(() => this.latest);
    return { equity: [...this.equityAtCuts, ...rest], trades: this.trades };
  }
}
