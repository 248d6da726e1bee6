import type {
  PageDecision,
  PageDetail,
  PageFill,
  PageLevel,
  PageTrade,
  ReportPage,
} from '../../report/page/report-page.js';
import { PackedTable } from '../shell/packed-table.js';
import { laterData } from '../shell/page-data.js';

/** A trade with names for places. */
export interface TradeRow extends PageTrade {
  readonly instrument: string;
  readonly strategyName: string;
  readonly heldMs: number;
}

/** The page's data; what is not looked at is not unpacked. */
export interface Run {
  readonly page: ReportPage;
  readonly trades: PackedTable<PageTrade>;
  readonly decisions: PackedTable<PageDecision>;
  readonly fills: PackedTable<PageFill>;
  readonly levels: PackedTable<PageLevel>;
  /** The trades as rows; made at the first call. */
  tradeRows(): readonly TradeRow[];
  /** What decisions were made of, as far as it is kept. */
  details(): Promise<readonly PageDetail[]>;
  strategyName(place: number): string;
  instrumentName(place: number): string;
}

export const runOf = (page: ReportPage): Run => {
  const trades = new PackedTable(page.trades);
  const strategyName = (place: number): string => page.strategies[place] ?? '';
  const instrumentName = (place: number): string => page.tokens[place]?.instrument ?? '';
  const tradeRowOf = (trade: PageTrade): TradeRow => ({
    ...trade,
    instrument: instrumentName(trade.token),
    strategyName: strategyName(trade.strategy),
    heldMs: trade.closedAt - trade.openedAt,
  });
  return {
    page,
    trades,
    decisions: new PackedTable(page.decisions),
    fills: new PackedTable(page.fills),
    levels: new PackedTable(page.levels),
    tradeRows: once(() => trades.rows().map(tradeRowOf)),
    details: laterData('details'),
    strategyName,
    instrumentName,
  };
};

const once = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | undefined;
  return () => (made ??= { value: make() }).value;
};
