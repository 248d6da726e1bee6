import { loadCalendar } from '../adapter/calendar/load-calendar.js';
import { inspectTape, type InspectOptions } from '../adapter/tape/inspect/inspect-tape.js';
import type { Inspection } from '../codec/inspection.js';
import type { TapeProgress } from '../port/tape.js';
import { VERSION } from './version.js';

export interface InspectRunOptions extends Omit<InspectOptions, 'calendar'> {
  /** Calendar files over the one that comes with rxtape. */
  readonly calendars: readonly string[];
}

/** Inspects stored market data. Rejects with a Failure for paths, settings and calendars that do not fit. */
export const inspect = async (
  options: InspectRunOptions,
  onProgress: (progress: TapeProgress) => void,
): Promise<Inspection> => ({
  rxtape: VERSION,
  ...(await inspectTape({ ...options, calendar: await loadCalendar(options.calendars) }, onProgress)),
});
