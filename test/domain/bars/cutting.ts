import type { BarArguments } from '../../../src/domain/bars/bar-spec.js';
import { barsAsked } from '../../../src/domain/bars/bar-spec.js';
import type { Cut } from '../../../src/domain/bars/cutter.js';
import { SessionHours } from '../../../src/domain/bars/session-hours.js';
import { TokenBars } from '../../../src/domain/bars/token-bars.js';
import { type CalendarRule, type TradingHours, tradingCalendar } from '../../../src/domain/calendar.js';
import type { SessionDay } from '../../../src/domain/session.js';
import type { Tick } from '../../../src/domain/tick.js';
import { type EpochMs, epochMs, HOUR_MS, MINUTE_MS } from '../../../src/domain/time.js';
import type { Loose } from '../../support/loose.js';
import { tick } from '../../support/tick.js';

const hours = (...spans: readonly (readonly [string, string])[]): readonly TradingHours[] =>
  spans.map(([from, to]) => ({ from: timeOf(from), to: timeOf(to) }));

const timeOf = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * HOUR_MS + minute * MINUTE_MS;
};

const dayOf = (date: string): SessionDay => (Date.parse(`${date}T00:00:00Z`) / 86_400_000) as SessionDay;

const rule = (exchange: string, date: string, name: string, spans: CalendarRule['day']): CalendarRule => ({
  exchanges: [exchange],
  from: dayOf(date),
  to: name === '' ? dayOf('2026-12-31') : dayOf(date),
  day: spans,
});

/** Of the tests: ordinary weekdays of 2026 on NSE and MCX, a Muhurat of an hour, and a day of two parts. */
export const CALENDAR = tradingCalendar([
  rule('NSE', '2026-01-01', '', { kind: 'open', hours: hours(['09:15', '15:30']) }),
  rule('MCX', '2026-01-01', '', { kind: 'open', hours: hours(['09:00', '23:55']) }),
  rule('NSE', '2026-01-10', 'Muhurat', {
    kind: 'special',
    name: 'Muhurat',
    hours: hours(['13:45', '14:45']),
  }),
  rule('NSE', '2026-01-17', 'Drill', {
    kind: 'special',
    name: 'Drill',
    hours: hours(['09:15', '10:00'], ['11:30', '12:30']),
  }),
  rule('MCX', '2026-01-15', 'Evening', {
    kind: 'special',
    name: 'Evening',
    hours: hours(['17:00', '23:55']),
  }),
  rule('NSE', '2026-01-26', 'Republic Day', { kind: 'holiday', name: 'Republic Day' }),
]);

/** `09:15:00` or `09:15:00.250` of 2026-01-05, a Monday, or `2026-01-10 13:45:00`, IST. */
export const ist = (text: string): EpochMs => {
  const [date, time] = text.includes(' ') ? text.split(' ') : ['2026-01-05', text];
  return epochMs(Date.parse(`${date ?? ''}T${time ?? ''}+05:30`));
};

/** What comes: a tick, told with its time, or a moment of the clock. */
export type Comes =
  { readonly at: string; readonly clock: true } | ({ readonly at: string } & Loose<Omit<Tick, 'at'>>);

export const second = (at: string): Comes => ({ at, clock: true });

/** A tick at a price, with the day's volume so far. */
export const traded = (at: string, last: number, volume?: number, more: Loose<Tick> = {}): Comes => ({
  ...more,
  at,
  last,
  volume,
});

type Bars = readonly (Cut & { readonly spec: string; readonly n: number })[];

/** The bars that `asked` makes of what `comes` to one token of `exchange`, of which the run has not heard before. */
export const joinedBarsOf = (
  comes: readonly Comes[],
  asked: BarArguments = ['1m'],
  exchange = 'NSE',
): Bars => {
  const bars: (Cut & { readonly spec: string; readonly n: number })[] = [];
  let n = 0;
  const cutting = new TokenBars(barsAsked(asked), new SessionHours(exchange, CALENDAR), (cut, spec) =>
    bars.push({ ...cut, spec, n }),
  );
  for (const one of comes) {
    n += 1;
    const at = ist(one.at);
    if ('clock' in one) cutting.pass(at);
    else {
      const next = tick({ ...one, at });
      cutting.add(next, cutting.reach(next));
    }
  }
  return bars;
};

/** The same, of a token that the run has heard, years ago. */
export const barsOf = (comes: readonly Comes[], asked: BarArguments = ['1m'], exchange = 'NSE'): Bars =>
  joinedBarsOf([{ at: '2019-01-01 12:00:00' }, ...comes], asked, exchange).map((bar) => ({
    ...bar,
    n: bar.n - 1,
  }));

/** `09:15:00-09:16:00 100 102 99 101 ×15 of 3`: open, high, low, close, volume, ticks; `@4` is what showed it. */
export const texts = (bars: ReturnType<typeof barsOf>): readonly string[] =>
  bars.map(
    ({ openAt, closeAt, open, high, low, close, volume, ticks, n }) =>
      `${clockOf(openAt)}-${clockOf(closeAt)} ${open} ${high} ${low} ${close} ×${volume} of ${ticks} @${n}`,
  );

const clockOf = (at: EpochMs): string => new Date(at + 5.5 * HOUR_MS).toISOString().slice(11, 19);
