import type { Instrument } from './instrument.js';

/** Whether it ticks many times a second while its exchange trades, so that a silence says something of the feed. */
export const ticksAllTheTime = ({ kind }: Pick<Instrument, 'kind'>): boolean =>
  kind === 'INDEX' || kind === 'FUTIDX';
