import { inRupees } from '../../domain/money.js';
import { istTextOf } from '../../domain/session.js';
import { epochMs } from '../../domain/time.js';
import type { CsvCell } from '../csv-text.js';
import type { ComparedTrade } from './compared-trade.js';
import type { DriftRow } from './drift.js';

const SIDE_COLUMNS = [
  'quantity', 'openedAt', 'closedAt', 'entryPrice', 'exitPrice', 'entryMarket', 'exitMarket', 'grossPnl',
  'charges', 'netPnl',
] as const; // prettier-ignore

/** Header of `drift.csv`: a trade of the session beside that of its backtest; rupees, empty where there is none. */
export const DRIFT_COLUMNS: readonly string[] = [
  'kind', 'strategy', 'token', 'instrument', 'side',
  ...SIDE_COLUMNS.map((column) => `paper:${column}`),
  ...SIDE_COLUMNS.map((column) => `backtest:${column}`),
  'entrySlippage', 'entryTiming', 'exitSlippage', 'exitTiming',
  'difference', 'missed', 'extra', 'quantity', 'timing', 'price', 'charges',
]; // prettier-ignore

/** A row of `drift.csv`, in the order of {@link DRIFT_COLUMNS}. */
export const driftCells = ({ pair, entry, exit, parts }: DriftRow): readonly CsvCell[] => {
  const paper = pair.kind === 'missed' ? undefined : pair.paper;
  const backtest = pair.kind === 'extra' ? undefined : pair.backtest;
  const { strategy, token, instrument, side } = pair.kind === 'missed' ? pair.backtest : pair.paper;
  const { total, missed, extra, quantity, timing, price, charges } = parts;
  return [
    ...[pair.kind, strategy, token, instrument, side],
    ...tradeCells(paper),
    ...tradeCells(backtest),
    ...[entry, exit].flatMap((one) => [one?.slippage.rupees ?? null, one?.timing.rupees ?? null]),
    ...[total, missed, extra, quantity, timing, price, charges].map(inRupees),
  ];
};

const tradeCells = (trade: ComparedTrade | undefined): readonly CsvCell[] =>
  trade === undefined
    ? SIDE_COLUMNS.map(() => null)
    : [
        trade.quantity,
        istTextOf(epochMs(trade.openedAt)),
        trade.closedAt === undefined ? null : istTextOf(epochMs(trade.closedAt)),
        trade.entry.price,
        trade.exit.price,
        trade.entry.market,
        trade.exit.market,
        inRupees(trade.gross),
        inRupees(trade.charges),
        inRupees(trade.net),
      ];
