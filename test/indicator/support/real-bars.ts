import { readFileSync } from 'node:fs';
import { epochMs } from '../../../src/domain/time.js';
import type { SampleBar } from './sample-bar.js';

/** 1,200 recorded bars of RELIANCE; where they come from is in data/SOURCE.md. */
export const REAL_BARS: readonly SampleBar[] = readFileSync('test/indicator/data/reliance-15m.csv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [date = '', ...cells] = line.split(',');
    const [open = NaN, high = NaN, low = NaN, close = NaN, volume = NaN] = cells.map(Number);
    return { openAt: epochMs(Date.parse(date)), open, high, low, close, volume, openInterest: 5_000 };
  });

export const opens = REAL_BARS.map(({ open }) => open);
export const highs = REAL_BARS.map(({ high }) => high);
export const lows = REAL_BARS.map(({ low }) => low);
export const closes = REAL_BARS.map(({ close }) => close);
export const volumes = REAL_BARS.map(({ volume }) => volume);
