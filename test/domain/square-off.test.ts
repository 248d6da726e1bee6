import { expect } from 'chai';
import { loadCalendar } from '../../src/adapter/calendar/load-calendar.js';
import { loadSquareOffs } from '../../src/adapter/calendar/load-square-offs.js';
import { tradingCalendar } from '../../src/domain/calendar.js';
import { parseTimeOfDay, sessionDayOf } from '../../src/domain/session.js';
import { squareOffTimes } from '../../src/domain/square-off.js';
import { ist } from '../support/ist.js';

/** Nothing is known of any day. */
const CALENDAR = tradingCalendar([]);

const on = (date: string) => sessionDayOf(ist(`${date}T12:00:00`));

describe('squareOffTimes', () => {
  for (const [exchange, date, time] of [
    ['NSE', '2024-04-01', '15:15'],
    ['BSE', '2026-08-02', '15:15'],
    ['NSE', '2026-08-03', '15:10'], // the closing auction begins at 15:15
    ['NFO', '2026-08-02', '15:20'],
    ['BFO', '2026-08-03', '15:30'], // derivatives trade to 15:40
    ['CDS', '2026-08-03', '16:45'],
    ['MCX', '2025-03-07', '23:35'], // closes at 23:55
    ['MCX', '2025-03-10', '23:10'], // at 23:30, since the United States are on daylight time
    ['MCX', '2025-10-31', '23:10'],
    ['MCX', '2025-11-03', '23:35'],
    ['MCX', '2026-11-20', '23:35'],
  ] as const)
    it(`is ${time} on ${exchange} on ${date}`, () => {
      expect(squareOffTimes(CALENDAR, loadSquareOffs()).on(exchange, on(date))?.at).to.equal(
        parseTimeOfDay(time),
      );
    });

  it('is never for an exchange that the table does not have', () => {
    expect(squareOffTimes(CALENDAR, loadSquareOffs()).on('BINANCE', on('2026-08-03'))).to.equal(undefined);
  });

  it('is the time given, for every exchange and day', () => {
    expect(squareOffTimes(CALENDAR, [], '14:45').on('MCX', on('2026-08-03'))?.at).to.equal(
      parseTimeOfDay('14:45'),
    );
  });

  for (const [what, exchange, date, at, opens, time] of [
    ['an ordinary day', 'NSE', '2025-12-29', undefined, '09:15', '15:15'],
    ['Muhurat', 'NFO', '2025-10-21', undefined, '13:45', '14:30'],
    ['Muhurat in the evening', 'NSE', '2024-11-01', undefined, '18:00', '18:45'],
    ['Muhurat in the evening', 'NSE', '2024-11-01', '15:00', '18:00', '18:45'],
    ['Muhurat in the evening', 'NSE', '2024-11-01', '18:30', '18:00', '18:30'],
    ['Muhurat of unknown hours', 'CDS', '2025-10-21', undefined, '00:00', '16:45'],
    ['a session in two parts', 'NSE', '2024-05-18', undefined, '09:15', '12:25'],
    ['a session in two parts', 'NSE', '2024-05-18', '11:00', '09:15', '12:25'], // between them
    ['a session in two parts', 'NSE', '2024-05-18', '12:40', '09:15', '12:40'],
    ['the Union Budget, a Sunday', 'NSE', '2026-02-01', undefined, '09:15', '15:15'],
    ['an evening alone', 'MCX', '2025-03-14', undefined, '17:00', '23:10'],
    ['an evening alone', 'MCX', '2025-03-14', '15:00', '17:00', '23:15'],
    ['a day without an evening', 'MCX', '2026-01-01', undefined, '09:00', '16:45'],
    ['a holiday', 'NSE', '2026-01-26', undefined, '00:00', '15:15'],
    ['a day that is over before the time chosen', 'NSE', '2025-12-29', '15:45', '09:15', '15:15'],
    ['a day that the calendar does not have', 'NSE', '2019-04-01', undefined, '00:00', '15:15'],
  ] as const)
    it(`is ${time} on ${exchange} on ${what}, ${date}${at === undefined ? '' : `, when ${at} is asked for`}`, async () => {
      const times = squareOffTimes(await loadCalendar([]), loadSquareOffs(), at);

      expect(times.on(exchange, on(date))).to.deep.equal({
        opensAt: parseTimeOfDay(opens),
        at: parseTimeOfDay(time),
      });
    });
});
