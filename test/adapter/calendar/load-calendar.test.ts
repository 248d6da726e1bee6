import { expect } from 'chai';
import { loadCalendar } from '../../../src/adapter/calendar/load-calendar.js';
import type { SessionDay } from '../../../src/domain/session.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time.js';
import { rejection } from '../../support/rejection.js';
import { tapeFolder } from '../tape/tape-folder.js';

const day = (date: string): SessionDay => (Date.parse(`${date}T00:00:00Z`) / DAY_MS) as SessionDay;
const at = (hour: number, minute: number): number => hour * HOUR_MS + minute * MINUTE_MS;

/** Full closures as the exchanges' circulars list them; Muhurat days, which fall on two of them, left out. */
const CLOSED: Readonly<Record<string, string>> = {
  '2024': '01-22 01-26 03-08 03-25 03-29 04-11 04-17 05-01 05-20 06-17 07-17 08-15 10-02 11-15 11-20 12-25',
  '2025': '02-26 03-14 03-31 04-10 04-14 04-18 05-01 08-15 08-27 10-02 10-22 11-05 12-25',
  '2026': '01-15 01-26 03-03 03-26 03-31 04-03 04-14 05-01 05-28 06-26 09-14 10-02 10-20 11-10 11-24 12-25',
};

/** Every date of a year. */
const datesOf = (year: number): string[] => {
  const dates: string[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += DAY_MS)
    dates.push(new Date(at).toISOString().slice(0, 10));
  return dates;
};

const isSummerInNewYork = (date: string): boolean =>
  new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', timeZoneName: 'shortOffset' })
    .format(new Date(`${date}T17:00:00Z`))
    .endsWith('GMT-4');

describe('the calendar that comes with rxtape', () => {
  for (const [year, closed] of Object.entries(CLOSED)) {
    const sessions = { '2024': 245, '2025': 247, '2026': 245 }[year] ?? NaN;

    it(`has the closures of NSE, BSE, NFO and BFO in ${year}, and ${sessions} ordinary sessions`, async () => {
      const { sessionOf } = await loadCalendar([]);

      for (const exchange of ['NSE', 'BSE', 'NFO', 'BFO']) {
        const kinds = datesOf(Number(year)).map((date) => [date, sessionOf(exchange, day(date)).kind]);
        expect(
          kinds.filter(([, kind]) => kind === 'holiday').map(([date]) => date?.slice(5)),
          exchange,
        ).to.deep.equal(closed.split(' '));
        expect(kinds.filter(([, kind]) => kind === 'open')).to.have.length(sessions);
        expect(kinds.filter(([, kind]) => kind === 'unknown')).to.deep.equal([]);
      }
    });
  }

  it('has the special sessions with their hours', async () => {
    const { sessionOf } = await loadCalendar([]);

    expect(sessionOf('NSE', day('2025-10-21'))).to.deep.equal({
      kind: 'special',
      name: 'Muhurat',
      hours: [{ from: at(13, 45), to: at(14, 45) }],
    });
    expect(sessionOf('NFO', day('2024-03-02'))).to.deep.include({
      hours: [
        { from: at(9, 15), to: at(10, 0) },
        { from: at(11, 30), to: at(12, 30) },
      ],
    });
    expect(sessionOf('NSE', day('2025-02-01'))).to.deep.include({ name: 'Union Budget', kind: 'special' });
    expect(sessionOf('BSE', day('2026-11-08'))).to.deep.equal({
      kind: 'special',
      name: 'Muhurat',
      hours: [],
    });
  });

  it('lets derivatives trade ten minutes longer from 2026-08-03', async () => {
    const { sessionOf } = await loadCalendar([]);
    const hours = (to: number) => ({ kind: 'open', hours: [{ from: at(9, 15), to }] });

    expect(sessionOf('NFO', day('2026-07-31'))).to.deep.equal(hours(at(15, 30)));
    expect(sessionOf('NFO', day('2026-08-03'))).to.deep.equal(hours(at(15, 40)));
    expect(sessionOf('NSE', day('2026-08-03'))).to.deep.equal(hours(at(15, 30)));
  });

  it('ends every MCX evening at 23:30 while New York is on summer time, else at 23:55', async () => {
    const { sessionOf } = await loadCalendar([]);

    for (const date of [2024, 2025, 2026].flatMap(datesOf)) {
      const today = sessionOf('MCX', day(date));
      const end = 'hours' in today ? today.hours.at(-1)?.to : undefined;
      if (end === undefined || end < at(18, 0)) continue;
      expect(end, date).to.equal(isSummerInNewYork(date) ? at(23, 30) : at(23, 55));
    }
  });

  it('opens MCX in the evening of the stock exchanges’ holidays, but for a few', async () => {
    const { sessionOf } = await loadCalendar([]);
    const closed = [2024, 2025, 2026]
      .flatMap(datesOf)
      .filter((date) => sessionOf('MCX', day(date)).kind === 'holiday');

    expect(closed).to.deep.equal([
      '2024-01-26', '2024-03-29', '2024-08-15', '2024-10-02', '2024-12-25',
      '2025-04-18', '2025-08-15', '2025-10-02', '2025-12-25',
      '2026-01-26', '2026-04-03', '2026-10-02', '2026-12-25',
    ]); // prettier-ignore
    expect(sessionOf('MCX', day('2025-08-27'))).to.deep.equal({
      kind: 'special',
      name: 'Ganesh Chaturthi (evening only)',
      hours: [{ from: at(17, 0), to: at(23, 30) }],
    });
  });

  it('knows weekends of any year, and says of a weekday beyond its years that it does not know', async () => {
    const { sessionOf } = await loadCalendar([]);

    expect(sessionOf('NSE', day('2031-01-04'))).to.deep.equal({ kind: 'weekend' }); // a Saturday
    expect(sessionOf('NSE', day('2031-01-06'))).to.deep.equal({ kind: 'unknown' });
    expect(sessionOf('NSE', day('2023-12-29'))).to.deep.equal({ kind: 'unknown' });
    expect(sessionOf('CDS', day('2025-06-03'))).to.deep.equal({ kind: 'unknown' });
    expect(sessionOf('NYSE', day('2025-06-03'))).to.deep.equal({ kind: 'unknown' });
  });
});

describe('loadCalendar with a file of one’s own', () => {
  const folder = tapeFolder();
  const header = 'exchanges,from,to,session,hours,name';
  const patch = (...rows: readonly string[]): string =>
    folder.file('mine.csv', `# mine\n${[header, ...rows].join('\r\n')}\r\n`);

  it('puts its rows over the built-in ones', async () => {
    const { sessionOf } = await loadCalendar([
      patch(
        'NSE,2025-12-29,,holiday,,Strike',
        'NSE,2025-08-27,2025-08-28,special,10:00-11:00,Make-up',
        'NSE,2027-01-01,2027-12-31,weekdays,09:15-15:30,',
      ),
    ]);

    expect(sessionOf('NSE', day('2025-12-29'))).to.deep.equal({ kind: 'holiday', name: 'Strike' });
    expect(sessionOf('BSE', day('2025-12-29')).kind).to.equal('open');
    expect(sessionOf('NSE', day('2025-08-28'))).to.deep.include({ kind: 'special', name: 'Make-up' });
    expect(sessionOf('NSE', day('2027-01-04')).kind).to.equal('open');
    expect(sessionOf('NSE', day('2027-01-03')).kind).to.equal('weekend');
  });

  for (const [row, place] of [
    ['nse,2025-12-29,,holiday,,X', 'exchanges: "nse"'],
    ['NSE,2025-02-30,,holiday,,X', 'from: "2025-02-30"'],
    ['NSE,2025-12-29,2025-12-01,holiday,,X', 'to: "2025-12-01"'],
    ['NSE,2025-12-29,,closed,,X', 'session: "closed"'],
    ['NSE,2025-12-29,,special,9-10,X', 'hours: "9-10"'],
    ['NSE,2025-12-29,,special,10:00-09:00,X', 'hours: "10:00-09:00"'],
    ['NSE,2025-12-29,,weekdays,,X', 'hours: ""'],
    ['NSE,2025-12-29,,holiday,09:15-15:30,X', 'hours: "09:15-15:30"'],
    ['NSE,2025-12-29', '2 cells, expected 6'],
  ] as const) {
    it(`refuses ${row}, with its place`, async () => {
      const error = await rejection(loadCalendar([patch('NSE,2025-12-30,,holiday,,Y', row)]));

      expect(error).to.have.property('message').that.contains('mine.csv: line 4').and.contains(place);
    });
  }

  it('refuses a file that is no calendar, and one that is not there', async () => {
    const error = await rejection(loadCalendar([folder.file('other.csv', 'date,open\n')]));

    expect(error).to.have.property('message').that.contains('no calendar').and.contains(header);
    expect(await rejection(loadCalendar([folder.path('none.csv')]))).to.have.property('exitCode', 2);
  });
});
