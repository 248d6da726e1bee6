import { openOf, type SampleBar } from './sample-bar.js';

/** Open, high, low, close, volume of twenty bars of one session, made up to be worked out by hand. */
const ROWS: readonly (readonly [number, number, number, number, number])[] = [
  [100, 102, 99, 101, 1000],
  [101, 103, 100, 102.5, 1200],
  [102.5, 104, 101.5, 103, 900],
  [103, 103.5, 100.5, 101, 1500],
  [101, 102, 98.5, 99, 1800],
  [99, 100.5, 97.5, 100, 1300],
  [100, 103, 99.5, 102.5, 1600],
  [102.5, 105, 102, 104.5, 2000],
  [104.5, 106, 103.5, 105, 1700],
  [105, 105.5, 102.5, 103, 1400],
  [103, 104, 101, 101.5, 1500],
  [101.5, 102.5, 99.5, 100, 1900],
  [100, 101, 97, 97.5, 2200],
  [97.5, 99, 96.5, 98.5, 1600],
  [98.5, 101.5, 98, 101, 1800],
  [101, 103.5, 100.5, 103, 2100],
  [103, 106, 102.5, 105.5, 2400],
  [105.5, 107, 104.5, 106, 1900],
  [106, 106.5, 103.5, 104, 1700],
  [104, 105, 102, 102.5, 1600],
];

export const FIXTURE: readonly SampleBar[] = ROWS.map(([open, high, low, close, volume], i) => ({
  openAt: openOf(i),
  open,
  high,
  low,
  close,
  volume,
  openInterest: 5_000,
}));
