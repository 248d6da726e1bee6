import type { Candle } from '../domain/candle.js';
import { type Extremes, extremes, type HighLow, nextExtremes } from './extremes.js';
import { isWhole } from './given.js';
import { type Lag, lag, nextLag } from './lag.js';
import { periodsOf } from './periods.js';

/** Ichimoku Kinko Hyo, five lines from middles of ranges; plain data. */
export interface Ichimoku {
  readonly conversion: Extremes;
  readonly base: Extremes;
  readonly long: Extremes;
  readonly laggedA: Lag;
  readonly laggedB: Lag;
  readonly laggedClose: Lag;
  /** Undefined until the shortest line is ready. */
  readonly value: IchimokuLines | undefined;
}

/** Each is undefined until its own range is known. */
export interface IchimokuLines {
  /** Middle of the range of 9 candles. */
  readonly tenkan: number | undefined;
  /** Of 26. */
  readonly kijun: number | undefined;
  /** The spans as they were just computed: a chart draws them `displacement` - 1 candles ahead. */
  readonly spanA: number | undefined;
  readonly spanB: number | undefined;
  /** The cloud over this candle, the spans of `displacement` - 1 candles ago: what signals compare with. */
  readonly cloudA: number | undefined;
  readonly cloudB: number | undefined;
  /** The close that a chart draws this one (chikou) over, of `displacement` - 1 candles ago. */
  readonly closeThen: number | undefined;
}

/** `displacement` counts the candle itself, as TradingView's does. */
export const ichimoku = (
  conversionPeriods = 9,
  basePeriods = 26,
  spanPeriods = 52,
  displacement = 26,
): Ichimoku => {
  const ago = periodsOf('ichimoku', displacement, 2) - 1;
  return {
    conversion: extremes(conversionPeriods),
    base: extremes(basePeriods),
    long: extremes(spanPeriods),
    laggedA: lag(ago),
    laggedB: lag(ago),
    laggedClose: lag(ago),
    value: undefined,
  };
};

/** Takes the next candle; a missing one changes nothing. O(1), and once in the periods of each line O(periods). */
export const nextIchimoku = (state: Ichimoku, candle: Candle | undefined): Ichimoku => {
  if (!isWhole(candle)) return state;
  const { high, low, close } = candle;
  const conversion = nextExtremes(state.conversion, high, low);
  const base = nextExtremes(state.base, high, low);
  const long = nextExtremes(state.long, high, low);
  const tenkan = middleOf(conversion.value);
  const kijun = middleOf(base.value);
  const spanA = tenkan === undefined || kijun === undefined ? undefined : (tenkan + kijun) / 2;
  const spanB = middleOf(long.value);
  const laggedA = nextLag(state.laggedA, spanA);
  const laggedB = nextLag(state.laggedB, spanB);
  const laggedClose = nextLag(state.laggedClose, close);
  const lines = {
    tenkan,
    kijun,
    spanA,
    spanB,
    cloudA: laggedA.value,
    cloudB: laggedB.value,
    closeThen: laggedClose.value,
  };
  const isReady = tenkan !== undefined || kijun !== undefined || spanB !== undefined;
  return { conversion, base, long, laggedA, laggedB, laggedClose, value: isReady ? lines : undefined };
};

const middleOf = (range: HighLow | undefined): number | undefined => range && (range.high + range.low) / 2;
