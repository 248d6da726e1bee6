import { sessionDayOf } from '../../../domain/session.js';
import { DAY_MS, type EpochMs, epochMs, MINUTE_MS } from '../../../domain/time.js';
import type { Scrip } from './scrip.js';

/** What a scrip did in a minute, or longer. Prices in rupees, quantities in units. */
export interface Bar {
  readonly startAt: EpochMs;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  /** Rupees. */
  readonly turnover: number;
  /** The day's volume at its end. */
  readonly dayVolume: number;
  readonly openInterest: number;
}

type Mutable<A> = { -readonly [K in keyof A]: A[K] };

interface Chart {
  readonly minutes: Mutable<Bar>[];
  /** The day's volume that the bars account for. */
  volume: number;
}

/** So many minutes of a scrip are kept: four weeks of whole days. */
const MOST_MINUTES = 7_500;

/** Minute bars of what was played, by scrip. */
export class ChartBook {
  private readonly charts = new Map<Scrip, Chart>();

  /** Takes what is known of `scrip` now. O(1). */
  take(scrip: Scrip): void {
    const { last, volume = 0 } = scrip;
    if (last === undefined || !(last > 0)) return;
    let chart = this.charts.get(scrip);
    if (chart === undefined) {
      chart = { minutes: [], volume: 0 };
      this.charts.set(scrip, chart);
    }
    const startAt = Math.floor(scrip.updatedAt / MINUTE_MS) * MINUTE_MS;
    const traded = Math.max(0, volume - (volume < chart.volume ? 0 : chart.volume));
    chart.volume = volume;
    const bar = chart.minutes.at(-1);
    if (bar?.startAt === startAt) grow(bar, last, traded, volume, scrip.openInterest ?? 0);
    else {
      chart.minutes.push(begin(epochMs(startAt), last, traded, volume, scrip.openInterest ?? 0));
      if (chart.minutes.length > MOST_MINUTES) chart.minutes.splice(0, MOST_MINUTES / 10);
    }
  }

  /** Oldest first, of so many minutes each. */
  barsOf(scrip: Scrip, minutes: number): Bar[] {
    return this.folded(scrip, (at) => epochMs(Math.floor(at / (minutes * MINUTE_MS)) * minutes * MINUTE_MS));
  }

  /** Oldest first; a day starts at midnight UTC of its IST date. */
  daysOf(scrip: Scrip): Bar[] {
    return this.folded(scrip, (at) => epochMs(sessionDayOf(at) * DAY_MS));
  }

  private folded(scrip: Scrip, startOf: (at: EpochMs) => EpochMs): Bar[] {
    const bars: Bar[] = [];
    for (const minute of this.charts.get(scrip)?.minutes ?? []) {
      const startAt = startOf(minute.startAt);
      const before = bars.at(-1);
      if (before?.startAt === startAt) bars[bars.length - 1] = joined(before, minute);
      else bars.push({ ...minute, startAt });
    }
    return bars;
  }
}

const begin = (
  startAt: EpochMs,
  last: number,
  volume: number,
  dayVolume: number,
  openInterest: number,
): Bar => ({
  startAt,
  open: last,
  high: last,
  low: last,
  close: last,
  volume,
  turnover: volume * last,
  dayVolume,
  openInterest,
});

const grow = (
  bar: Mutable<Bar>,
  last: number,
  volume: number,
  dayVolume: number,
  openInterest: number,
): void => {
  bar.high = Math.max(bar.high, last);
  bar.low = Math.min(bar.low, last);
  bar.close = last;
  bar.volume += volume;
  bar.turnover += volume * last;
  bar.dayVolume = dayVolume;
  bar.openInterest = openInterest;
};

const joined = (a: Bar, b: Bar): Bar => ({
  startAt: a.startAt,
  open: a.open,
  high: Math.max(a.high, b.high),
  low: Math.min(a.low, b.low),
  close: b.close,
  volume: a.volume + b.volume,
  turnover: a.turnover + b.turnover,
  dayVolume: b.dayVolume,
  openInterest: b.openInterest,
});
