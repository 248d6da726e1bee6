import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { UsageError } from '../../../../src/domain/failure.js';
import { decodeTime } from '../../../../src/codec/tape-time.js';
import { reading, readings } from '../recognised.js';

const DAY = 86_400_000;
const MINUTE = 60_000;
const two = (n: number): string => String(n).padStart(2, '0');
/** `2025-12-29 09:15:00` of IST, `minutes` after midnight of the `day`th of December 2025. */
const clock = (day: number, minutes: number): string =>
  `2025-12-${two(day)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`;

describe('recognise: the stamp of bars', () => {
  const HEADER = 'date,open,high,low,close,volume';
  const OPENS = 9 * 60 + 15;
  const CLOSES = 15 * 60 + 30;
  /** Bars of the days, every `step` minutes from the first to the last, both included. */
  const days = (step: number, first: number, last: number, ...numbers: readonly number[]): string[] =>
    numbers.flatMap((day) =>
      Array.from(
        { length: Math.floor((last - first) / step) + 1 },
        (_, i) => `${clock(day, first + i * step)},1,2,1,2,5`,
      ),
    );
  const stampOf = (rows: readonly string[]): string => {
    try {
      return reading([HEADER, ...rows]).barStamp;
    } catch (error) {
      if (error instanceof UsageError && error.message.includes('[bar-stamp]')) return 'asks';
      throw error;
    }
  };

  for (const step of [1, 3, 5, 15]) {
    it(`is told by the first and the last bar of days of ${step} minutes`, () => {
      expect(stampOf(days(step, OPENS, CLOSES - step, 29, 30))).to.equal('start');
      expect(stampOf(days(step, OPENS + step, CLOSES, 29, 30))).to.equal('end');
      expect(stampOf(days(step, OPENS + 60, OPENS + 120, 29))).to.equal('asks');
    });
  }

  it('is not confused by a session in the evening, a closing bar or a cut day', () => {
    const muhurat = days(15, 13 * 60 + 45, 14 * 60 + 30, 21);

    expect(stampOf([...muhurat, ...days(15, OPENS, CLOSES - 15, 22, 23)])).to.equal('start');
    expect(stampOf([...muhurat, ...days(15, OPENS + 15, CLOSES, 22, 23)])).to.equal('end');
    expect(
      stampOf([...days(1, OPENS, CLOSES, 22), ...days(1, OPENS, CLOSES - 1, 23, 24)].slice(-760)),
    ).to.equal('start');
    expect(stampOf([...days(5, OPENS + 5, CLOSES, 22), ...days(5, OPENS + 5, OPENS + 100, 23)])).to.equal(
      'end',
    );
    expect(stampOf(days(5, OPENS, CLOSES, 22))).to.equal('asks'); // a bar more than there are
  });

  it('is told by the names of the columns, and is the start for days', () => {
    const of = (column: string, ...times: readonly string[]): string =>
      reading([`${column},open,high,low,close`, ...times.map((time) => `${time},1,2,1,2`)]).barStamp;

    expect(of('open_time', clock(29, 600), clock(29, 605))).to.equal('start');
    expect(of('close_time', clock(29, 600), clock(29, 605))).to.equal('end');
    expect(of('date', '2025-12-29', '2025-12-30')).to.equal('start');
  });
});

describe('recognise: the kind of a volume', () => {
  const fieldOf = (volumes: readonly number[], column = 'volume', more = ''): string => {
    const rows = volumes.map((volume, i) => `${1_766_979_900 + i},100,${volume}${more === '' ? '' : ',1'}`);
    try {
      const { positions } = reading([`time,ltp,${column}${more}`, ...rows]);
      return positions.has('volume') ? 'day' : 'row';
    } catch (error) {
      if (error instanceof UsageError && error.message.includes('[volume-kind]')) return 'asks';
      throw error;
    }
  };

  it('is the day where it grows, the row where it falls, and a question where it does neither', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 30, maxLength: 60 }),
        (traded) => {
          let sum = 0;
          const growing = traded.map((volume) => (sum += volume));

          expect(fieldOf(growing)).to.equal('day');
          expect(fieldOf(traded)).to.equal('row');
          expect(fieldOf(growing.slice(0, 5))).to.equal('asks');
          expect(fieldOf(traded.map(() => 75))).to.equal('asks');
        },
      ),
    );
  });

  it('is the name, or the company it keeps, where they tell and the numbers do not deny it', () => {
    expect(fieldOf([5, 7], 'volume_traded_today')).to.equal('day');
    expect(fieldOf([5, 7], 'volume_delta')).to.equal('row');
    expect(fieldOf([5, 7], 'volume', ',atp')).to.equal('day');
    expect(fieldOf([7, 5, 7, 5, 7, 5, 7, 5], 'volume', ',atp')).to.equal('asks');
  });

  it('counts each session by itself', () => {
    const rows = Array.from({ length: 20 }, (_, i) => {
      const at = Date.UTC(2025, 11, 1 + Math.floor(i / 5), 4) + (i % 5) * MINUTE;
      return `${at},100,${((i % 5) + 1) * 10}`; // falls every night, to a day's first volume
    });

    expect(reading(['time,ltp,volume', ...rows]).positions.has('volume')).to.equal(true);
  });
});

describe('recognise: times', () => {
  const pad = (text: number, length = 2): string => String(text).padStart(length, '0');
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

  /** A moment of IST as each form writes it, to the second. */
  const FORMS: Readonly<Record<string, (local: Date) => string>> = {
    seconds: (d) => String((d.getTime() - 5.5 * 3_600_000) / 1_000),
    'ISO with a zone': (d) => `${d.toISOString().slice(0, 19)}+05:30`,
    'ISO of UTC': (d) => new Date(d.getTime() - 5.5 * 3_600_000).toISOString(),
    'ISO without': (d) => d.toISOString().slice(0, 19),
    'dd-mm-yyyy': (d) =>
      `${pad(d.getUTCDate())}-${pad(d.getUTCMonth() + 1)}-${d.getUTCFullYear()} ${d.toISOString().slice(11, 19)}`,
    'mm/dd/yyyy of twelve hours': (d) =>
      `${pad(d.getUTCMonth() + 1)}/${pad(d.getUTCDate())}/${d.getUTCFullYear()} ` +
      `${d.getUTCHours() % 12 || 12}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())} ${d.getUTCHours() < 12 ? 'AM' : 'PM'}`,
    'time first': (d) =>
      `${d.toISOString().slice(11, 19)} ${pad(d.getUTCDate())}-${pad(d.getUTCMonth() + 1)}-${d.getUTCFullYear()}`,
    'a named month': (d) =>
      `${pad(d.getUTCDate())}-${MONTHS[d.getUTCMonth()] ?? ''}-${d.getUTCFullYear()} ${d.toISOString().slice(11, 19)}`,
    compact: (d) => d.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_'),
  };

  for (const [form, write] of Object.entries(FORMS)) {
    it(`are read in the form: ${form}; a date that is open is asked about`, () => {
      fc.assert(
        fc.property(
          fc.array(
            fc.tuple(
              fc.integer({ min: 18_262, max: 22_000 }),
              fc.integer({ min: 9 * 3_600, max: 15 * 3_600 }),
            ),
            { minLength: 1, maxLength: 5 },
          ),
          (moments) => {
            const locals = moments.map(([day, second]) => new Date(day * DAY + second * 1_000));
            const cells = locals.map(write);
            const isOpen =
              /dd|time first/.test(form) &&
              locals.every((d) => d.getUTCDate() <= 12) &&
              locals.some((d) => d.getUTCDate() !== d.getUTCMonth() + 1);
            const read = () => reading(['time,ltp', ...cells.map((cell) => `${cell},100`)]);

            if (isOpen) expect(read).to.throw(UsageError, '[day-order]');
            else {
              const { rules } = read();
              expect(cells.map((cell) => decodeTime(cell, rules.times))).to.deep.equal(
                locals.map((d) => E.right(d.getTime() - 5.5 * 3_600_000)),
              );
            }
          },
        ),
        { numRuns: 200 },
      );
    });
  }
});

describe('recognise: LEAN', () => {
  const text = (path: string, entry: string, row: string): string =>
    reading([row], { source: { path, entry, name: entry }, resolve: () => 'US|1' as never }).text;

  it('tells kind, zone, scale and contract by folders and names', () => {
    expect(
      text(
        'equity/usa/tick/ibm/20131007_trade.zip',
        '20131007_ibm_Trade_Tick.csv',
        '14430270,1815200,283,P,20002020,0',
      ),
    ).to.equal(
      'trades (LEAN): at=column 1 (ms of 2013-10-07; America/New_York), last=column 2, volumeDelta=column 3, suspicious=column 6; ' +
        'of IBM; prices / 10000; ignored: column 4, column 5',
    );
    expect(
      text(
        'future/comex/tick/gc/20131007_trade.zip',
        '20131007_gc_tick_trade_201312.csv',
        '4933381,1313.8,1,usa,,0',
      ),
    )
      .to.include('of GC 2013-12')
      .and.not.include('prices /');
    expect(
      text(
        'x/option/usa/minute/goog/20151223_quote_american.zip',
        '20151223_goog_minute_quote_american_put_7325000_20151224.csv',
        '34200000,1529000,1529000,1506000,1506000,2,,,,,0',
      ),
    )
      .to.include('quote bars of 1m (LEAN)')
      .and.include('of GOOG 2015-12-24 732.5 PE')
      .and.include('prices / 10000');
    expect(
      text(
        'index/india/minute/nifty50/20190101_trade.zip',
        '20190101_nifty_minute_trade.csv',
        '33300000,10879.95,10885.3,10872.3,10874.1,0',
      ),
    )
      .to.include('bars of 1m (LEAN)')
      .and.include('Asia/Kolkata')
      .and.not.include('prices /');
  });
});

describe('recognise: an option chain', () => {
  const lines = [
    'Fetch_Time,Symbol,Expiry_Date,CALLS_LTP,CALLS_Volume,CALLS_Bid_Price,CALLS_Ask_Price,Strike_Price,PUTS_LTP,PUTS_Volume,PUTS_Bid_Price,PUTS_Ask_Price,collection_timestamp',
    '29-Aug-2025 09:22:45,NIFTY,02-Sep-2025,0,5,1,2,24500,3,6,2,4,20250829_092416',
  ];

  it('is two tapes, each with its side of the columns and its option type', () => {
    const named: unknown[] = [];
    const legs = readings(lines, { resolve: (name) => (named.push(name), 'NFO|1' as never) });

    expect(legs.map(({ contract }) => contract.optionType)).to.deep.equal(['CE', 'PE']);
    const [calls, puts] = legs.map(({ positions }) => Object.fromEntries(positions));
    expect(calls).to.include({
      at: 12,
      exchangeAt: 0,
      symbol: 1,
      expiry: 2,
      strike: 7,
      last: 3,
      volume: 4,
      bid: 5,
      ask: 6,
    });
    expect(puts).to.include({
      at: 12,
      exchangeAt: 0,
      symbol: 1,
      expiry: 2,
      strike: 7,
      last: 8,
      volume: 9,
      bid: 10,
      ask: 11,
    });
    expect(named).to.deep.equal([
      { symbol: 'NIFTY', expiry: '2025-09-02', strike: 24500, optionType: 'CE' },
      { symbol: 'NIFTY', expiry: '2025-09-02', strike: 24500, optionType: 'PE' },
    ]);
    expect(legs[0]?.rules.isZeroNone('last')).to.equal(true);
    expect(legs[0]?.rules.isZeroNone('bid')).to.equal(false);
  });
});
