import type { Zone } from '../../../codec/tape-zone.js';
import { IST_OFFSET_MS } from '../../../domain/session.js';
import { HOUR_MS, MINUTE_MS } from '../../../domain/time.js';

/** How far the clocks of `zone` are before UTC at the moment `at`, ms. */
export const offsetAt = (zone: Zone, at: number): number => {
  const near = at + offsetOfLocal(zone, at);
  return offsetOfLocal(zone, near);
};

const offsetOfLocal = (zone: Zone, local: number): number => local - (zone(local) ?? local);

/** A file without a zone, or in that of India, may hold what is traded there. */
export const mayBeIndian = (zone: Zone | undefined, at: number): boolean =>
  zone === undefined || offsetAt(zone, at) === IST_OFFSET_MS;

/** `2013-10-07 04:00:00`, by clocks that are `offset` before UTC. */
export const ownText = (at: number, offset: number): string =>
  new Date(at + offset).toISOString().slice(0, 19).replace('T', ' ');

/** `UTC-04:00`. */
export const offsetText = (offset: number): string => {
  const minutes = Math.abs(offset) / MINUTE_MS;
  const hours = Math.floor(Math.abs(offset) / HOUR_MS);
  return `UTC${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};
