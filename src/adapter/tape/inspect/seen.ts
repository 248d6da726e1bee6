import type { Seen } from '../../../codec/inspection.js';
import { istTextOf } from '../../../domain/session.js';
import { epochMs } from '../../../domain/time.js';
import type { Place, Sighting } from './sighting.js';

/** A sighting as it is told, files by their names. */
export const seenOf = ({ count, first, worst, extent }: Sighting, files: readonly string[]): Seen => ({
  count,
  first: placeOf(first, files),
  worst: placeOf(worst, files),
  extent: count === 0 ? 0 : round(extent),
});

const placeOf = (place: Place | undefined, files: readonly string[]): Seen['first'] =>
  place === undefined
    ? null
    : { file: files[place.file] ?? '', row: place.row, at: istTextOf(epochMs(place.at)) };

/** Differences of doubles are not the differences of the decimals that they stand for. */
export const round = (value: number): number => Math.round(value * 1e6) / 1e6;
