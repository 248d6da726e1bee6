import { expect } from 'chai';
import { MessageMark } from '../../../src/domain/touchline.js';
import { barsOf, type Comes, ist, joinedBarsOf, second, texts, traded } from './cutting.js';

describe('bars of time', () => {
  interface Case {
    readonly name: string;
    readonly comes: readonly Comes[];
    readonly asked?: Parameters<typeof barsOf>[1];
    readonly exchange?: string;
    readonly bars: readonly string[];
  }
  const tables: Readonly<Record<string, readonly Case[]>> = {
    'are cut': [
      {
        name: 'never while nothing comes behind them',
        comes: [traded('09:15:00', 100, 10), traded('09:15:59.999', 101, 20)],
        bars: [],
      },
      {
        name: 'with the first tick at their end, which is not in them',
        comes: [traded('09:15:00', 100, 10), traded('09:15:30', 98, 20), traded('09:16:00', 105, 30)],
        bars: ['09:15:00-09:16:00 100 100 98 98 ×20 of 2 @3'],
      },
      {
        name: 'with the second of the clock two seconds behind their end, where no tick comes',
        comes: [traded('09:15:00', 100, 10), second('09:16:00'), second('09:16:01'), second('09:16:02')],
        bars: ['09:15:00-09:16:00 100 100 100 100 ×10 of 1 @4'],
      },
      {
        name: 'so long behind their end as asked',
        comes: [traded('09:15:00', 100, 10), second('09:16:00'), second('09:16:04'), second('09:16:05')],
        asked: ['1m', { graceMs: 5_000 }],
        bars: ['09:15:00-09:16:00 100 100 100 100 ×10 of 1 @4'],
      },
      {
        name: 'in the order in which they were asked for',
        comes: [traded('09:15:00', 100, 10), traded('09:20:00', 101, 20)],
        asked: ['5m', '1m'],
        bars: [
          '09:15:00-09:20:00 100 100 100 100 ×10 of 1 @2',
          '09:15:00-09:16:00 100 100 100 100 ×10 of 1 @2',
        ],
      },
      {
        name: 'not of intervals in which nothing was traded',
        comes: [traded('09:15:00', 100, 10), traded('09:19:00', 101, 20), traded('09:20:00', 102, 30)],
        bars: [
          '09:15:00-09:16:00 100 100 100 100 ×10 of 1 @2',
          '09:19:00-09:20:00 101 101 101 101 ×10 of 1 @3',
        ],
      },
    ],
    'are aligned': [
      {
        name: 'to the open: an hour from 09:15, and cut at the close',
        comes: [
          traded('09:20:00', 100, 0.5),
          traded('10:14:59', 101, 1.5),
          traded('10:15:00', 102, 2.5),
          traded('15:29:00', 103, 3.5),
          second('15:30:02'),
        ],
        asked: ['1h'],
        bars: [
          '09:15:00-10:15:00 100 101 100 101 ×1 of 2 @3',
          '10:15:00-11:15:00 102 102 102 102 ×1 of 1 @4',
          '15:15:00-15:30:00 103 103 103 103 ×1 of 1 @5',
        ],
      },
      {
        name: 'to 09:00 on MCX, and to the evening’s open on a holiday of the day',
        comes: [
          traded('09:59:00', 100, 1),
          traded('23:54:00', 101, 2),
          second('23:55:02'),
          traded('2026-01-15 17:59:59', 102, 1),
          traded('2026-01-15 18:00:00', 103, 2),
        ],
        asked: ['1h'],
        exchange: 'MCX',
        bars: [
          '09:00:00-10:00:00 100 100 100 100 ×0 of 1 @2',
          '23:00:00-23:55:00 101 101 101 101 ×1 of 1 @3',
          '17:00:00-18:00:00 102 102 102 102 ×0 of 1 @5',
        ],
      },
      {
        name: 'to the hour of Muhurat',
        comes: [
          traded('2026-01-10 13:50:00', 100, 1),
          traded('2026-01-10 14:16:00', 101, 2),
          traded('2026-01-10 14:44:00', 102, 3),
          second('2026-01-10 14:45:02'),
        ],
        asked: ['25m'],
        bars: [
          '13:45:00-14:10:00 100 100 100 100 ×0 of 1 @2',
          '14:10:00-14:35:00 101 101 101 101 ×1 of 1 @3',
          '14:35:00-14:45:00 102 102 102 102 ×1 of 1 @4',
        ],
      },
      {
        name: 'to the open of each part of a day in two',
        comes: [
          traded('2026-01-17 09:59:00', 100, 1),
          traded('2026-01-17 11:00:00', 150, 2),
          traded('2026-01-17 11:35:00', 101, 3),
          second('2026-01-17 12:30:02'),
        ],
        asked: ['30m'],
        bars: [
          '09:45:00-10:00:00 100 100 100 100 ×0 of 1 @2',
          '11:30:00-12:00:00 101 101 101 101 ×1 of 1 @4',
        ],
      },
      {
        name: 'to the whole session, a day',
        comes: [
          traded('09:15:00', 100, 1),
          traded('12:00:00', 90, 2),
          traded('15:29:59', 101, 3),
          traded('2026-01-06 09:15:00', 102, 1),
        ],
        asked: ['1d'],
        bars: ['09:15:00-15:30:00 100 101 90 101 ×3 of 3 @4'],
      },
      {
        name: 'to both parts of a day in two, a day, without what comes between',
        comes: [
          traded('2026-01-17 09:15:00', 100, 1),
          traded('2026-01-17 11:00:00', 150, 2),
          traded('2026-01-17 12:00:00', 101, 3),
          second('2026-01-17 12:30:02'),
        ],
        asked: ['1d'],
        bars: ['09:15:00-12:30:00 100 101 100 101 ×2 of 2 @4'],
      },
      {
        name: 'to midnight on another exchange, where nothing is outside',
        comes: [
          traded('03:07:00', 100, 1),
          traded('23:59:00', 101, 2),
          traded('2026-01-06 00:00:00', 102, 1),
        ],
        asked: ['1h'],
        exchange: 'US',
        bars: [
          '03:00:00-04:00:00 100 100 100 100 ×0 of 1 @2',
          '23:00:00-00:00:00 101 101 101 101 ×1 of 1 @3',
        ],
      },
      {
        name: 'to the usual open on a holiday and in a year that the calendar does not know, where nothing is outside',
        comes: [
          traded('2019-07-09 00:05:00', 90, 1),
          traded('2019-07-09 09:14:59', 91, 2),
          traded('2019-07-09 09:20:00', 101, 5),
          traded('2026-01-26 09:15:20', 100, 3),
          traded('2026-01-26 10:15:00', 101, 4),
          traded('2026-01-26 23:30:00', 102, 5),
          traded('2026-01-27 09:15:00', 103, 1),
        ],
        asked: ['1h'],
        bars: [
          '00:00:00-00:15:00 90 90 90 90 ×1 of 1 @2',
          '08:15:00-09:15:00 91 91 91 91 ×1 of 1 @3',
          '09:15:00-10:15:00 101 101 101 101 ×3 of 1 @4',
          '09:15:00-10:15:00 100 100 100 100 ×3 of 1 @5',
          '10:15:00-11:15:00 101 101 101 101 ×1 of 1 @6',
          '23:15:00-00:00:00 102 102 102 102 ×1 of 1 @7',
        ],
      },
      {
        name: 'to 09:00 on MCX in such a year, gaps carried from one to the next',
        comes: [
          traded('2019-07-09 09:00:00', 90, 5),
          traded('2019-07-09 11:30:00', 91, 7),
          traded('2019-07-10 09:00:00', 91, 7),
        ],
        asked: ['90m', { gaps: 'carried' }],
        exchange: 'MCX',
        bars: [
          '09:00:00-10:30:00 90 90 90 90 ×5 of 1 @2',
          '10:30:00-12:00:00 91 91 91 91 ×2 of 1 @3',
          '12:00:00-13:30:00 91 91 91 91 ×0 of 0 @3',
          '13:30:00-15:00:00 91 91 91 91 ×0 of 0 @3',
          '15:00:00-16:30:00 91 91 91 91 ×0 of 0 @3',
          '16:30:00-18:00:00 91 91 91 91 ×0 of 0 @3',
          '18:00:00-19:30:00 91 91 91 91 ×0 of 0 @3',
          '19:30:00-21:00:00 91 91 91 91 ×0 of 0 @3',
          '21:00:00-22:30:00 91 91 91 91 ×0 of 0 @3',
          '22:30:00-00:00:00 91 91 91 91 ×0 of 0 @3',
        ],
      },
    ],
    'end with the session': [
      {
        name: 'of no price from before its open, whose volume is left out',
        comes: [
          traded('09:00:00', 95, 0),
          traded('09:08:00', 99, 1_000),
          traded('09:15:00', 100, 1_010),
          traded('09:16:00', 101, 1_020),
        ],
        bars: ['09:15:00-09:16:00 100 100 100 100 ×10 of 1 @4'],
      },
      {
        name: 'with the price at the very close, and none of later',
        comes: [
          traded('15:29:30', 100, 10),
          traded('15:30:00', 101, 20),
          traded('15:30:00.001', 150, 30),
          traded('15:45:00', 151, 40),
        ],
        bars: ['15:29:00-15:30:00 100 101 100 101 ×10 of 2 @3'],
      },
      {
        name: 'which stays as it is when the price at the close comes behind the clock',
        comes: [
          traded('15:29:30', 100, 10),
          second('15:30:02'),
          traded('15:30:02', 101, 20, { exchangeAt: ist('15:30:00') }),
          traded('2026-01-06 09:15:00', 90, 5),
          traded('2026-01-06 09:16:00', 90, 6),
        ],
        bars: ['15:29:00-15:30:00 100 100 100 100 ×0 of 1 @2', '09:15:00-09:16:00 90 90 90 90 ×5 of 1 @5'],
      },
      {
        name: 'as by the clock when it comes as late and no clock ran',
        comes: [traded('15:29:30', 100, 10), traded('15:30:02', 101, 20, { exchangeAt: ist('15:30:00') })],
        bars: ['15:29:00-15:30:00 100 100 100 100 ×0 of 1 @2'],
      },
      {
        name: 'by the next day’s first tick, where no clock ran',
        comes: [traded('15:29:30', 100, 10), traded('2026-01-06 09:20:00', 101, 20)],
        bars: ['15:29:00-15:30:00 100 100 100 100 ×0 of 1 @2'],
      },
    ],
    'go by the exchange’s time': [
      {
        name: 'and not by when a tick came',
        comes: [
          traded('09:16:00.900', 100, 10, { exchangeAt: ist('09:15:59') }),
          traded('09:16:01.100', 101, 20, { exchangeAt: ist('09:16:00') }),
        ],
        bars: ['09:15:00-09:16:00 100 100 100 100 ×10 of 1 @2'],
      },
      {
        name: 'so that a tick that is late counts in the bar that is open',
        comes: [
          traded('09:15:10', 100, 10, { exchangeAt: ist('09:15:10') }),
          traded('09:16:00.100', 101, 20, { exchangeAt: ist('09:16:00') }),
          traded('09:16:00.500', 99, 35, { exchangeAt: ist('09:15:59') }),
          traded('09:17:00', 102, 36, { exchangeAt: ist('09:17:00') }),
        ],
        bars: [
          '09:15:00-09:16:00 100 100 100 100 ×10 of 1 @2',
          '09:16:00-09:17:00 101 101 99 99 ×25 of 2 @4',
        ],
      },
      {
        name: 'so that a tick behind the clock’s close is of the next bar',
        comes: [
          traded('09:15:10', 100, 10),
          second('09:16:02'),
          traded('09:16:02.500', 99, 15, { exchangeAt: ist('09:15:59') }),
          traded('09:17:00', 102, 16),
        ],
        bars: ['09:15:00-09:16:00 100 100 100 100 ×10 of 1 @2', '09:16:00-09:17:00 99 99 99 99 ×5 of 1 @4'],
      },
      {
        name: 'not further back than the grace, however stale it is',
        comes: [traded('10:30:00', 100, 10, { exchangeAt: ist('09:20:00') }), traded('10:31:00', 101, 20)],
        bars: ['10:29:00-10:30:00 100 100 100 100 ×0 of 1 @2'],
      },
      {
        name: 'not where it lies more than a minute ahead of the clock',
        comes: [
          traded('09:15:00', 100, 10, { exchangeAt: ist('2026-01-09 09:15:00') }),
          traded('09:16:00', 101, 20),
        ],
        bars: ['09:15:00-09:16:00 100 100 100 100 ×10 of 1 @2'],
      },
    ],
    'are of trades': [
      {
        name: 'not of ticks that repeat price and volume',
        comes: [
          traded('09:15:00', 100, 10),
          traded('09:16:00', 100, 10, { bid: 99 }),
          traded('09:16:30', 101, 20),
          traded('09:17:00', 101, 20, { bid: 98 }),
        ],
        bars: [
          '09:15:00-09:16:00 100 100 100 100 ×10 of 1 @2',
          '09:16:00-09:17:00 101 101 101 101 ×10 of 1 @4',
        ],
      },
      {
        name: 'nor of yesterday’s price on a day without a trade',
        comes: [traded('09:15:00', 95, 0), traded('09:15:30', 100, 10), traded('09:16:00', 100, 10)],
        bars: ['09:15:00-09:16:00 100 100 100 100 ×10 of 1 @3'],
      },
      {
        name: 'nor of yesterday’s price and volume, where the feed still tells them',
        comes: [
          traded('15:29:00', 95, 5_000),
          traded('2026-01-06 09:15:00', 95, 5_000),
          traded('2026-01-06 09:15:30', 100, 10),
          traded('2026-01-06 09:16:00', 100, 10),
        ],
        bars: ['15:29:00-15:30:00 95 95 95 95 ×0 of 1 @2', '09:15:00-09:16:00 100 100 100 100 ×10 of 1 @4'],
      },
      {
        name: 'but of one at another price, though it is as large as yesterday’s volume',
        comes: [
          traded('15:29:00', 95, 75),
          traded('2026-01-06 09:15:00', 96, 75),
          traded('2026-01-06 09:16:00', 96, 75),
        ],
        bars: ['15:29:00-15:30:00 95 95 95 95 ×0 of 1 @2', '09:15:00-09:16:00 96 96 96 96 ×75 of 1 @3'],
      },
      {
        name: 'which every tick of a feed without volumes is',
        comes: [traded('09:15:00', 100), traded('09:15:10', 100), traded('09:16:00', 101)],
        bars: ['09:15:00-09:16:00 100 100 100 100 ×0 of 2 @3'],
      },
      {
        name: 'but not of a feed of quotes, where the price is the same',
        comes: [
          traded('09:10:00', 103.75, undefined, { bid: 100 }),
          traded('09:15:10', 103.75, undefined, { bid: 101 }),
          traded('09:30:10', 103.75, undefined, { bid: 102 }),
          traded('09:40:00', 88, undefined, { bid: 88 }),
          traded('09:41:00', 88, undefined, { bid: 87 }),
        ],
        bars: ['09:40:00-09:41:00 88 88 88 88 ×0 of 1 @5'],
      },
      {
        name: 'nor of the day before’s close, which a price without a day’s open is',
        comes: [
          traded('09:15:00', 103.75, undefined, { previousClose: 103.75 }),
          traded('09:15:30', 103.75, undefined, { previousClose: 103.75, openInterest: 5 }),
          traded('09:15:40', 104, undefined, { previousClose: 103.75 }),
          traded('09:16:00', 104, undefined, { previousClose: 103.75 }),
        ],
        bars: ['09:15:00-09:16:00 104 104 104 104 ×0 of 1 @4'],
      },
      {
        name: 'and not of a feed that tells no last price',
        comes: [
          { at: '09:15:00', bid: 99, ask: 101 },
          { at: '09:16:00', bid: 99, ask: 101 },
        ],
        bars: [],
      },
    ],
    'have the volume': [
      {
        name: 'that the day’s has grown by, also over a gap',
        comes: [traded('09:15:00', 100, 10), traded('09:17:00', 101, 35), traded('09:18:00', 102, 40)],
        bars: [
          '09:15:00-09:16:00 100 100 100 100 ×10 of 1 @2',
          '09:17:00-09:18:00 101 101 101 101 ×25 of 1 @3',
        ],
      },
      {
        name: 'without what was traded before the first tick, where that comes later than the first minute',
        comes: [
          traded('09:16:00', 100, 9_000),
          traded('09:16:30', 101, 9_010),
          traded('09:17:00', 102, 9_020),
        ],
        bars: ['09:16:00-09:17:00 100 101 100 101 ×10 of 2 @3'],
      },
      {
        name: 'of the day’s first trade, whenever it is, where the token was heard with nothing traded',
        comes: [
          traded('09:10:00', 103.75, undefined, { bid: 100 }),
          traded('09:20:00', 103.75, undefined, { bid: 101 }),
          traded('09:40:00', 88, 40, { bid: 88 }),
          traded('09:41:00', 89, 65, { bid: 88 }),
          traded('09:42:00', 89, 65, { bid: 87 }),
        ],
        bars: ['09:40:00-09:41:00 88 88 88 88 ×40 of 1 @4', '09:41:00-09:42:00 89 89 89 89 ×25 of 1 @5'],
      },
      {
        name: 'of the day’s first trade, behind the volume of the day before, heard then or only told',
        comes: [
          traded('09:00:00', 95, 10_000),
          traded('09:16:00', 95, 10_000, { bid: 94 }),
          traded('09:40:00', 95, 50),
          traded('09:41:00', 96, 60),
          traded('2026-01-06 09:20:00', 96, 60),
          traded('2026-01-06 09:40:00', 97, 70),
          traded('2026-01-06 09:41:00', 97, 70),
        ],
        bars: [
          '09:40:00-09:41:00 95 95 95 95 ×50 of 1 @4',
          '09:41:00-09:42:00 96 96 96 96 ×10 of 1 @5',
          '09:40:00-09:41:00 97 97 97 97 ×70 of 1 @7',
        ],
      },
      {
        name: 'once, where the counter falls and comes back',
        comes: [
          traded('09:20:00', 100, 5_000),
          traded('09:20:10', 100, 5_050),
          traded('09:20:20', 100, 0),
          traded('09:20:30', 101, 5_060),
          traded('09:20:40', 101, 5_040),
          traded('09:20:50', 102, 5_062),
          traded('09:20:55', 102, 1),
          traded('09:20:56', 102, 5_063),
          traded('09:21:00', 102, 5_063),
        ],
        bars: ['09:20:00-09:21:00 100 102 100 102 ×63 of 5 @9'],
      },
      {
        name: 'of the whole of a played bar, whenever its session’s first comes',
        comes: [
          traded('11:07:00', 100, 25, { flags: MessageMark.Bar }),
          traded('11:07:30', 101, 100, { flags: MessageMark.Bar }),
          traded('11:08:00', 102, 125, { flags: MessageMark.Bar }),
        ],
        bars: ['11:07:00-11:08:00 100 101 100 101 ×100 of 2 @3'],
      },
      {
        name: 'none where the counter falls, and from there on its growth',
        comes: [
          traded('09:20:00', 100, 1_000),
          traded('09:20:10', 101, 1_010),
          traded('09:20:20', 102, 500),
          traded('09:20:30', 103, 520),
          traded('09:21:00', 104, 530),
        ],
        bars: ['09:20:00-09:21:00 100 103 100 103 ×30 of 4 @5'],
      },
      {
        name: 'from zero on the next day',
        comes: [
          traded('15:29:00', 100, 1_000),
          traded('2026-01-06 09:15:00', 101, 40),
          traded('2026-01-06 09:16:00', 102, 50),
        ],
        bars: [
          '15:29:00-15:30:00 100 100 100 100 ×0 of 1 @2',
          '09:15:00-09:16:00 101 101 101 101 ×40 of 1 @3',
        ],
      },
    ],
    'carry the last close': [
      {
        name: 'through minutes without a trade, shown by the clock or by the next tick',
        comes: [
          traded('09:15:00', 100, 10),
          second('09:17:02'),
          traded('09:19:30', 101, 20),
          traded('09:20:00', 102, 30),
        ],
        asked: ['1m', { gaps: 'carried' }],
        bars: [
          '09:15:00-09:16:00 100 100 100 100 ×10 of 1 @2',
          '09:16:00-09:17:00 100 100 100 100 ×0 of 0 @2',
          '09:17:00-09:18:00 100 100 100 100 ×0 of 0 @3',
          '09:18:00-09:19:00 100 100 100 100 ×0 of 0 @3',
          '09:19:00-09:20:00 101 101 101 101 ×10 of 1 @4',
        ],
      },
      {
        name: 'to the close and no further, nor into the next session before its first trade',
        comes: [
          traded('15:28:30', 100, 10),
          second('18:00:00'),
          second('2026-01-06 09:20:00'),
          traded('2026-01-06 09:20:10', 101, 5),
          second('2026-01-06 09:22:02'),
        ],
        asked: ['1m', { gaps: 'carried' }],
        bars: [
          '15:28:00-15:29:00 100 100 100 100 ×0 of 1 @2',
          '15:29:00-15:30:00 100 100 100 100 ×0 of 0 @2',
          '09:20:00-09:21:00 101 101 101 101 ×0 of 1 @5',
          '09:21:00-09:22:00 101 101 101 101 ×0 of 0 @5',
        ],
      },
      {
        name: 'over the break of a day in two parts',
        comes: [traded('2026-01-17 09:50:00', 100, 10), second('2026-01-17 11:50:00')],
        asked: ['15m', { gaps: 'carried' }],
        bars: [
          '09:45:00-10:00:00 100 100 100 100 ×0 of 1 @2',
          '11:30:00-11:45:00 100 100 100 100 ×0 of 0 @2',
        ],
      },
      {
        name: 'not for days',
        comes: [traded('09:15:00', 100, 10), second('2026-01-07 15:31:00')],
        asked: ['1d', { gaps: 'carried' }],
        bars: ['09:15:00-15:30:00 100 100 100 100 ×10 of 1 @2'],
      },
    ],
  };
  const joined: readonly Case[] = [
    {
      name: 'at noon: where it stands, however old its price is, and its volume are left out',
      comes: [traded('12:00:10', 100, 9_000), traded('12:00:20', 101, 9_010), traded('12:01:00', 102, 9_020)],
      bars: ['12:00:00-12:01:00 101 101 101 101 ×10 of 1 @3'],
    },
    {
      name: 'in the session’s first minute: its price counts, its volume may be of the day before',
      comes: [
        traded('09:15:30', 100, 1_000_000),
        traded('09:15:40', 101, 1_000_010),
        traded('09:16:00', 102, 1_000_020),
      ],
      bars: ['09:15:00-09:16:00 100 101 100 101 ×10 of 2 @3'],
    },
    {
      name: 'with the open: all of it counts',
      comes: [traded('09:15:00', 100, 30), traded('09:16:00', 102, 40)],
      bars: ['09:15:00-09:16:00 100 100 100 100 ×30 of 1 @2'],
    },
    {
      name: 'at noon on a tape of bars: all of it counts',
      comes: [
        traded('12:00:10', 100, 25, { flags: MessageMark.Bar }),
        traded('12:01:00', 102, 50, { flags: MessageMark.Bar }),
      ],
      bars: ['12:00:00-12:01:00 100 100 100 100 ×25 of 1 @2'],
    },
    {
      name: 'at noon on a tape of prices alone: every one is a trade',
      comes: [traded('12:00:10', 100), traded('12:00:20', 100), traded('12:01:00', 102)],
      bars: ['12:00:00-12:01:00 100 100 100 100 ×0 of 2 @3'],
    },
    {
      name: 'at noon on a feed of quotes without volumes: where it stands',
      comes: [
        traded('12:00:10', 100, undefined, { bid: 99 }),
        traded('12:01:10', 102, undefined, { bid: 99 }),
        second('12:02:02'),
      ],
      bars: ['12:01:00-12:02:00 102 102 102 102 ×0 of 1 @3'],
    },
  ];
  describe('of a token that the run hears for the first time', () => {
    for (const { name, comes, bars } of joined)
      it(name, () => {
        expect(texts(joinedBarsOf(comes))).to.deep.equal(bars);
      });
  });

  for (const [group, cases] of Object.entries(tables))
    describe(group, () => {
      for (const { name, comes, asked, exchange, bars } of cases)
        it(name, () => {
          expect(texts(barsOf(comes, asked, exchange))).to.deep.equal(bars);
        });
    });

  it('have the open interest that was told last, with or without a trade', () => {
    const [first, second_] = barsOf(
      [
        traded('09:15:00', 100, 10, { openInterest: 50 }),
        traded('09:15:30', 100, 10, { openInterest: 60 }),
        traded('09:16:00', 100, 10, { openInterest: 70 }),
        second('09:17:02'),
      ],
      ['1m', { gaps: 'carried' }],
    );

    expect([first?.openInterest, second_?.openInterest]).to.deep.equal([60, 60]);
  });
});
