import { toneOf } from '../shell/cards.js';
import { countText, decimalText, durationText, profitText, rupeesText } from '../shell/figure-text.js';
import { nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import { istText } from '../shell/ist.js';
import { type LongColumn, longTable } from '../tables/long-table.js';
import { leftOut } from './left-out.js';
import type { Run, TradeRow } from './run.js';
import { withoutSame } from './without-same.js';

const COLUMNS: readonly LongColumn<TradeRow>[] = [
  { field: 'openedAt', title: 'Opened, IST', text: ({ openedAt }) => istText(openedAt), widthPx: 175 },
  { field: 'instrument', title: 'Instrument', text: ({ instrument }) => instrument, widthPx: 175 },
  { field: 'strategyName', title: 'Strategy', text: ({ strategyName }) => strategyName, widthPx: 140 },
  { field: 'side', title: 'Side', text: ({ side }) => side, widthPx: 75 },
  {
    field: 'quantity',
    title: 'Quantity',
    text: ({ quantity }) => countText(quantity),
    widthPx: 105,
    isFigure: true,
  },
  {
    field: 'netPnl',
    title: 'Net P&L',
    text: ({ netPnl }) => profitText(netPnl, 2),
    tone: ({ netPnl }) => toneOf(netPnl),
    widthPx: 115,
    isFigure: true,
    isResult: true,
  },
  {
    field: 'entryPrice',
    title: 'Entry',
    text: ({ entryPrice }) => decimalText(entryPrice, 2),
    widthPx: 105,
    isFigure: true,
  },
  {
    field: 'exitPrice',
    title: 'Exit',
    text: ({ exitPrice }) => decimalText(exitPrice, 2),
    widthPx: 105,
    isFigure: true,
  },
  {
    field: 'heldMs',
    title: 'Held',
    text: ({ heldMs }) => durationText(heldMs),
    widthPx: 120,
    isFigure: true,
  },
  {
    field: 'charges',
    title: 'Costs',
    text: ({ charges }) => rupeesText(charges, 2),
    widthPx: 95,
    isFigure: true,
  },
  { field: 'mae', title: 'Worst', text: ({ mae }) => rupeesText(mae), widthPx: 115, isFigure: true },
  { field: 'mfe', title: 'Best', text: ({ mfe }) => rupeesText(mfe), widthPx: 115, isFigure: true },
];

/** Every trade; one that is opened is shown in the prices. */
export const tradesSection = (run: Run, onTrade: (trade: TradeRow) => void): Section => {
  const id = 'trades';
  const title = 'Trades';
  const { trades } = run;
  if (trades.length === 0) return { id, title, content: [nothing('No trade was closed.')] };
  return {
    id,
    title,
    lead: 'A round trip from no position back to none. One that is opened is shown in the prices.',
    content: [
      longTable<TradeRow>({
        of: 'trades',
        count: trades.length,
        rows: () => run.tradeRows(),
        columns: withoutSame(COLUMNS, run),
        choices: [
          { label: 'Strategy', of: ({ strategyName }) => strategyName },
          { label: 'Instrument', of: ({ instrument }) => instrument },
          { label: 'Side', of: ({ side }) => side },
          { label: 'Outcome', of: ({ netPnl }) => (netPnl > 0 ? 'won' : netPnl < 0 ? 'lost' : 'even') },
        ],
        sortedBy: 'openedAt',
        onOpen: onTrade,
      }),
      leftOut('trades', trades, 'trades.csv'),
    ],
  };
};
