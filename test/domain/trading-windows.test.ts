import { expect } from 'chai';
import { tradingCalendar } from '../../src/domain/calendar.js';
import { sessionDayOf, startOfSession } from '../../src/domain/session.js';
import { epochMs, HOUR_MS } from '../../src/domain/time.js';
import { tradingWindows } from '../../src/domain/trading-windows.js';

describe('tradingWindows', () => {
  const day = sessionDayOf(epochMs(Date.parse('2026-01-05T12:00:00+05:30')));
  const midnight = startOfSession(day);
  const at = (hours: number): number => midnight + hours * HOUR_MS;
  const calendar = tradingCalendar([
    {
      exchanges: ['NSE'],
      from: day,
      to: day,
      day: { kind: 'open', hours: [{ from: 9 * HOUR_MS, to: 15 * HOUR_MS }] },
    },
    {
      exchanges: ['MCX'],
      from: day,
      to: day,
      day: { kind: 'open', hours: [{ from: 14 * HOUR_MS, to: 23 * HOUR_MS }] },
    },
    { exchanges: ['BFO'], from: day, to: day, day: { kind: 'special', name: 'an evening', hours: [] } },
    { exchanges: ['BSE'], from: day, to: day, day: { kind: 'holiday', name: 'a feast' } },
  ]);

  for (const [what, exchanges, from, to, windows] of [
    ['within the span', ['NSE'], 10, 20, [[10, 15]]],
    ['of two exchanges as one where they meet', ['NSE', 'MCX'], 0, 24, [[9, 23]]],
    ['of none on a holiday', ['BSE'], 0, 24, []],
    ['of the whole span where nothing is known', ['CDS'], 3, 5, [[3, 5]]],
    ['of the next day, of which it tells nothing, whole', ['NSE'], 20, 30, [[24, 30]]],
    ['of a weekend too, of an exchange that it does not know', ['CDS'], 5 * 24, 6 * 24, [[5 * 24, 6 * 24]]],
    ['of no weekend, of one that it knows', ['NSE'], 5 * 24, 6 * 24, []],
    ['of the whole span where hours are not known', ['BFO'], 3, 5, [[3, 5]]],
    ['of a night that is over', ['NSE'], 16, 20, []],
  ] as const)
    it(`are ${what}`, () => {
      expect(tradingWindows(calendar, exchanges, { from: at(from), to: at(to) })).to.deep.equal(
        windows.map(([a, b]) => ({ from: at(a), to: at(b) })),
      );
    });
});
