import { countText, decimalText, durationText, percentText, profitText } from '../shell/figure-text.js';

/** How a figure of `report.json` is shown. */
export interface FigureLook {
  readonly text: (value: number | null) => string;
  /** Whether 0 parts good from bad: above it are gains, below it losses. */
  readonly isSigned: boolean;
}

const RUPEES = [
  ...['netPnl', 'grossPnl', 'charges', 'maxDrawdown.value', 'averageWin', 'averageLoss', 'expectancy'],
  ...['averageMae', 'averageMfe', 'peakMargin', 'fifo.averageWin', 'fifo.averageLoss', 'fifo.expectancy'],
];
const PERCENTS = [
  ...['return', 'maxDrawdown', 'maxDrawdown.ratio', 'winRate', 'winRateWithoutZeros', 'kelly', 'exposure'],
  ...['riskOfRuin.equalBets', 'riskOfRuin.diffusion', 'fifo.winRate', 'cagr', 'cagrBySessions', 'volatility'],
  ...['ulcer', 'timeUnderWater', 'returnOnPeakMargin', 'valueAtRisk.historical', 'valueAtRisk.parametric'],
  'valueAtRisk.conditional',
];
const COUNTS = ['trades', 'fifo.trips'];
const DURATIONS = ['maxDrawdown.durationMs'];
const SIGNED = [
  ...['netPnl', 'grossPnl', 'return', 'calmar', 'expectancy', 'expectancyR', 'sqn', 'sqnCapped', 'kelly'],
  ...['fifo.expectancy', 'returnOnPeakMargin', 'cagr', 'cagrBySessions', 'sharpe', 'sortino'],
];

/** The names that are looked up here. */
export const LOOKED_UP = [...RUPEES, ...PERCENTS, ...COUNTS, ...DURATIONS, ...SIGNED];

/** Of the figure `name`, as {@link figuresOf} names it; one that is not known is a plain number without a sign. */
export const figureLook = (name: string): FigureLook => ({
  text: textOf(name),
  isSigned: SIGNED.includes(name),
});

const textOf = (name: string): FigureLook['text'] => {
  if (RUPEES.includes(name)) return (value) => profitText(value, 0);
  if (PERCENTS.includes(name)) return (value) => percentText(value);
  if (COUNTS.includes(name)) return countText;
  if (DURATIONS.includes(name)) return durationText;
  return (value) => decimalText(value, value !== null && Math.abs(value) >= 100 ? 0 : 2);
};
