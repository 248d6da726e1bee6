import { expect } from 'chai';
import { type CalendarRule, tradingCalendar } from '../../src/domain/calendar.js';
import { NO_INTENTS } from '../../src/domain/intent.js';
import { sessionDayOf } from '../../src/domain/session.js';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time.js';
import { ACC } from '../support/instrument.js';
import { at, connected, OPEN, tf, tk } from './messages.js';
import { bound, scripted } from './scripted.js';
import { handPlayed } from './world.js';

/** Trades for an hour from three hours behind the moment at which these worlds begin. */
const FROM = 3 * HOUR_MS;
const TO = 4 * HOUR_MS;
const MARGIN = 15 * MINUTE_MS;
const OF_DAY = 9.25 * HOUR_MS;
const day = sessionDayOf(at(0));
const hours: CalendarRule = {
  exchanges: ['NSE'],
  from: day,
  to: day,
  day: { kind: 'open', hours: [{ from: OF_DAY + FROM, to: OF_DAY + TO }] },
};

/** Every second from `from` to `to`, both included. */
const seconds = (from: number, to: number): readonly number[] =>
  Array.from({ length: (to - from) / SECOND_MS + 1 }, (_, i) => from + i * SECOND_MS);

const minutes = (from: number, to: number): readonly number[] =>
  seconds(from, to).filter((ms) => ms % MINUTE_MS === 0);

describe('the clock of a belt', () => {
  /** A world outside of hours, and when its clock was told, ms behind its beginning. */
  const asleep = () => {
    const quiet = bound(
      scripted('quiet', 0, (heard) => [heard, NO_INTENTS]),
      undefined,
      [ACC],
    );
    const world = handPlayed({ tokens: [ACC], bindings: [quiet], calendar: tradingCalendar([hours]) });
    const told: number[] = [];
    world.entry$.subscribe((entry) => {
      if (entry.kind === 'ClockTicked') told.push(entry.at - OPEN);
    });
    return { ...world, told, passTo: (ms: number) => world.clock.advanceTo(at(ms)) };
  };

  it('is told by the minute outside of hours, and by the second in them and around', () => {
    const { told, passTo } = asleep();

    passTo(5 * HOUR_MS);

    expect(told).to.deep.equal([
      ...minutes(MINUTE_MS, FROM - MARGIN - MINUTE_MS),
      ...seconds(FROM - MARGIN, TO + MARGIN),
      ...minutes(TO + MARGIN + MINUTE_MS, 5 * HOUR_MS),
    ]);
  });

  it('is told by the second for a quarter of an hour behind a tick', () => {
    const { told, bring, passTo } = asleep();

    bring(tk(91_000, ACC, { last: 1 }));
    passTo(HOUR_MS);

    expect(told).to.deep.equal([
      MINUTE_MS,
      ...seconds(92_000, 91_000 + MARGIN),
      ...minutes(17 * MINUTE_MS, HOUR_MS),
    ]);
  });

  it('goes on so while ticks come, and tells no moment twice', () => {
    const { told, bring, passTo } = asleep();

    bring(tk(0, ACC, { last: 1 }), tf(MARGIN, ACC, { last: 2 }), tf(2 * MARGIN + 1, ACC, { last: 3 }));
    passTo(3 * MARGIN + 1);

    expect(told).to.deep.equal(seconds(SECOND_MS, 3 * MARGIN));
  });

  it('is woken by a command, and not by a notice of the feed', () => {
    const { told, bring, command, passTo } = asleep();

    bring(connected(10_000, 'Live'));
    passTo(MINUTE_MS);
    command('halt');
    passTo(MINUTE_MS + 3_000);

    expect(told).to.deep.equal([60_000, 61_000, 62_000, 63_000]);
  });

  it('tells no minute a second time where a tick wakes it then', () => {
    const { told, bring, passTo } = asleep();

    bring(tk(MINUTE_MS, ACC, { last: 1 }));
    passTo(MINUTE_MS + 2_000);

    expect(told).to.deep.equal([60_000, 61_000, 62_000]);
  });

  it('stops with the feed', () => {
    const { clock, told, message$, passTo } = asleep();

    passTo(2 * MINUTE_MS);
    message$.complete();
    passTo(HOUR_MS);

    expect(told).to.deep.equal([60_000, 120_000]);
    expect(clock.actions).to.be.empty;
  });
});
