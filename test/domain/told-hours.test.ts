import { expect } from 'chai';
import { loadCalendar } from '../../src/adapter/calendar/load-calendar.js';
import { istTextOf } from '../../src/domain/session.js';
import { epochMs } from '../../src/domain/time.js';
import { toldHours } from '../../src/domain/told-hours.js';
import { ist } from '../support/ist.js';

describe('toldHours', () => {
  const cases: readonly (readonly [
    what: string,
    exchanges: string,
    at: string,
    until: string | undefined,
  ])[] = [
    ['are a trading day’s', 'NSE', '2026-01-05T12:00:00', '2026-01-05T15:45:00'],
    ['begin a quarter of an hour before the open', 'NSE', '2026-01-05T09:00:00', '2026-01-05T15:45:00'],
    ['do not before that', 'NSE', '2026-01-05T08:59:59', undefined],
    ['end a quarter of an hour behind the close', 'NSE', '2026-01-05T15:45:00', '2026-01-05T15:45:00'],
    ['are over behind that', 'NSE', '2026-01-05T15:45:01', undefined],
    ['are those of any exchange', 'NSE MCX', '2026-01-05T18:00:00', '2026-01-06T00:10:00'],
    ['go on past midnight', 'NSE MCX', '2026-01-06T00:05:00', '2026-01-06T00:10:00'],
    ['are none on a weekend', 'NSE MCX', '2026-01-10T12:00:00', undefined],
    ['are none on a holiday', 'NSE', '2026-01-26T12:00:00', undefined],
    ['are those of a session on a weekend', 'NSE', '2026-02-01T12:00:00', '2026-02-01T15:45:00'],
    ['are all day where hours are not known', 'NSE', '2026-11-08T03:00:00', '2026-11-09T00:15:00'],
  ];
  for (const [what, exchanges, at, until] of cases)
    it(`${what}: ${exchanges} ${at}`, async () => {
      const hours = toldHours(await loadCalendar([]), exchanges.split(' '));
      const found = hours(ist(at));

      expect(found === undefined ? undefined : istTextOf(epochMs(found)).slice(0, 19)).to.equal(until);
    });

  it('are all day on a weekday of a year without hours', async () => {
    const monday = ist('2020-01-06T03:00:00');

    expect(toldHours(await loadCalendar([]), ['NSE'])(monday)).to.be.above(monday);
  });

  it('are always of an exchange that the calendar does not know, and without a calendar', async () => {
    const sunday = ist('2026-01-11T03:00:00');

    expect(toldHours(await loadCalendar([]), ['NSE', 'NCDEX'])(sunday)).to.be.above(sunday);
    expect(toldHours(undefined, ['NSE'])(sunday)).to.equal(Infinity);
  });
});
