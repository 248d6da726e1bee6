import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { epochMs, MINUTE_MS } from '../../../src/domain/time.js';
import { realData } from '../../real/real-data.js';
import { type SampleBar, walk } from './sample-bar.js';

const BARS = 1_200;

/** The first 1,200 recorded bars of RELIANCE, a quarter of an hour each: 48 sessions of 25. */
const recorded = (folder: string): readonly SampleBar[] =>
  readFileSync(join(folder, 'in-equity-bars-2025', 'reliance_15min_200days.csv'), 'utf8')
    .split('\n')
    .slice(1, 1 + BARS)
    .map((line) => {
      const [date = '', ...cells] = line.split(',');
      const [open = NaN, high = NaN, low = NaN, close = NaN, volume = NaN] = cells.map(Number);
      return { openAt: epochMs(Date.parse(date)), open, high, low, close, volume, openInterest: 5_000 };
    });

/** As many that wander, of sessions as long, stand in for them on a machine that has no recorded ones. */
const madeUp = (): readonly SampleBar[] =>
  walk(7, BARS).map((bar, i) => ({
    ...bar,
    openAt: epochMs(Date.UTC(2025, 5, 11 + Math.floor(i / 25), 3, 45) + (i % 25) * 15 * MINUTE_MS),
    volume: bar.volume + 1,
    openInterest: 5_000,
  }));

export const REAL_BARS: readonly SampleBar[] = realData === undefined ? madeUp() : recorded(realData);

export const opens = REAL_BARS.map(({ open }) => open);
export const highs = REAL_BARS.map(({ high }) => high);
export const lows = REAL_BARS.map(({ low }) => low);
export const closes = REAL_BARS.map(({ close }) => close);
export const volumes = REAL_BARS.map(({ volume }) => volume);
