import { expect } from 'chai';
import { tradingCalendar } from '../../../src/domain/calendar.js';
import type { ConnectionState } from '../../../src/domain/connection.js';
import type { Entry } from '../../../src/domain/entry.js';
import type { Instrument } from '../../../src/domain/instrument.js';
import type { OrderId } from '../../../src/domain/order.js';
import { sessionDayOf, startOfSession } from '../../../src/domain/session.js';
import { tokenOf } from '../../../src/domain/token.js';
import { MessageFlag } from '../../../src/domain/touchline.js';
import { StabilityFold } from '../../../src/report/stability/stability-fold.js';
import { clockTicked, feedEvent, updated } from '../../operator/events.js';
import { at } from '../../operator/messages.js';
import { instrument } from '../../support/instrument.js';
import { tick } from '../../support/tick.js';

const FUTURE = tokenOf('NFO', '1');
const SHARE = tokenOf('NSE', '22');

const future = instrument({
  token: FUTURE,
  name: 'NFO:NIFTYF',
  exchange: 'NFO',
  kind: 'FUTIDX',
  symbol: 'NIFTY',
});
const share = instrument({ token: SHARE });

const connected = (ms: number, connection: ConnectionState, detail = connection as string): Entry =>
  feedEvent(ms, { event: 'Connection', connection, detail });

/** A tick every second of `seconds`, with the volume that `volumeOf` says. */
const ticks = (
  of: Instrument,
  seconds: readonly number[],
  volumeOf = (second: number) => second,
): readonly Entry[] =>
  seconds.map((second) =>
    tick({
      seq: second * 1_000,
      at: at(second * 1_000),
      exchangeAt: at(second * 1_000 - 250),
      token: of.token,
      last: 26_000,
      volume: volumeOf(second),
    }),
  );

const seconds = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** What a session of 100 s comes to in which `entries` happened, and its clock ticked every second. */
const stabilityOf = (entries: readonly Entry[], instruments = [future], hasEnded = true, endSecond = 100) => {
  const fold = new StabilityFold({
    instruments: new Map(instruments.map((one) => [one.token, one])),
    calendar: tradingCalendar([]), // knows nothing: all of the session is trading
    startAt: at(0),
    endAt: at(endSecond * 1_000),
    hasEnded,
  });
  const clock = seconds(1, endSecond).map((second) => clockTicked(second * 1_000));
  for (const entry of [...entries, ...clock].sort((a, b) => a.at - b.at)) fold.take(entry);
  return fold.result();
};

const LIVE = [connected(0, 'Connecting'), connected(0, 'Subscribing'), connected(0, 'Live')];

describe('StabilityFold', () => {
  it('finds nothing wrong with a session in which all ticked all the time', () => {
    const found = stabilityOf([...LIVE, ...ticks(future, seconds(0, 100))]);

    expect(found).to.deep.include({
      sessionMs: 100_000,
      startMs: 0,
      uptime: 1,
      dataReady: 1,
      outages: 0,
      reconnects: 0,
      crashes: 0,
      list: [],
      conflated: { ticks: 0, share: 0 },
    });
    expect(found.instruments).to.deep.equal([
      {
        token: FUTURE,
        instrument: 'NFO:NIFTYF',
        class: 'future',
        ticks: 101,
        medianMs: 1_000,
        count: 0,
        longestMs: 0,
        sumMs: 0,
        excessMs: 0,
        coverage: 1,
        fullCoverage: 1,
        tradedVolume: 100,
        missedVolume: 0,
      },
    ]);
    expect(found.latency.feedLag).to.include({ count: 101, p50: 250 });
  });

  it('counts a lost connection from there to the next log-in, the gap in its ticks, and what traded unseen', () => {
    const found = stabilityOf([
      ...LIVE,
      ...ticks(future, [...seconds(0, 40), ...seconds(55, 100)]),
      connected(40_000, 'Waiting', 'the connection was lost'),
      connected(45_000, 'Connecting'),
      connected(54_000, 'Subscribing'),
      connected(54_500, 'Live'),
    ]);

    expect(found).to.deep.include({
      uptime: 0.86,
      downMs: 14_000,
      outages: 1,
      mtbfMs: 86_000,
      mttrMs: 14_000,
    });
    expect(found.list).to.deep.equal([
      {
        from: '2026-01-05T09:15:40.000+05:30',
        to: '2026-01-05T09:15:54.000+05:30',
        ms: 14_000,
        cause: 'lost',
        detail: 'the connection was lost',
      },
    ]);
    expect(found.reconnects).to.equal(1);
    expect(found.instruments[0]).to.include({
      count: 1,
      longestMs: 15_000,
      excessMs: 13_000,
      coverage: 0.87,
      tradedVolume: 100,
      missedVolume: 15, // 55 - 40
    });
    // of seconds 1 to 99: down from 40 to 53, at 54 up and the last tick 14 s old
    expect(found.dataReady).to.equal(84 / 99);
  });

  for (const [what, entries, cause] of [
    ['an expired log-in', [feedEvent(50_000, { event: 'SessionExpired' })], 'log-in'],
    ['a log-in that another session took', [connected(50_000, 'Evicted')], 'taken over'],
    ['a feed that is told to be stalled', [connected(50_000, 'Stalled')], 'silent'],
    [
      'the first of several reasons',
      [connected(50_000, 'Evicted'), connected(51_000, 'Waiting')],
      'taken over',
    ],
  ] as const)
    it(`tells ${what} as the reason`, () => {
      const found = stabilityOf([
        ...LIVE,
        ...ticks(future, seconds(0, 50)),
        ...entries,
        connected(60_000, 'Live'),
      ]);

      expect(found.list.map((outage) => [outage.cause, outage.ms])[0]).to.deep.equal([cause, 10_000]);
    });

  it('takes a market that is silent for no outage, only for a gap', () => {
    const found = stabilityOf([...LIVE, ...ticks(future, [...seconds(0, 20), ...seconds(50, 100)])]);

    expect(found).to.include({ uptime: 1, outages: 0 });
    expect(found.instruments[0]).to.include({ count: 1, longestMs: 30_000 });
  });

  it('counts a feed on which no frame came from 5 s before it was told until one comes', () => {
    const unheard = feedEvent(27_000, { event: 'Unheard', detail: 'no frame of any kind' });
    const ticked = stabilityOf([
      ...LIVE,
      ...ticks(future, [...seconds(0, 22), ...seconds(30, 100)]),
      unheard,
    ]);
    const heard = stabilityOf([
      ...LIVE,
      ...ticks(future, [...seconds(0, 22), ...seconds(60, 100)]),
      unheard,
      feedEvent(32_000, { event: 'Heard' }),
    ]);

    expect(ticked.list).to.deep.equal([
      {
        from: '2026-01-05T09:15:22.000+05:30',
        to: '2026-01-05T09:15:30.000+05:30',
        ms: 8_000,
        cause: 'silent',
        detail: 'no frame of any kind',
      },
    ]);
    expect(heard.list.map(({ ms, cause }) => [ms, cause])).to.deep.equal([[10_000, 'silent']]);
  });

  it('counts a silence that a lost connection ends as one outage, and one that lasts to the end', () => {
    const lost = stabilityOf([
      ...LIVE,
      ...ticks(future, [...seconds(0, 40), ...seconds(60, 94)]),
      feedEvent(45_000, { event: 'Unheard', detail: 'no frame of any kind' }),
      connected(50_000, 'Waiting', 'the connection was lost'),
      connected(59_000, 'Subscribing'),
      feedEvent(99_000, { event: 'Unheard', detail: 'no frame again' }),
    ]);

    expect(lost.list.map(({ ms, cause, detail }) => [ms, cause, detail])).to.deep.equal([
      [19_000, 'silent', 'no frame of any kind'], // 40 to 59
      [6_000, 'silent', 'no frame again'], // 94 to 100
    ]);
  });

  it('counts gaps and ages within the hours of what ticks only', () => {
    const opens = at(20_000) - startOfSession(sessionDayOf(at(0)));
    const nse = { kind: 'open', hours: [{ from: opens, to: opens + 60_000 }] } as const; // 20 to 80
    const fold = new StabilityFold({
      instruments: new Map([
        [FUTURE, future],
        [SHARE, share],
      ]),
      calendar: {
        knows: () => true,
        sessionOf: (exchange) => (exchange === 'NFO' ? nse : { kind: 'unknown' }),
        usualOpenOf: () => undefined,
      },
      startAt: at(0),
      endAt: at(100_000),
      hasEnded: true,
    });
    const entries = [...LIVE, ...ticks(future, seconds(21, 70)), ...ticks(share, [99])];
    const clock = seconds(1, 100).map((second) => clockTicked(second * 1_000));
    for (const entry of [...entries, ...clock].sort((a, b) => a.at - b.at)) fold.take(entry);
    const { instruments, freshness } = fold.result();

    expect(instruments[0]).to.include({ class: 'future', count: 1, sumMs: 10_000 });
    expect(instruments[1]).to.include({ class: 'other', count: 1, longestMs: 99_000 });
    expect(freshness.find((row) => row.class === 'future')).to.include({ count: 60, p50: 0, p99: 9_000 });
  });

  it('counts outages within the hours of trading only', () => {
    const opens = at(20_000) - startOfSession(sessionDayOf(at(0)));
    const fold = new StabilityFold({
      instruments: new Map([[FUTURE, future]]),
      calendar: {
        knows: () => true,
        sessionOf: () => ({ kind: 'open', hours: [{ from: opens, to: opens + 60_000 }] }), // 20 to 80
        usualOpenOf: () => undefined,
      },
      startAt: at(0),
      endAt: at(100_000),
      hasEnded: true,
    });
    for (const entry of [...LIVE, ...ticks(future, seconds(21, 70)), connected(70_000, 'Waiting')])
      fold.take(entry);
    const { list, uptime, sessionMs } = fold.result();

    expect(list.map(({ ms, cause }) => [ms, cause])).to.deep.equal([[10_000, 'lost']]); // 70 to 80
    expect([uptime, sessionMs]).to.deep.equal([1 - 10 / 60, 60_000]);
  });

  it('begins with the first tick, where nothing was told of a connection', () => {
    const found = stabilityOf(ticks(future, [...seconds(10, 50), ...seconds(55, 100)]));

    expect(found).to.include({ startMs: 10_000, sessionMs: 90_000, uptime: 1 });
    expect(found.instruments[0]).to.include({ count: 1, sumMs: 5_000, fullCoverage: 1 - 5 / 90 });
  });

  it('begins with the first log-in, and counts an outage that lasts to the end', () => {
    const found = stabilityOf([
      connected(0, 'Connecting'),
      connected(10_000, 'Waiting'),
      connected(20_000, 'Subscribing'),
      ...ticks(future, seconds(20, 90)),
      connected(90_000, 'Waiting'),
    ]);

    expect(found).to.include({ startMs: 20_000, sessionMs: 80_000, downMs: 10_000, outages: 1 });
    expect(found.uptime).to.equal(0.875);
  });

  it('counts a session that was cut off and went on as down until it has logged in again', () => {
    const found = stabilityOf([
      ...LIVE,
      ...ticks(future, [...seconds(0, 40), ...seconds(60, 100)]),
      feedEvent(40_500, { event: 'Resumed' }),
      connected(59_000, 'Connecting'),
      connected(60_000, 'Subscribing'),
    ]);

    expect(found).to.include({ crashes: 1, recoveries: 1, reconnects: 1 });
    expect(found.list.map(({ ms, cause }) => [ms, cause])).to.deep.equal([[19_500, 'crash']]);
  });

  it('has no uptime where nobody ever logged in', () => {
    expect(stabilityOf([connected(0, 'Connecting')])).to.include({
      from: null,
      sessionMs: 0,
      uptime: null,
      dataReady: null,
    });
  });

  it('measures by the hours of the calendar', () => {
    const fold = new StabilityFold({
      instruments: new Map([[FUTURE, future]]),
      calendar: {
        knows: () => true,
        sessionOf: () => ({ kind: 'holiday', name: 'a feast' }),
        usualOpenOf: () => undefined,
      },
      startAt: at(0),
      endAt: at(100_000),
      hasEnded: true,
    });
    for (const entry of [...LIVE, ...ticks(future, [0, 90])]) fold.take(entry);

    expect(fold.result()).to.include({ sessionMs: 0, uptime: null, outages: 0 });
    expect(fold.result().instruments[0]).to.include({ count: 0, coverage: null });
  });

  it('counts what became of the orders, and why some were rejected', () => {
    const rejected = { change: 'Rejected', reason: 'no margin' } as const;
    const found = stabilityOf([
      ...LIVE,
      updated(1_000, { id: 'a' as OrderId, state: 'Open' }),
      { ...updated(2_000, { id: 'a' as OrderId, state: 'Cancelled' }), change: 'Cancelled' },
      { ...updated(3_000, { id: 'b' as OrderId, state: 'Rejected' }), ...rejected },
      { ...updated(4_000, { id: 'c' as OrderId, state: 'Rejected' }), ...rejected },
      { ...updated(5_000, { id: 'd' as OrderId, state: 'Expired' }), change: 'Expired' },
    ]);

    expect(found.orders).to.deep.equal({
      ...{ sent: 0, acknowledged: 1, filled: 0, cancelled: 1, expired: 1, rejected: 2 },
      reasons: { 'no margin': 2 },
    });
  });

  it('counts folded ticks, ages, and how long an order took to be acknowledged and executed', () => {
    const order = { state: 'Open', decidedAt: at(1_000), filled: 0 } as const;
    const found = stabilityOf(
      [
        ...LIVE,
        ...ticks(future, seconds(0, 50)),
        tick({ seq: 2, at: at(51_000), token: FUTURE, last: 1, flags: MessageFlag.Conflated }),
        updated(1_150, order),
        updated(1_950, { ...order, state: 'Filled', filled: 100 }, { quantity: 100, at: at(1_950) }),
      ],
      [future],
      false,
    );

    expect(found.conflated).to.deep.equal({ ticks: 1, share: 1 / 52 });
    expect(found.crashes).to.equal(1);
    expect(found.latency.intentToAck).to.include({ count: 1, max: 150 });
    expect(found.latency.ackToFill).to.include({ count: 1, max: 800 });
    // of 99 seconds 51 with a tick, then older by the second: of rank 50 it is 0, of 95 44 s, of 99 48 s
    const [ages] = found.freshness;
    expect(ages).to.include({ class: 'future', count: 99, p50: 0 });
    expect(ages?.p95).to.be.closeTo(44_000, 44);
    expect(ages?.p99).to.be.closeTo(48_000, 48);
  });
});
