import { sessionDayOf } from '../../../domain/session.js';
import { epochMs } from '../../../domain/time.js';
import type { Rows } from './rows.js';
import { Sighting } from './sighting.js';
import { TokenColumn } from './token-column.js';
import { type TradingDays, tradingTimeBetween } from './trading-hours.js';

/** Folds OHLCV bars: bars that are missing, bars that cannot be, and bars in which nothing was traded. */
export class BarFold {
  /** Places inside sessions where bars are missing between two of a token; their extent is how many. */
  readonly holes = new Sighting();
  missing = 0;
  /** High is not the highest or low not the lowest of the four. */
  readonly impossible = new Sighting();
  readonly withoutVolume = new Sighting();
  private readonly times = new TokenColumn(NaN);

  constructor(
    private readonly days: TradingDays,
    readonly intervalMs: number,
  ) {}

  take({ columns, file, token, tokens, isGood }: Rows): void {
    const { at, count, firstRow } = columns;
    const times = this.times.fit(tokens);
    for (let i = 0; i < count; i += 1) {
      if (isGood[i] === 0) continue;
      const now = at[i] ?? NaN;
      const own = token[i] ?? 0;
      const before = times[own] ?? NaN;
      if (now - before > this.intervalMs) this.hole(file, firstRow + i, before, now);
      if (!(now < before)) times[own] = now;
    }
  }

  /** Takes bars of trades, which have four prices and a volume. */
  takeTrades(rows: Rows): void {
    this.take(rows);
    const { columns, file, isGood } = rows;
    const { at, count, firstRow } = columns;
    const { open, high, low, close, volume } = columns.numbers;
    for (let i = 0; i < count; i += 1) {
      if (isGood[i] === 0) continue;
      const top = high[i] ?? NaN;
      const bottom = low[i] ?? NaN;
      const first = open[i] ?? NaN;
      const last = close[i] ?? NaN;
      if (!(bottom <= first && first <= top && bottom <= last && last <= top))
        this.impossible.see(file, firstRow + i, at[i] ?? NaN, 0);
      if (volume[i] === 0) this.withoutVolume.see(file, firstRow + i, at[i] ?? NaN, 0);
    }
  }

  private hole(file: number, row: number, before: number, now: number): void {
    const day = sessionDayOf(epochMs(now));
    if (sessionDayOf(epochMs(before)) !== day) return;
    const silent = tradingTimeBetween(this.days.dayOf(day), day, before + this.intervalMs, now);
    const bars = Math.round(silent / this.intervalMs);
    if (bars < 1) return;
    this.missing += bars;
    this.holes.see(file, row, now, bars);
  }
}
