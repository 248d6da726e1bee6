import { sessionDayOf, timeOfDayOf } from '../../../domain/session.js';
import { DAY_MS, type EpochMs, epochMs, MINUTE_MS, SECOND_MS } from '../../../domain/time.js';
import { canonical } from './aliases.js';
import { exchangeHours, type ExchangeHours } from './exchange-hours.js';
import { placeOf, type Table } from './header.js';
import { question } from './questions.js';
import type { Sample } from './sample.js';

/** A row of a sample of bars: its time, and what tells its instrument. */
export interface BarTime {
  readonly row: number;
  readonly value: string;
  readonly at: EpochMs;
  readonly token: string;
}

/** The smallest distance between two bars of one instrument, since gaps only make distances larger. */
export const barInterval = (name: string, bars: readonly BarTime[], given: number | undefined): number => {
  if (given !== undefined) return given;
  let smallest = Infinity;
  const latest = new Map<string, number>();
  for (const { at, token } of bars) {
    const distance = Math.abs(at - (latest.get(token) ?? NaN)); // files of the newest first are told of later
    if (distance > 0 && distance < smallest) smallest = distance;
    latest.set(token, at);
  }
  if (Number.isFinite(smallest)) return smallest;
  throw question('bar-interval', { name });
};

export interface StampInput {
  readonly sample: Sample;
  readonly table: Table;
  /** The column of times. */
  readonly column: string;
  readonly bars: readonly BarTime[];
  readonly intervalMs: number;
  /** Of the instruments of the sample; where it is none of India, its hours tell nothing. */
  readonly exchanges: ReadonlySet<string>;
  /** The zone in which times are local, if they are. */
  readonly isIndian: boolean;
}

/**
 * What the time of a bar is: as its column says, by the hours of the exchange (a first bar at 09:15 starts there,
 * a last one at 15:30 ends there), or a question. Bars of a day or longer are told by their start.
 */
export const barStampOf = (input: StampInput): 'start' | 'end' => {
  const name = canonical(input.column);
  if (STARTS.includes(name)) return 'start';
  if (ENDS.includes(name)) return 'end';
  if (input.intervalMs >= DAY_MS) return 'start';
  const told = byHours(input);
  if (told !== undefined) return told;
  const [first] = input.bars;
  if (first === undefined) return 'start';
  const text = (at: number): string => new Date(at).toISOString().slice(11, 19);
  const { intervalMs } = input;
  throw question('bar-stamp', {
    where: placeOf(input.sample, input.table, first.row, input.column),
    value: first.value,
    asStart: `${text(first.at)} to ${text(first.at + intervalMs)} UTC`,
    asEnd: `${text(first.at - intervalMs)} to ${text(first.at)} UTC`,
  });
};

const STARTS: readonly string[] = ['opentime', 'opentimestamp', 'starttime', 'start', 'barstart', 'ssboe'];
const ENDS: readonly string[] = ['closetime', 'closetimestamp', 'endtime', 'end', 'barend'];

const byHours = ({ bars, intervalMs, exchanges, isIndian }: StampInput): 'start' | 'end' | undefined => {
  const hours = hoursOf(exchanges, isIndian);
  if (hours === undefined) return undefined;
  const days = [...daysOf(bars).values()];
  // A day of the sample's end may be cut; a session of an hour at Diwali is no ordinary day.
  const starts = days.filter(({ first }) => first === hours.opens).length;
  const firstEnds = days.filter(({ first }) => first === hours.opens + intervalMs).length;
  const lastEnds = days.filter(({ last }) => last === hours.closes).length;
  const lastStarts = days.filter(({ last }) => last === lastStartOf(hours, intervalMs)).length;
  if (starts > 0 && lastEnds === 0) return 'start';
  if (starts > 0 && lastStarts > lastEnds) return 'start';
  if (starts === 0 && lastEnds > 0 && firstEnds > 0) return 'end';
  if (starts === 0 && lastEnds === 0 && lastStarts >= FEWEST_LASTS) return 'start';
  return undefined;
};

/** A last bar at 15:29 on one day may be the end of a quiet minute; on several days it is the last minute's start. */
const FEWEST_LASTS = 3;

const hoursOf = (exchanges: ReadonlySet<string>, isIndian: boolean): ExchangeHours | undefined => {
  const [exchange] = exchanges;
  if (exchange !== undefined)
    return [...exchanges].every(exchangeHours) ? exchangeHours(exchange) : undefined;
  return isIndian ? exchangeHours('NSE') : undefined;
};

/** The start of a session's last bar. */
const lastStartOf = ({ opens, closes }: ExchangeHours, intervalMs: number): number =>
  opens + Math.floor((closes - opens - SECOND_MS) / intervalMs) * intervalMs;

const daysOf = (
  bars: readonly BarTime[],
): ReadonlyMap<string, { readonly first: number; readonly last: number }> => {
  const days = new Map<string, { first: number; last: number }>();
  for (const { at, token } of bars) {
    const clock = timeOfDayOf(epochMs(at % 1_000 === 999 ? at + 1 : at));
    const key = `${token} ${sessionDayOf(at)}`;
    const day = days.get(key);
    if (day === undefined) days.set(key, { first: clock, last: clock });
    else {
      day.first = Math.min(day.first, clock);
      day.last = Math.max(day.last, clock);
    }
  }
  return days;
};

/** `1m`, `15m`, `1h`, `1d`; odd lengths in seconds or ms. */
export const intervalText = (ms: number): string => {
  const unit = (
    [
      ['d', DAY_MS],
      ['h', 60 * MINUTE_MS],
      ['m', MINUTE_MS],
      ['s', SECOND_MS],
    ] as const
  ).find(([, length]) => ms % length === 0);
  return unit === undefined ? `${ms}ms` : `${ms / unit[1]}${unit[0]}`;
};
