import { expect } from 'chai';
import { loadCalendar } from '../../src/adapter/calendar/load-calendar.js';
import { endOfTape } from '../../src/domain/end-of-tape.js';
import { istTextOf } from '../../src/domain/session.js';
import { ist } from '../support/ist.js';

describe('endOfTape', () => {
  const cases: readonly (readonly [what: string, exchanges: string, lastAt: string, endAt: string])[] = [
    ['a minute behind a close that is near', 'NSE', '2026-01-05T15:29:58', '2026-01-05T15:31:00'],
    ['so from a minute before the close on', 'NSE', '2026-01-05T15:29:00', '2026-01-05T15:31:00'],
    ['nowhere further away', 'NSE', '2026-01-05T15:28:59', '2026-01-05T15:28:59'],
    ['nowhere at noon', 'NSE', '2026-01-05T12:00:00', '2026-01-05T12:00:00'],
    ['so behind the close too', 'NSE', '2026-01-05T15:30:03', '2026-01-05T15:31:00'],
    ['nowhere when all bars are over', 'NSE', '2026-01-05T15:40:00', '2026-01-05T15:40:00'],
    ['behind the close of either', 'NSE MCX', '2026-01-05T15:29:58', '2026-01-05T15:31:00'],
    ['behind the other’s in the evening', 'NSE MCX', '2026-01-05T23:54:59', '2026-01-05T23:56:00'],
    ['behind that of a special session', 'NSE', '2025-10-21T14:44:30', '2025-10-21T14:46:00'],
    ['nowhere on a holiday', 'NSE', '2026-01-26T15:29:58', '2026-01-26T15:29:58'],
    ['over midnight where hours are not known', 'NSE', '2020-01-06T23:59:30', '2020-01-07T00:01:00'],
    ['nowhere else where they are not', 'NSE', '2020-01-06T15:29:58', '2020-01-06T15:29:58'],
  ];
  for (const [what, exchanges, lastAt, endAt] of cases)
    it(`is ${what}: ${exchanges} ${lastAt}`, async () => {
      const end = endOfTape(await loadCalendar([]), exchanges.split(' '), ist(lastAt));

      expect(istTextOf(end).slice(0, 19)).to.equal(endAt);
    });

  it('is no later than where the tape was cut', async () => {
    const calendar = await loadCalendar([]);
    const endCutAt = (lastAt: string, cutAt: string): string =>
      istTextOf(endOfTape(calendar, ['NSE'], ist(lastAt), ist(cutAt))).slice(0, 19);

    expect(endCutAt('2026-01-05T15:29:08', '2026-01-05T15:29:10')).to.equal('2026-01-05T15:29:10');
    expect(endCutAt('2026-01-05T15:29:59', '2026-01-05T15:30:30')).to.equal('2026-01-05T15:30:30');
    expect(endCutAt('2026-01-05T15:29:59', '2026-01-06T00:00:00')).to.equal('2026-01-05T15:31:00');
    expect(endCutAt('2026-01-05T12:00:00', '2026-01-05T12:01:00')).to.equal('2026-01-05T12:00:00');
  });

  it('is the last message without a calendar', () => {
    expect(endOfTape(undefined, ['NSE'], ist('2026-01-05T15:29:58'))).to.equal(ist('2026-01-05T15:29:58'));
  });
});
