import { expect } from 'chai';
import { heikinAshi, range, ticks, volume } from '../../../src/domain/bars/bar-spec.js';
import { barsOf, ist, second, texts, traded } from './cutting.js';

describe('bars by what is in them', () => {
  it('of ticks are over with the last of them, which is in them', () => {
    const comes = [
      traded('09:15:00', 100, 10),
      traded('09:15:20', 100, 10, { bid: 99 }), // no trade
      traded('09:15:30', 98, 20),
      traded('09:17:00', 101, 30),
      traded('09:18:00', 102, 40),
    ];

    expect(texts(barsOf(comes, [ticks(2)]))).to.deep.equal([
      '09:15:00-09:15:30 100 100 98 98 ×20 of 2 @3',
      '09:17:00-09:18:00 101 102 101 102 ×20 of 2 @5',
    ]);
  });

  it('of volume are over with the tick that fills them, with all of its volume, and begin at zero', () => {
    const comes = [
      traded('09:15:00', 100, 10),
      traded('09:15:30', 98, 99),
      traded('09:16:00', 97, 350),
      traded('09:16:30', 99, 449),
      traded('09:17:00', 98, 450),
    ];

    expect(texts(barsOf(comes, [volume(100)]))).to.deep.equal([
      '09:15:00-09:16:00 100 100 97 97 ×350 of 3 @3',
      '09:16:30-09:17:00 99 99 98 98 ×100 of 2 @5',
    ]);
  });

  it('of range are over with the tick by which they are as wide, to the last ten-thousandth', () => {
    const comes = [
      traded('09:15:00', 0.1),
      traded('09:15:10', 0.25),
      traded('09:15:20', 0.3), // 0.3 - 0.1 is 0.19999999999999998 of doubles
      traded('09:15:30', 0.3),
      traded('09:15:40', 5),
    ];

    expect(texts(barsOf(comes, [range(0.2)]))).to.deep.equal([
      '09:15:00-09:15:20 0.1 0.3 0.1 0.3 ×0 of 3 @3',
      '09:15:30-09:15:40 0.3 5 0.3 5 ×0 of 2 @5',
    ]);
  });

  it('end with the session, by the clock or by the next day’s first tick, and begin anew with the next', () => {
    const comes = [
      traded('15:29:00', 100, 10),
      traded('15:30:00', 101, 20),
      second('15:30:02'),
      traded('15:30:02', 102, 30, { exchangeAt: ist('15:29:58') }),
      traded('2026-01-06 09:15:00', 103, 10),
      traded('2026-01-07 09:15:00', 104, 10),
      traded('2026-01-07 09:16:00', 105, 20),
      traded('2026-01-07 09:17:00', 106, 30),
    ];

    expect(texts(barsOf(comes, [ticks(3)]))).to.deep.equal([
      '15:29:00-15:30:00 100 101 100 101 ×10 of 2 @3',
      '09:15:00-09:15:00 103 103 103 103 ×10 of 1 @6',
      '09:15:00-09:17:00 104 106 104 106 ×30 of 3 @8',
    ]);
  });

  it('are of no tick outside the session, nor in the break of a day in two parts', () => {
    const comes = [
      traded('2026-01-17 09:00:00', 90, 5),
      traded('2026-01-17 09:59:00', 100, 10),
      traded('2026-01-17 10:30:00', 150, 20),
      traded('2026-01-17 11:30:00', 101, 30),
    ];

    expect(texts(barsOf(comes, [ticks(2)]))).to.deep.equal([
      '09:59:00-11:30:00 100 101 100 101 ×15 of 2 @4', // 5 and 10; the 10 of the break are left out
    ]);
  });

  it('do not go on over the midnight of a day without hours, of which a tick at midnight is the next', () => {
    const comes = [
      traded('2026-01-10 23:59:00', 100, 10),
      traded('2026-01-10 23:59:30', 101, 20),
      traded('2026-01-11 00:00:00', 102, 5),
      traded('2026-01-11 00:00:01', 103, 9),
      traded('2026-01-11 00:00:02', 104, 19),
    ];
    const late = { exchangeAt: ist('2026-01-11 00:00:00') };
    const behindTheClock = [
      ...comes.slice(0, 2),
      second('2026-01-11 00:00:01'),
      traded('2026-01-11 00:00:01', 102, 5, late),
      ...comes.slice(3),
    ];

    for (const [some, n] of [
      [comes, 0],
      [behindTheClock, 1],
    ] as const)
      expect(texts(barsOf(some, [ticks(3), { graceMs: 1_000 }], 'BSE'))).to.deep.equal([
        '23:59:00-23:59:30 100 101 100 101 ×10 of 2 @3',
        `00:00:00-00:00:02 102 104 102 104 ×14 of 3 @${5 + n}`,
      ]);
  });

  it('have times that do not go back where the exchange’s do', () => {
    const comes = [
      traded('09:15:10', 100, 10, { exchangeAt: undefined }),
      traded('09:15:10.500', 101, 20, { exchangeAt: ist('09:15:09') }),
    ];

    expect(texts(barsOf(comes, [ticks(2)]))).to.deep.equal(['09:15:10-09:15:10 100 101 100 101 ×20 of 2 @2']);
  });
});

describe('Heikin-Ashi bars', () => {
  /** The reference page’s fixture: its first two rows, whose averaged open and close it gives. */
  it('are averaged as the reference has it', () => {
    const row = (minute: number, [open, high, low, close]: readonly [number, number, number, number]) =>
      [open, high, low, close].map((price, i) => traded(`09:${minute}:${10 * (i + 1)}`, price));
    const comes = [
      ...row(15, [100, 102, 99, 101]),
      ...row(16, [101, 103, 100, 102.5]),
      ...row(17, [102.5, 104, 101.5, 103]),
      traded('09:18:00', 1),
    ];

    const bars = barsOf(comes, [heikinAshi('1m')]);

    expect(texts(bars)).to.deep.equal([
      '09:15:00-09:16:00 100.5 102 99 100.5 ×0 of 4 @5',
      '09:16:00-09:17:00 100.5 103 100 101.625 ×0 of 4 @9', // (100.5 + 100.5) / 2, (101 + 103 + 100 + 102.5) / 4
      '09:17:00-09:18:00 101.0625 104 101.0625 102.75 ×0 of 4 @13', // low: the averaged open lies below 101.5
    ]);
    expect(bars[0]?.spec).to.equal('heikinAshi(1m)');
  });

  it('go on averaging over sessions, and of bars by ticks', () => {
    const comes = [
      traded('09:15:00', 100),
      traded('09:16:00', 104),
      traded('2026-01-06 09:15:00', 200),
      traded('2026-01-06 09:16:00', 204),
    ];

    expect(texts(barsOf(comes, [heikinAshi(ticks(2))]))).to.deep.equal([
      '09:15:00-09:16:00 102 104 100 102 ×0 of 2 @2',
      '09:15:00-09:16:00 102 204 102 202 ×0 of 2 @4',
    ]);
  });
});
