import { wholeText } from '../../domain/count-text.js';
import type { Drift, Spreads } from '../../report/drift/drift.js';
import type { Spread } from '../../report/drift/slippage.js';
import { decimalText, percentText } from './figure-text.js';
import { plainTable } from './plain-table.js';
import { rupeesText } from './rupees-text.js';

/** How a session differs from a backtest of its own ticks, for a terminal. */
export const driftText = ({
  signals,
  slippage,
  timing,
  netPnl,
  difference,
  daily,
  isSameDigest,
}: Drift): string => {
  const { total, missed, extra, quantity, price, charges } = difference;
  return [
    line(
      'signals',
      `${wholeText(signals.matched)} matched, ${wholeText(signals.missed)} missed, ${wholeText(signals.extra)} extra`,
    ),
    line(
      'identity',
      `Jaccard ${percentText(signals.jaccard, 2)}, recall ${percentText(signals.recall, 2)}, precision ${percentText(signals.precision, 2)}`,
    ),
    line(
      'digest',
      isSameDigest
        ? 'the same: decided and executed alike to the last entry'
        : 'another: not all was decided and executed alike',
    ),
    '',
    spreadTable('Slippage', slippage),
    '',
    spreadTable('Timing', timing),
    '',
    plainTable(
      ['Net P&L ₹', 'Session', 'Backtest', 'Difference'],
      [['', rupeesText(netPnl.paper), rupeesText(netPnl.backtest), rupeesText(total)]],
    ),
    '',
    plainTable(
      ['of which ₹', 'Missed', 'Extra', 'Quantity', 'Timing', 'Price', 'Charges'],
      [['', ...[missed, extra, quantity, difference.timing, price, charges].map(rupeesText)]],
    ),
    ...(daily.days < ENOUGH_DAYS ? [] : ['', dailyLine(daily)]),
  ].join('\n');
};

/** Of fewer there is nothing to say. */
const ENOUGH_DAYS = 2;

const dailyLine = ({
  days,
  meanDifference,
  trackingErrorPerYear,
  beta,
  correlation,
  t,
}: Drift['daily']): string =>
  line(
    'daily',
    `${wholeText(days)} days: mean difference ${percentText(meanDifference, 4)}, tracking error ${percentText(trackingErrorPerYear, 2)} a year, beta ${decimalText(beta, 4)}, correlation ${decimalText(correlation, 4)}, t ${decimalText(t, 2)}`,
  );

const spreadTable = (of: string, { rupees, ticks, bps }: Spreads): string =>
  plainTable(
    [of, 'Fills', 'Mean', 'Deviation', '95 % from', 'to'],
    [spreadRow('rupees', rupees), spreadRow('ticks', ticks), spreadRow('bps', bps)],
  );

const spreadRow = (unit: string, { count, mean, deviation, interval }: Spread): readonly string[] => [
  unit,
  wholeText(count),
  ...[mean, deviation, interval?.[0] ?? null, interval?.[1] ?? null].map((value) => decimalText(value, 4)),
];

const line = (label: string, text: string): string => `${label.padEnd(9)}${text}`;
