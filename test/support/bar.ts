import type { Bar } from '../../src/domain/bar.js';
import type { Loose } from './loose.js';
import { ACC } from './instrument.js';

/** A minute of ACC from the start of time, at 100 rupees, unless told otherwise. */
export const bar = (known: Loose<Omit<Bar, 'kind'>> = {}): Bar =>
  ({
    seq: 1,
    at: 0,
    cause: 0,
    token: ACC,
    spec: '1m',
    openAt: 0,
    closeAt: 60_000,
    open: 100,
    high: 100,
    low: 100,
    close: 100,
    volume: 0,
    ticks: 1,
    openInterest: undefined,
    ...known,
    kind: 'Bar',
  }) as Bar;
