import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import {
  decodeTime,
  EARLIEST_MS,
  epochOfNumber,
  LATEST_MS,
  NO_TIME_RULES,
  type TimeRules,
} from '../../src/codec/tape-time.js';
import { epochMs } from '../../src/domain/time.js';
import { zoneOf } from '../../src/codec/tape-zone.js';

const india = zoneOf('Asia/Kolkata');
const newYork = zoneOf('America/New_York');
const inIndia = { ...NO_TIME_RULES, zone: india };

describe('decodeTime', () => {
  const nine15 = Date.UTC(2025, 11, 29, 3, 45); // 09:15 IST is 03:45 UTC

  const cases: readonly (readonly [text: string, at: number])[] = [
    ['2025-12-29T09:15:00+05:30', nine15],
    ['2025-12-29 09:15:00+0530', nine15],
    ['2025-12-29 03:45:00+00', nine15],
    ['2025-12-29T03:45:00Z', nine15],
    ['2025-12-29T03:45Z', nine15],
    ['2025-12-28T22:45:00-05', nine15],
    ['2025-12-29T03:45:00.123999Z', nine15 + 123],
    ['2025-12-29T03:45:00.5Z', nine15 + 500],
    ['2025-12-29 03:45:00 UTC', nine15],
    ['20251229 03:45:00Z', nine15],
    ['2025/12/29 03:45:00Z', nine15],
    ['29-Dec-2025 03:45:00Z', nine15],
    ['1766979900', nine15],
    ['1766979900.25', nine15 + 250],
    ['1766979900123', nine15 + 123],
    ['1766979900123.9', nine15 + 123],
    ['1766979900123999', nine15 + 123],
    ['1766979900123999999', nine15 + 123],
    ['1766979900123000000', nine15 + 123],
  ];
  for (const [text, at] of cases) {
    it(`reads ${text}`, () => {
      expect(decodeTime(text, NO_TIME_RULES)).to.deep.equal(E.right(at));
    });
  }

  for (const text of [
    '', 'NaN', 'noon', '2025-13-01T00:00:00Z', '2025-02-29T00:00:00Z', '2025-12-29T24:00:00Z',
    '2025-12-29T09:60:00Z', '31-04-2025', '13-13-2025', '29-12-25', '29-12/2025', '1999-12-31T23:59:59Z', '2100-01-01T00:00:00Z',
    '0', '12345', '1', '2025-12-29T09:15:00+25:00', '2025-12-29T09:15:00+05:75', '-1766979900', '17669799001',
    '2025-12-29T09:15:00.Z', '13:00 PM', '00:15 AM 2025-12-29', '2025-12-29 9', '2025-12-29 09:15 IST', '29-Foo-2025',
    '09:15 Z 2025-12-29', '2025-12-29 09:15:00 2025-12-29', '36525', '73050', '12345.5',
  ]) {
    it(`refuses "${text}"`, () => {
      expect(decodeTime(text, inIndia)).to.deep.equal(E.left('NotATime'));
    });
  } // prettier-ignore

  const local: readonly (readonly [text: string, rules?: Partial<TimeRules>])[] = [
    ['29-12-2025 09:15:00'],
    ['12-29-2025 09:15:00'],
    ['29/12/2025 09:15'],
    ['29.12.2025 09:15'],
    ['12/29/2025 9:15 AM'],
    ['09:15:00 29-12-2025'],
    ['09:15:00  2025-12-29'],
    ['29-Aug-2025 09:15:00', { dates: 'month-first' }],
    ['29-DECEMBER-2025 09:15:00'],
    ['29 Dec 2025, 09:15:00'],
    ['2025-12-29 09:15:00 am'],
    ['20251229_091500'],
    ['20251229 091500'],
    ['20251229T091500'],
    ['20251229091500'],
    ['20251229 09:15:00'],
    ['09:15:00', { midnight: Date.UTC(2025, 11, 29) }],
    ['9:15', { midnight: Date.UTC(2025, 11, 29) }],
    ['9:15:00.000 AM', { midnight: Date.UTC(2025, 11, 29) }],
    ['33300000', { midnight: Date.UTC(2025, 11, 29), isMsOfDay: true }],
    ['33300000.9', { midnight: Date.UTC(2025, 11, 29), isMsOfDay: true }],
  ];
  for (const [text, rules] of local) {
    it(`reads ${text} in a zone`, () => {
      const at = text.includes('Aug') ? Date.UTC(2025, 7, 29, 3, 45) : nine15;

      expect(decodeTime(text, { ...inIndia, ...rules })).to.deep.equal(E.right(at));
    });
  }

  it('reads noon and midnight of a clock of twelve hours', () => {
    const at = (text: string) => decodeTime(`2025-12-29 ${text}`, { ...NO_TIME_RULES, zone: epochMs });

    expect(at('12:00:00 AM')).to.deep.equal(E.right(Date.UTC(2025, 11, 29)));
    expect(at('12:30 PM')).to.deep.equal(E.right(Date.UTC(2025, 11, 29, 12, 30)));
    expect(at('11:59:59.5pm')).to.deep.equal(E.right(Date.UTC(2025, 11, 29, 23, 59, 59, 500)));
  });

  it('does not guess which number of a date is the day, the day of a time, or a day of a spreadsheet', () => {
    expect(decodeTime('03-04-2025 09:15:00', inIndia)).to.deep.equal(E.left('DayOrder'));
    expect(decodeTime('09:15:00', inIndia)).to.deep.equal(E.left('NoDate'));
    expect(decodeTime('33300000', { ...inIndia, isMsOfDay: true })).to.deep.equal(E.left('NoDate'));
    expect(decodeTime('86400000', { ...inIndia, isMsOfDay: true, midnight: 0 })).to.deep.equal(
      E.left('NotATime'),
    );
    expect(decodeTime('46020.385416667', inIndia)).to.deep.equal(E.left('Serial'));
  });

  it('asks about a date exactly when its two numbers make two days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 31 }), (first, second) => {
        const text = `${String(first).padStart(2, '0')}/${String(second).padStart(2, '0')}/2025`;
        const dayOf = (month: number, day: number): string | undefined => {
          const iso = `2025-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const date = new Date(`${iso}T00:00:00Z`);
          return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(iso) ? undefined : iso;
        };
        const dayFirst = dayOf(second, first);
        const monthFirst = dayOf(first, second);
        const read = (dates: TimeRules['dates']): string | undefined => {
          const decoded = decodeTime(text, { ...NO_TIME_RULES, zone: epochMs, dates });
          return E.isRight(decoded) ? new Date(decoded.right).toISOString().slice(0, 10) : decoded.left;
        };

        expect(read('day-first')).to.equal(dayFirst ?? 'NotATime');
        expect(read('month-first')).to.equal(monthFirst ?? 'NotATime');
        expect(read(undefined)).to.equal(
          dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst
            ? 'DayOrder'
            : (dayFirst ?? monthFirst ?? 'NotATime'),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not guess the zone of a local time', () => {
    expect(decodeTime('2025-12-29 09:15:00', NO_TIME_RULES)).to.deep.equal(E.left('NoZone'));
    expect(decodeTime('2025-12-29', NO_TIME_RULES)).to.deep.equal(E.left('NoZone'));
  });

  it('reads a local time in the zone it is given', () => {
    expect(decodeTime('2025-12-29 09:15:00', inIndia)).to.deep.equal(E.right(nine15));
    expect(decodeTime('2025-12-29', inIndia)).to.deep.equal(E.right(Date.UTC(2025, 11, 28, 18, 30)));
  });

  it('reads what Date writes, at any moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: EARLIEST_MS, max: LATEST_MS - 1 }), (at) => {
        expect(decodeTime(new Date(at).toISOString(), NO_TIME_RULES)).to.deep.equal(E.right(at));
      }),
    );
  });

  it('reads every unit of a moment to its millisecond', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: EARLIEST_MS, max: LATEST_MS - 1 }),
        fc.integer({ min: 0, max: 999_999 }),
        (at, nanos) => {
          const digits = String(nanos).padStart(6, '0');
          for (const text of [
            `${Math.floor(at / 1_000)}.${String(at % 1_000).padStart(3, '0')}${digits}`,
            `${at}`,
            `${at}${digits.slice(0, 3)}`,
            `${at}${digits}`,
          ])
            expect(decodeTime(text, NO_TIME_RULES), text).to.deep.equal(E.right(at));
        },
      ),
    );
  });
});

describe('epochOfNumber', () => {
  it('tells the unit of a double by the years 2000 to 2100, and cuts to ms', () => {
    fc.assert(
      fc.property(fc.integer({ min: EARLIEST_MS, max: LATEST_MS - 1 }), (at) => {
        expect(epochOfNumber(at)).to.equal(at);
        expect(epochOfNumber(at / 1_000)).to.equal(at);
        expect(epochOfNumber(at * 1_000 + 999)).to.equal(at);
        expect(epochOfNumber(at * 1_000_000)).to.equal(at);
      }),
    );
  });

  it('is NaN for any other number', () => {
    for (const value of [NaN, Infinity, -1, 0, 1e8, 5e9, 1e11, 5e12]) expect(epochOfNumber(value)).to.be.NaN;
  });
});

describe('zoneOf', () => {
  const local = (...[y, m, d, h, min]: [number, number, number, number, number]): number =>
    Date.UTC(y, m - 1, d, h, min);

  it('knows no zone that is none', () => {
    expect(zoneOf('Asia/Bombay City')).to.equal(undefined);
  });

  it('follows clocks that are set forward and back', () => {
    // New York in 2025: UTC-5 in winter, UTC-4 from 9 March 02:00 to 2 November 02:00.
    expect(newYork?.(local(2025, 1, 15, 9, 30))).to.equal(Date.UTC(2025, 0, 15, 14, 30));
    expect(newYork?.(local(2025, 7, 15, 9, 30))).to.equal(Date.UTC(2025, 6, 15, 13, 30));
    expect(newYork?.(local(2025, 3, 9, 1, 59))).to.equal(Date.UTC(2025, 2, 9, 6, 59));
    expect(newYork?.(local(2025, 3, 9, 3, 0))).to.equal(Date.UTC(2025, 2, 9, 7, 0));
  });

  it('has no moment for a time that the clocks passed over', () => {
    expect(newYork?.(local(2025, 3, 9, 2, 30))).to.equal(undefined);
  });

  it('takes the earlier of two moments with the same clock', () => {
    expect(newYork?.(local(2025, 11, 2, 1, 30))).to.equal(Date.UTC(2025, 10, 2, 5, 30)); // still UTC-4
  });

  it('is undone by what Intl shows, at any moment and in any zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'Asia/Kolkata',
          'America/New_York',
          'Europe/London',
          'Australia/Lord_Howe',
          'Asia/Kathmandu',
        ),
        fc.integer({ min: EARLIEST_MS / 60_000, max: LATEST_MS / 60_000 - 1 }),
        (name, minute) => {
          const at = minute * 60_000;
          const shown = new Date(at).toLocaleString('sv-SE', { timeZone: name }); // 2025-12-29 09:15:00
          const back = zoneOf(name)?.(Date.parse(`${shown.replace(' ', 'T')}Z`)) ?? NaN;

          expect(new Date(back).toLocaleString('sv-SE', { timeZone: name })).to.equal(shown);
          expect(back).to.be.at.most(at);
          expect(at - back).to.be.at.most(3_600_000);
        },
      ),
      { numRuns: 60 },
    );
  });
});
