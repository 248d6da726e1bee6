import * as t from 'io-ts';
import { IST_OFFSET_MS } from '../../domain/session.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import { clockTextOf } from '../clock-text.js';
import { isPlausible } from '../tape-time.js';

/**
 * A moment of an order: `06-03-2025 09:36:09` or `09:36:09 06-03-2025`, IST. Undefined where there is none: no
 * text, 01-01-1980, and what is no such text.
 */
export const WireTime = new t.Type<EpochMs | undefined, string, unknown>(
  'a time such as 06-03-2025 09:36:09',
  (value): value is EpochMs | undefined => value === undefined || typeof value === 'number',
  (value) => t.success(typeof value === 'string' ? momentOf(value.trim()) : undefined),
  (value) => (value === undefined ? '' : String(value)),
);

const momentOf = (text: string): EpochMs | undefined => {
  const told = clockTextOf(text, 'day-first');
  if (told?.midnight === undefined || told.isDateAlone) return undefined;
  const at = told.midnight + told.clock - (told.offset ?? IST_OFFSET_MS);
  return isPlausible(at) ? epochMs(at) : undefined;
};
