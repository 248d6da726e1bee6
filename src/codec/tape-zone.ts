import { epochMs, type EpochMs, HOUR_MS, MINUTE_MS } from '../domain/time.js';

/**
 * The moment of a local wall-clock time, given as if it were UTC (`Date.UTC(y, m, d, …)`). Of two moments with
 * the same wall clock (clocks set back) it is the earlier; undefined where there is none (clocks set forward).
 */
export type Zone = (localMs: number) => EpochMs | undefined;

/**
 * The zone of an IANA name such as `Asia/Kolkata`; undefined when the platform knows no such zone. The answer is
 * kept: to find it takes some milliseconds, and many files are of one zone.
 */
export const zoneOf = (name: string): Zone | undefined => {
  if (!known.has(name)) known.set(name, newZone(name));
  return known.get(name);
};

const known = new Map<string, Zone | undefined>();

const newZone = (name: string): Zone | undefined => {
  const offsetAt = offsetsOf(name);
  if (offsetAt === undefined) return undefined;
  const fixed = fixedOffset(offsetAt);
  return fixed === undefined ? changingZone(offsetAt) : (localMs) => epochMs(localMs - fixed);
};

/** Local time less UTC, ms, at a moment. */
type OffsetAt = (at: number) => number;

const offsetsOf = (name: string): OffsetAt | undefined => {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
  return (at) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const { year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN, second = NaN } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
  };
};

/** The offset of a zone that keeps one from 2000 to 2100, looked at on the first of every month. */
const fixedOffset = (offsetAt: OffsetAt): number | undefined => {
  const offset = offsetAt(Date.UTC(2000, 0, 1));
  for (let month = 1; month <= 1_200; month += 1) {
    if (offsetAt(Date.UTC(2000, month, 1)) !== offset) return undefined;
  }
  return offset;
};

/** Offsets are whole quarters of an hour and change on one, so all of a local quarter has the same. */
const QUARTER_MS = 15 * MINUTE_MS;

const changingZone = (offsetAt: OffsetAt): Zone => {
  const offsets = new Map<number, number | undefined>();
  return (localMs) => {
    const quarter = Math.floor(localMs / QUARTER_MS);
    let offset = offsets.get(quarter);
    if (offset === undefined && !offsets.has(quarter)) {
      offset = localOffset(offsetAt, quarter * QUARTER_MS);
      if (offsets.size >= MOST_QUARTERS) offsets.clear();
      offsets.set(quarter, offset);
    }
    return offset === undefined ? undefined : epochMs(localMs - offset);
  };
};

/** A year of quarters, so that a tape of any length keeps memory flat. */
const MOST_QUARTERS = 35_040;

/** The offset in force at a local time: one of those of the day before and the day after, the earlier moment first. */
const localOffset = (offsetAt: OffsetAt, localMs: number): number | undefined => {
  const candidates = [offsetAt(localMs - 26 * HOUR_MS), offsetAt(localMs + 26 * HOUR_MS)];
  candidates.sort((a, b) => b - a);
  return candidates.find((offset) => offsetAt(localMs - offset) === offset);
};
