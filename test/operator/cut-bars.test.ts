import { expect } from 'chai';
import { tradingCalendar } from '../../src/domain/calendar.js';
import type { Entry } from '../../src/domain/entry.js';
import { NO_INTENTS } from '../../src/domain/intent.js';
import type { SessionDay } from '../../src/domain/session.js';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.js';
import { ACC, INFY } from '../support/instrument.js';
import { tf, tk } from './messages.js';
import { bound, scripted } from './scripted.js';
import { told } from './told.js';
import { handPlayed, type Plan } from './world.js';

/** 09:15 to 15:30 on NSE, every weekday. */
const CALENDAR = tradingCalendar([
  {
    exchanges: ['NSE'],
    from: 0 as SessionDay,
    to: 40_000 as SessionDay,
    day: {
      kind: 'open',
      hours: [{ from: 9 * HOUR_MS + 15 * MINUTE_MS, to: 15 * HOUR_MS + 30 * MINUTE_MS }],
    },
  },
]);

/** Says what it hears. */
const listening = (heard: string[]) =>
  scripted('alpha', 0, (state, event) => {
    if (event.kind === 'Tick') heard.push(`${event.seq} Tick ${event.last ?? '-'}`);
    if (event.kind === 'Bar') heard.push(`${event.seq} Bar ${event.close}`);
    return [state, NO_INTENTS];
  });

const running = (plan: Omit<Plan, 'tokens' | 'bindings' | 'calendar'>) => {
  const heard: string[] = [];
  const tokens = [ACC, INFY];
  const world = handPlayed({
    tokens,
    bindings: [bound(listening(heard), undefined, tokens)],
    calendar: CALENDAR,
    ...plan,
  });
  const subscription = world.entry$.subscribe((entry) => world.entries.push(entry));
  const said = (...kinds: readonly Entry['kind'][]): readonly string[] =>
    world.entries.filter(({ kind }) => kinds.includes(kind)).map(told);
  return { ...world, heard, subscription, said };
};

describe('cutBars', () => {
  it('tells a bar before the tick that shows that it is over reaches strategies, and behind it on the belt', () => {
    const { bring, said, heard } = running({
      graph: (event$, { cutBars, strategies }) => event$.pipe(cutBars('1m'), strategies),
    });

    bring(
      tk(0, ACC, { last: 100, volume: 10 }),
      tf(500, ACC, { last: 102, volume: 15 }),
      tf(60_000, ACC, { last: 101, volume: 21 }),
    );

    expect(said('Tick', 'Bar')).to.deep.equal([
      '1 Tick NSE|22 100',
      '2 Tick NSE|22 102',
      '63 Tick NSE|22 101',
      '64<63 Bar 1m NSE|22 100 102 100 102 ×15 of 2',
    ]);
    expect(heard).to.deep.equal(['1 Tick 100', '2 Tick 102', '64 Bar 102', '63 Tick 101']);
  });

  it('closes a bar by the clock, two seconds behind its end, when no tick comes', () => {
    const { bring, clock, said, heard } = running({
      graph: (event$, { cutBars, strategies }) => event$.pipe(cutBars('1m'), strategies),
    });

    bring(tk(0, ACC, { last: 100, volume: 10 }));
    clock.advanceTo(tk(61_999, ACC).receivedAt);
    expect(said('Bar')).to.deep.equal([]);
    clock.advanceTo(tk(62_000, ACC).receivedAt);

    expect(said('Bar')).to.deep.equal(['64<63 Bar 1m NSE|22 100 100 100 100 ×10 of 1']);
    expect(heard).to.deep.equal(['1 Tick 100', '64 Bar 100']);
  });
});
