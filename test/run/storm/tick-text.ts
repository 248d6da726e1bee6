import type { Tick } from '../../../src/domain/tick.js';
import type { Known } from './wire-oracle.js';

/** A tick in words, by which two are compared: its token and all that is known of it, in the order of its names. */
export const tickText = (token: string, known: Known): string =>
  `Tick ${token} ${Object.entries(known)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([field, value]) => `${field}=${value}`)
    .join(' ')}`;

/** Ours, or of the moment. */
const NOT_OF_THE_WIRE: ReadonlySet<string> = new Set(['seq', 'at', 'receivedAt', 'flags']);

/** What a tick says of its token. */
export const knownOf = ({ depth, ...tick }: Tick): Known =>
  Object.fromEntries(
    Object.entries({ ...tick, ...depth }).flatMap(([field, value]) =>
      typeof value === 'number' && !NOT_OF_THE_WIRE.has(field) ? [[field, value]] : [],
    ),
  );
