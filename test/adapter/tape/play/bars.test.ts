import { expect } from 'chai';
import fc from 'fast-check';
import { loadCalendar } from '../../../../src/adapter/calendar/load-calendar.js';
import type { TradingCalendar } from '../../../../src/domain/calendar.js';
import { UsageError } from '../../../../src/domain/failure.js';
import { istTextOf } from '../../../../src/domain/session.js';
import { HOUR_MS } from '../../../../src/domain/time.js';
import type { Token } from '../../../../src/domain/token.js';
import { MessageFlag, MessageMark, type TouchlineMessage } from '../../../../src/domain/touchline.js';
import { ACC, INFY } from '../../../support/instrument.js';
import { ist } from '../../../support/ist.js';
import { message } from '../../../support/message.js';
import { rejection } from '../../../support/rejection.js';
import { OPEN, play, tapeFolder, touchlines } from '../tape-folder.js';

const CLOSE = MessageMark.Bar | MessageMark.BarEnd;
const MINUTE = 60_000;
const DAY = 86_400_000;

describe('openTape: bars', () => {
  const { file } = tapeFolder();
  const header = 'date,open,high,low,close,volume,oi,token';
  const bars = (name: string, ...rows: readonly string[]): string =>
    file(name, `${[header, ...rows].join('\n')}\n`);

  it('plays a bar as four messages inside its minute, a quarter of its volume with each', async () => {
    const path = bars(
      'one.csv',
      `${OPEN},100,104,99,103,10,500,NSE|22`,
      `${OPEN + MINUTE},103,103,101,101,4,510,NSE|22`,
    );

    const played = touchlines(await play({ paths: [path] }));

    const at = (ms: number, said: Partial<TouchlineMessage>): TouchlineMessage =>
      message('tf', { receivedAt: OPEN + ms, flags: MessageMark.Bar, ...said });
    expect(played).to.deep.equal([
      // 99 is nearer to 100 than 104 is: down first. A quarter of 10 is 2, and the close brings the other 4.
      { ...at(0, {}), kind: 'tk', last: 100, volume: 2 },
      { ...at(20_000, {}), last: 99, volume: 4 },
      { ...at(40_000, {}), last: 104, volume: 6 },
      { ...at(59_999, {}), last: 103, volume: 10, openInterest: 500, flags: CLOSE },
      // The high is the open, no way at all: up first. 10 before, then 4 in quarters of 1.
      { ...at(60_000, {}), last: 103, volume: 11 },
      { ...at(80_000, {}), last: 103, volume: 12 },
      { ...at(100_000, {}), last: 101, volume: 13 },
      { ...at(119_999, {}), last: 101, volume: 14, openInterest: 510, flags: CLOSE },
    ]);
  });

  it('marks bars of a day as such', async () => {
    const path = bars('day.csv', `${OPEN},1,1,1,1,8,,NSE|22`, `${OPEN + DAY},1,1,1,1,8,,NSE|22`);

    const marks = touchlines(await play({ paths: [path] })).map(({ flags }) => flags);

    const ofDay = MessageMark.Bar | MessageMark.DayBar;
    expect(marks.slice(0, 4)).to.deep.equal([ofDay, ofDay, ofDay, ofDay | MessageMark.BarEnd]);
  });

  it('goes down first in a bar that did not fall, when both extremes are as near to the open', async () => {
    const path = bars(
      'ties.csv',
      `${OPEN},100,102,98,101,4,,NSE|22`,
      `${OPEN + MINUTE},100,102,98,100,4,,NSE|22`,
      `${OPEN + 2 * MINUTE},100,102,98,99,4,,NSE|22`,
    );

    const lasts = touchlines(await play({ paths: [path] })).map(({ last }) => last);

    expect(lasts).to.deep.equal([100, 98, 102, 101, 100, 98, 102, 100, 100, 102, 98, 99]);
  });

  it('begins every session with a snapshot and no volume', async () => {
    const path = bars(
      'days.csv',
      `${OPEN},1,1,1,1,8,,NSE|22`,
      `${OPEN + MINUTE},1,1,1,1,8,,NSE|22`,
      `${OPEN + DAY},1,1,1,1,4,,NSE|22`,
    );

    const played = touchlines(await play({ paths: [path] }));

    expect(played.map(({ kind }) => kind).join(' ')).to.equal('tk tf tf tf tf tf tf tf tk tf tf tf');
    expect(played.map(({ volume }) => volume)).to.deep.equal([2, 4, 6, 8, 10, 12, 14, 16, 1, 2, 3, 4]);
  });

  it('says nothing of a volume that the file does not have', async () => {
    const path = file(
      'price-only.csv',
      `date,open,high,low,close\n${OPEN},1,1,1,1\n${OPEN + MINUTE},1,1,1,1\n`,
    );

    for (const { volume, openInterest } of touchlines(await play({ paths: [path], defaultToken: ACC })))
      expect([volume, openInterest]).to.deep.equal([undefined, undefined]);
  });

  it('takes the smallest distance between two bars of one token for their length', async () => {
    const path = bars(
      'gap.csv',
      `${OPEN},1,1,1,1,0,,NSE|22`,
      `${OPEN + 1_000},1,1,1,1,0,,NSE|1594`,
      `${OPEN + 5 * MINUTE},1,1,1,1,0,,NSE|22`,
      `${OPEN + 8 * MINUTE},1,1,1,1,0,,NSE|22`,
    );

    const times = touchlines(await play({ paths: [path] }, [ACC])).map(({ receivedAt }) => receivedAt - OPEN);

    expect(times.slice(0, 4)).to.deep.equal([0, MINUTE, 2 * MINUTE, 3 * MINUTE - 1]); // 8 - 5 minutes
  });

  it('asks for the length of bars when one bar cannot tell it, and takes the one given', async () => {
    const path = bars('lonely.csv', `${OPEN},1,1,1,1,0,,NSE|22`);

    expect(await rejection(play({ paths: [path] })))
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.includes('--interval');
    const times = touchlines(await play({ paths: [path], intervalMs: 300 })).map(
      ({ receivedAt }) => receivedAt - OPEN,
    );
    expect(times).to.deep.equal([0, 100, 200, 299]);
  });

  it('ends a bar that starts in a session at its close, each by its own exchange', async () => {
    const crude = 'MCX|55' as Token;
    const at = (start: string, token: string): string => `${ist(`2026-01-05T${start}`)},1,1,1,1,8,,${token}`;
    const path = bars(
      'hours.csv',
      ...[at('14:15:00', 'NSE|22'), at('15:15:00', 'MCX|55'), at('15:15:00', 'NSE|22')],
      ...[at('15:20:00', 'NSE|22'), at('15:40:00', 'NSE|22'), at('23:15:00', 'MCX|55')],
    );
    const played = async (calendar?: TradingCalendar): Promise<Record<string, readonly string[]>> => {
      const options = { paths: [path], intervalMs: HOUR_MS, barStamp: 'start' as const, calendar };
      const times: Record<string, string[]> = { [ACC]: [], [crude]: [] };
      const messages = touchlines(await play(options, [ACC, crude]));
      expect(messages).to.deep.equal(messages.toSorted((a, b) => a.receivedAt - b.receivedAt));
      for (const { token, receivedAt } of messages) times[token]?.push(istTextOf(receivedAt).slice(11, 23));
      return times;
    };
    const byClock = [
      ...['14:15:00.000', '14:35:00.000', '14:55:00.000', '15:14:59.999'],
      ...['15:15:00.000', '15:20:00.000', '15:20:00.000', '15:23:20.000'],
      ...['15:25:00.000', '15:26:40.000', '15:29:59.999', '15:29:59.999'],
      ...['15:40:00.000', '16:00:00.000', '16:20:00.000', '16:39:59.999'], // starts behind the close
    ];

    const { [ACC]: shares, [crude]: oil } = await played(await loadCalendar([]));

    expect(shares).to.deep.equal(byClock);
    expect(oil).to.deep.equal([
      ...['15:15:00.000', '15:35:00.000', '15:55:00.000', '16:14:59.999'],
      ...['23:15:00.000', '23:28:20.000', '23:41:40.000', '23:54:59.999'],
    ]);
    expect((await played())[ACC]).to.include('16:14:59.999');
  });

  it('leaves bars of a day as they are', async () => {
    const path = bars('days-whole.csv', `${OPEN},1,1,1,1,8,,NSE|22`, `${OPEN + DAY},1,1,1,1,8,,NSE|22`);
    const calendar = await loadCalendar([]);

    expect(await play({ paths: [path], calendar })).to.deep.equal(await play({ paths: [path] }));
  });

  it('stops at a bar without one of its prices', async () => {
    const path = bars('hole.csv', `${OPEN},1,1,1,1,0,,NSE|22`, `${OPEN + MINUTE},1,1,,1,0,,NSE|22`);

    expect(await rejection(play({ paths: [path], intervalMs: MINUTE })))
      .to.have.property('message')
      .that.matches(/row 2.*"low": ""; expected a price/);
  });

  it('plays a bar whose start went back at its start, where it may be so late, and says so', async () => {
    const path = bars(
      'late.csv',
      `${OPEN},1,1,1,1,0,,NSE|22`,
      `${OPEN + MINUTE},2,2,2,2,0,,NSE|22`,
      `${OPEN},3,3,3,3,0,,NSE|22`,
    );

    expect(await rejection(play({ paths: [path] })))
      .to.have.property('message')
      .that.matches(/row 3 .*--reorder 1m/);
    const late = touchlines(await play({ paths: [path], reorderMs: MINUTE })).filter(
      ({ last }) => last === 3,
    );

    expect(late.map(({ receivedAt, flags }) => [receivedAt - OPEN, flags])).to.deep.equal(
      [0, 20_000, 40_000, 59_999].map((ms) => [
        ms,
        MessageFlag.OutOfOrder | (ms === 59_999 ? CLOSE : MessageMark.Bar),
      ]),
    );
  });

  it('plays bars that overlap side by side, as a sort of all their messages would', async () => {
    const bar = fc.record({
      gap: fc.nat(4),
      token: fc.constantFrom(ACC, INFY),
      price: fc.integer({ min: 1, max: 9 }),
      volume: fc.nat(20),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(bar, { minLength: 1, maxLength: 20 }), async (drawn) => {
        let at = OPEN;
        const rows = drawn.map(({ gap, token, price, volume }) => ({
          at: (at += gap * 20_000),
          token,
          price,
          volume,
        }));
        const path = bars(
          'side.csv',
          ...rows.map(
            (row) =>
              `${row.at},${row.price},${row.price},${row.price},${row.price},${row.volume},,${row.token}`,
          ),
        );

        const played = touchlines(await play({ paths: [path], intervalMs: MINUTE, barStamp: 'start' }));

        const traded = new Map<string, number>();
        const expected = rows.flatMap((row, order) => {
          const before = traded.get(row.token) ?? 0;
          traded.set(row.token, before + row.volume);
          const quarter = Math.floor(row.volume / 4);
          return [0, 20_000, 40_000, 59_999].map((offset, leg) => ({
            at: row.at + offset,
            order: order * 4 + leg,
            said: [row.token, row.price, before + (leg === 3 ? row.volume : quarter * (leg + 1))],
          }));
        });
        expected.sort((a, b) => a.at - b.at || a.order - b.order);
        expect(
          played.map(({ receivedAt, token, last, volume }) => [receivedAt, token, last, volume]),
        ).to.deep.equal(expected.map(({ at: time, said }) => [time, ...said]));
      }),
      { numRuns: 200 },
    );
  });
});
