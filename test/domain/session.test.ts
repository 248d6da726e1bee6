import { expect } from 'chai';
import fc from 'fast-check';
import {
  istTextOf,
  parseTimeOfDay,
  sessionDayOf,
  startOfSession,
  timeOfDayOf,
} from '../../src/domain/session.js';
import { DAY_MS, epochMs, HOUR_MS } from '../../src/domain/time.js';

const utc = (text: string) => epochMs(Date.parse(text));
const moments = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2100, 0, 1) }).map(epochMs);
/** The runtime's own idea of Indian time. */
const indian = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Kolkata',
  dateStyle: 'short',
  timeStyle: 'medium',
});

describe('sessionDayOf', () => {
  it('changes at midnight in India, 18:30 UTC', () => {
    const before = sessionDayOf(utc('2025-12-29T18:29:59.999Z'));
    const after = sessionDayOf(utc('2025-12-29T18:30:00.000Z'));

    expect(before * DAY_MS).to.equal(Date.UTC(2025, 11, 29));
    expect(after * DAY_MS).to.equal(Date.UTC(2025, 11, 30));
  });

  it('is one day from the opening to an MCX evening', () => {
    expect(sessionDayOf(utc('2025-12-29T09:00:00+05:30'))).to.equal(
      sessionDayOf(utc('2025-12-29T23:55:00+05:30')),
    );
  });

  it('is the date in India', () => {
    fc.assert(
      fc.property(moments, (at) => {
        expect(sessionDayOf(at) * DAY_MS).to.equal(Date.parse(indian.format(at).slice(0, 10)));
      }),
    );
  });
});

describe('startOfSession', () => {
  it('is midnight in India', () => {
    expect(startOfSession(sessionDayOf(utc('2025-12-29T09:15:00+05:30')))).to.equal(
      utc('2025-12-28T18:30:00Z'),
    );
  });

  it('is the first moment of its session', () => {
    fc.assert(
      fc.property(moments, (at) => {
        const start = startOfSession(sessionDayOf(at));

        expect(at - start).to.be.within(0, DAY_MS - 1);
        expect(sessionDayOf(start)).to.equal(sessionDayOf(at));
        expect(sessionDayOf(epochMs(start - 1))).to.equal(sessionDayOf(at) - 1);
      }),
    );
  });
});

describe('timeOfDayOf', () => {
  it('is counted from midnight in India', () => {
    expect(timeOfDayOf(utc('2025-12-29T18:30:00Z'))).to.equal(0);
    expect(timeOfDayOf(utc('2025-12-29T18:29:59.999Z'))).to.equal(DAY_MS - 1);
    expect(timeOfDayOf(utc('2025-12-29T03:45:00Z'))).to.equal(9.25 * HOUR_MS); // 09:15 IST
  });
});

describe('istTextOf', () => {
  it('writes date, time to the millisecond and zone', () => {
    expect(istTextOf(utc('2025-12-29T03:45:00.007Z'))).to.equal('2025-12-29T09:15:00.007+05:30');
    expect(istTextOf(utc('2025-12-29T18:29:59.999Z'))).to.equal('2025-12-29T23:59:59.999+05:30');
    expect(istTextOf(utc('2025-12-29T18:30:00.000Z'))).to.equal('2025-12-30T00:00:00.000+05:30');
  });

  it('is read back as the same moment', () => {
    fc.assert(
      fc.property(moments, (at) => {
        expect(Date.parse(istTextOf(at))).to.equal(at);
        expect(istTextOf(at).slice(0, 19).replace('T', ' ')).to.equal(indian.format(at));
      }),
    );
  });
});

describe('parseTimeOfDay', () => {
  for (const [text, time] of [
    ['00:00', 0],
    ['09:15', 33_300_000], // (9 * 60 + 15) * 60,000
    ['09:15:30', 33_330_000],
    ['23:59:59', 86_399_000],
  ] as const)
    it(`reads ${text}`, () => {
      expect(parseTimeOfDay(text)).to.equal(time);
    });

  for (const text of [
    '',
    '9:15',
    '24:00',
    '09:60',
    '09:15:60',
    '09:15:30.5',
    '0915',
    ' 09:15',
    '09:15 ',
    '09:15\n',
    '-9:15',
    '٠٩:١٥',
  ])
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(parseTimeOfDay(text)).to.equal(undefined);
    });
});
