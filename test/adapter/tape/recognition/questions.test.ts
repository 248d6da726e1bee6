import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { UsageError } from '../../../../src/domain/failure.js';
import { QUESTION_IDS, type QuestionId } from '../../../../src/adapter/tape/recognition/questions.js';
import { openTape } from '../../../../src/adapter/tape/open-tape.js';
import { rejection } from '../../../support/rejection.js';
import { type Given, reading } from '../recognised.js';
import { tapeFolder } from '../tape-folder.js';

/** A file that leaves something open, what the question shows of it, and the answers after which it is read. */
interface Case {
  readonly id: QuestionId;
  readonly lines: readonly string[];
  readonly given?: Given;
  readonly shows: readonly (string | RegExp)[];
  readonly answers: readonly Given[];
}

const bar = (time: string): string => `${time},1,2,1,2,5`;
const BARS = 'date,open,high,low,close,volume';
const lean = (path: string, entry?: string): Given => ({
  source: { name: path, path, entry },
  flags: { profile: 'lean' },
});

/** A row each minute, its time a number of seconds since 1970. */
const minutesFrom = (first: string, minutes: number): readonly string[] =>
  Array.from({ length: minutes }, (_, i) => `${Date.parse(first) / 1_000 + i * 60},100`);

const CASES: readonly Case[] = [
  {
    id: 'no-zone',
    lines: ['time,ltp', '2025-12-29 09:15:00,100'],
    given: { defaultToken: 'NYSE|1' as never },
    shows: ['row 1', '"time"', '2025-12-29 09:15:00', '--tz'],
    answers: [{ flags: { zone: 'America/New_York' } }],
  },
  {
    id: 'zone-of-exchange',
    lines: ['time,ltp', '2025-12-29 03:45:00,100', '2025-12-29 03:45:01,100'],
    shows: ['row 1', '03:45:00 IST', '09:15:00 IST', 'NSE', '--tz Asia/Kolkata', '--tz UTC'],
    answers: [{ flags: { zone: 'Asia/Kolkata' } }, { flags: { zone: 'UTC' } }],
  },
  {
    id: 'utc-of-exchange',
    lines: ['time,ltp', ...minutesFrom('2025-12-29T09:15:00Z', 375)],
    shows: ['row 76', '"1767004200"', '16:00:00 IST', '10:30:00 IST', 'NSE', '19800', '--tz UTC'],
    answers: [{ flags: { zone: 'UTC' } }],
  },
  {
    id: 'unknown-zone',
    lines: ['time,ltp', '2025-12-29 09:15:00,100'],
    given: { flags: { zone: 'Asia/Bombay' } },
    shows: ['Asia/Bombay', 'Asia/Kolkata'],
    answers: [{ flags: { zone: 'Asia/Kolkata' } }],
  },
  {
    id: 'no-date',
    lines: ['time,ltp', '09:15:00,100'],
    given: { source: { path: 'ticks/20251229/x_2025-12-30.csv' } },
    shows: ['09:15:00', '--date', '2025-12-29, 2025-12-30'],
    answers: [
      { flags: { date: '2025-12-29' } },
      { source: { partitions: new Map([['date', '2025-12-29']]) } },
    ],
  },
  {
    id: 'no-clock',
    lines: [
      'date,open,high,low,ltp,prev. close,clock',
      ...[5, 6].map((day) => `0${day}-Jan-2026,9,12,8,11,10,15:30:00`),
    ],
    shows: ['row 1', '"date"', '05-Jan-2026', '--map at=', '--map close=ltp'],
    answers: [{ flags: { map: { close: 'ltp', at: 'date' } } }, { flags: { map: { at: 'clock' } } }],
  },
  {
    id: 'day-order',
    lines: ['time,ltp', '03-04-2025 09:15:00,100'],
    shows: ['03-04-2025', '3 April 2025 or 4 March 2025', '--dates day-first', '--dates month-first'],
    answers: [{ flags: { dates: 'day-first' } }, { flags: { dates: 'month-first' } }],
  },
  {
    id: 'two-day-orders',
    lines: ['time,ltp', '29-12-2025 09:15:00,100', '12-29-2025 09:16:00,100'],
    shows: ['row 2', '12-29-2025', 'row 1', '29-12-2025'],
    answers: [{ flags: { dates: 'day-first' } }],
  },
  {
    id: 'spreadsheet-days',
    lines: ['time,ltp', '46020.385416667,100'],
    shows: ['row 1', '46020.385416667', 'spreadsheet'],
    answers: [],
  },
  {
    id: 'not-a-time',
    lines: ['time,ltp', 'noon,100'],
    shows: ['row 1', '"noon"', '--map at='],
    answers: [],
  },
  {
    id: 'seconds-or-ms',
    lines: ['time,ltp', '33300,100'],
    shows: ['33300', '00:00:33', '09:15:00'],
    answers: [],
  },
  {
    id: 'volume-kind',
    lines: ['time,ltp,volume', '1766979900,100,75', '1766979901,100,150'],
    shows: ['row 1', '"volume"', '75', '--volume day', '--volume row'],
    answers: [{ flags: { volume: 'day' } }, { flags: { volume: 'row' } }],
  },
  {
    id: 'bar-stamp',
    lines: [BARS, bar('2025-12-29 10:00:00'), bar('2025-12-29 10:05:00')],
    shows: ['row 1', '04:30:00 to 04:35:00', '04:25:00 to 04:30:00', '--bar-stamp start', '--bar-stamp end'],
    answers: [{ flags: { barStamp: 'start' } }, { flags: { barStamp: 'end' } }],
  },
  {
    id: 'bar-interval',
    lines: [BARS, bar('2025-12-29 09:15:00')],
    shows: ['--interval'],
    answers: [{ flags: { intervalMs: 60_000 } }],
  },
  {
    id: 'price-scale',
    lines: ['time,ltp,bid,ask', '1766979900,259749,2597.4,2597.6'],
    given: { tickSizeOf: () => 0.05 },
    shows: ['row 1', '"ltp"', '259749', '2597.49', '"bid" has 2597.4', '--scale 1', '--scale 100'],
    answers: [{ flags: { scale: 1 } }, { flags: { scale: 100 } }],
  },
  {
    id: 'no-header',
    lines: ['2025-02-12 15:16:10,23056.25'],
    shows: ['2025-02-12 15:16:10,23056.25', '--map at=1', '--profile ltp', '--profile lean'],
    answers: [{ flags: { profile: 'ltp' } }, { flags: { map: { at: '1', last: '2' } } }],
  },
  {
    id: 'profile-columns',
    lines: ['2025-02-12 15:16:10,23056.25,7'],
    given: { flags: { profile: 'ltp' } },
    shows: ['ltp', 'two columns', '23056.25,7'],
    answers: [{ flags: { map: { at: '1', last: '2' } } }],
  },
  {
    id: 'lean-name',
    lines: ['33300000,950000,950000,939000,948500,5'],
    given: lean('yesbank.csv'),
    shows: ['yesbank.csv', '20131007_trade.zip'],
    answers: [lean('equity/india/minute/yesbank/20190709_trade.csv')],
  },
  {
    id: 'lean-zone',
    lines: ['33300000,950000,950000,939000,948500,5'],
    given: { ...lean('equity/mars/minute/x/20190709_trade.zip', '20190709_x_minute_trade.csv') },
    shows: ['mars', '--tz'],
    answers: [{ flags: { profile: 'lean', zone: 'UTC' } }],
  },
  {
    id: 'lean-scale',
    lines: ['33300000,950000,950000,939000,948500,5'],
    given: {
      ...lean('20190709_yesbank_minute_trade.csv'),
      flags: { profile: 'lean', zone: 'Asia/Kolkata' },
    },
    shows: ['950000', '95 ', '--scale 1 ', '--scale 10000'],
    answers: [{ flags: { scale: 1 } }, { flags: { scale: 10_000 } }],
  },
  {
    id: 'no-tape',
    lines: ['a,b', '1,2'],
    shows: ['a, b', '--map last='],
    answers: [],
  },
  {
    id: 'map-field',
    lines: ['time,ltp', '1766979900,100'],
    given: { flags: { map: { lst: 'ltp' } } },
    shows: ['lst=ltp', 'last'],
    answers: [{ flags: { map: { last: 'ltp' } } }],
  },
  {
    id: 'map-column',
    lines: ['time,ltp', '1766979900,100'],
    given: { flags: { map: { last: 'mid' } } },
    shows: ['last=mid', 'time, ltp'],
    answers: [{ flags: { map: { last: '2' } } }],
  },
  {
    id: 'column-twice',
    lines: ['time,ltp,LTP', '1766979900,100,200'],
    shows: ['"ltp": 2 and 3', 'last', '--map last=2'],
    answers: [{ flags: { map: { last: '3' } } }, { flags: { map: { last: 'LTP' } } }],
  },
  {
    id: 'many-contracts',
    lines: [
      'Fetch_Time,Symbol,Expiry_Date,Strike_Price,CALLS_LTP,PUTS_LTP',
      '29-Aug-2025 09:22:45,NIFTY,02-Sep-2025,24500,1,2',
      '29-Aug-2025 09:22:45,NIFTY,02-Sep-2025,24550,1,2',
    ],
    given: { token: 'NFO|1' as never },
    shows: ['02-Sep-2025 24500', '02-Sep-2025 24550', '--instrument', '--master'],
    answers: [],
  },
];

const laid = (given: Given | undefined, answer: Given): Given => ({
  ...given,
  ...answer,
  source: { ...given?.source, ...answer.source },
  flags: { ...given?.flags, ...answer.flags },
});

describe('--scale', () => {
  it('is of the columns that are not in rupees already', () => {
    const lines = ['time,ltp,bid,ask', '1766979900,259749,2597.4,2597.6'];
    const { rules, text } = reading(lines, { flags: { scale: 100 } });

    expect(rules.pricesOf('last').scale).to.equal(100);
    expect(rules.pricesOf('bid').scale).to.equal(1);
    expect(text).to.include('prices / 100, but bid, ask');
  });
});

describe('prices that are all whole', () => {
  const ltps = (...prices: readonly number[]): readonly string[] => [
    'time,ltp',
    ...prices.map((price, i) => `${1_766_979_900 + i},${price}`),
  ];
  const PAISE = ltps(2_600_000, 2_600_010, 2_600_025, 2_599_995, 2_600_100, 2_600_005);
  const tickOf = (size: number): Given => ({ tickSizeOf: () => size });

  it('are asked about where all are steps of a tick size in paise', () => {
    expect(() => reading(PAISE, tickOf(0.05))).to.throw(
      /row 1 .*"ltp": 2600000 can be a price in rupees, or 26000 in paise.*--scale 100 \[price-scale\]/,
    );
    expect(reading(PAISE, { ...tickOf(0.05), flags: { scale: 100 } }).rules.pricesOf('last').scale).to.equal(
      100,
    );
    expect(reading(PAISE, { ...tickOf(0.05), flags: { scale: 1 } }).rules.pricesOf('last').scale).to.equal(1);
  });

  it('are rupees where one is no such step, or has a part of a rupee, or the tick size is not known', () => {
    const rupees = [
      reading(ltps(1800, 1801, 1805, 1810, 1795, 1790, 1785), tickOf(0.05)),
      reading([...PAISE, '1766979999,2600000.5'], tickOf(0.05)),
      reading(PAISE),
      reading(PAISE, tickOf(0)),
    ];

    for (const { rules } of rupees) expect(rules.pricesOf('last').scale).to.equal(1);
  });
});

describe('bars, the newest first', () => {
  it('tell how long they are as others do', () => {
    const minutes = ['09:18', '09:17', '09:16', '09:15'].map((clock) => bar(`2025-12-29 ${clock}:00`));

    expect(reading([BARS, ...minutes])).to.include({ intervalMs: 60_000, barStamp: 'start' });
  });
});

describe('moments in UTC', () => {
  it('are taken as written where they lie within the hours of the exchange, or are days', () => {
    const session = ['time,ltp', ...minutesFrom('2025-12-29T03:45:00Z', 375)];
    const evening = ['time,ltp', ...minutesFrom('2025-12-29T12:30:00Z', 330)];
    const days = Array.from({ length: 12 }, (_, i) =>
      bar(new Date(Date.UTC(2025, 11, i, 18, 30)).toISOString()),
    );

    expect(() => reading(session)).not.to.throw();
    expect(() => reading(evening, { defaultToken: 'MCX|1' as never })).not.to.throw();
    expect(() => reading([BARS, ...days], { defaultToken: 'MCX|1' as never })).not.to.throw();
  });
});

describe('questions', () => {
  for (const { id, lines, given, shows, answers } of CASES) {
    it(`${id}: shows what was found and the flag that answers, after which the file is read`, () => {
      expect(() => reading(lines, given))
        .to.throw(UsageError)
        .with.property('message')
        .that.satisfies((message: string) =>
          [...shows, `[${id}]`].every((word) =>
            typeof word === 'string' ? message.includes(word) : word.test(message),
          ),
        );
      for (const answer of answers) expect(() => reading(lines, laid(given, answer))).not.to.throw();
    });
  }

  describe('of rows', () => {
    const { file } = tapeFolder();

    it('no-instrument and unknown-symbol: name the row, and the symbol where there is one', async () => {
      const of = async (symbol: string): Promise<string> => {
        const paths = [file('who.csv', `time,ltp,symbol\n1766979900,100,${symbol}\n`)];
        return String(await rejection(openTape({ paths })));
      };

      expect(await of('')).to.match(/row 1 .*--instrument.*\[no-instrument\]/);
      expect(await of('SBIN-EQ')).to.match(/row 1 .*"SBIN-EQ".*--master.*\[unknown-symbol\]/);
    });
  });

  it('are all tried here', () => {
    const ofRows: readonly QuestionId[] = ['no-instrument', 'unknown-symbol'];

    expect([...CASES.map(({ id }) => id), ...ofRows].sort()).to.deep.equal([...QUESTION_IDS].sort());
  });

  it('are all in the documents, each with its cure', () => {
    const told = readFileSync('docs/data.md', 'utf8');
    const documented = [...told.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, id]) => id ?? '');

    expect(documented.sort()).to.deep.equal([...QUESTION_IDS].sort());
  });
});
