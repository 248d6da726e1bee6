import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { tradingCalendar } from '../../src/domain/calendar.js';
import type { Entry } from '../../src/domain/entry.js';
import { sessionDayOf } from '../../src/domain/session.js';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import { at, OPEN } from '../operator/messages.js';
import { type Happening, happenings, live, type LiveCase } from './live-case.js';
import { BROKERS, PIPELINES, TOKENS, withGraph } from './live-pipelines.js';

/** The session begins an hour and three quarters before this open: its clock sleeps at first. */
const HOURS = { from: 11 * HOUR_MS, to: 11 * HOUR_MS + 10 * MINUTE_MS };
const QUARTER = 15 * MINUTE_MS;
const day = sessionDayOf(at(0));
const calendar = tradingCalendar([
  { exchanges: ['NSE'], from: day, to: day, day: { kind: 'open', hours: [HOURS] } },
]);
const OPENS_AT = OPEN + 1.75 * HOUR_MS;

/** Things that happen at once, with long times between, in which the clock falls asleep and the hours come and go. */
const nights = fc
  .array(fc.tuple(happenings(TOKENS, 8), fc.integer({ min: 0, max: 50 * MINUTE_MS })), { maxLength: 6 })
  .map((parts) =>
    parts.flatMap(([some, ms]): readonly Happening[] => [...some.filter(isNoSetting), { kind: 'pass', ms }]),
  );
const isNoSetting = ({ kind }: Happening): boolean => kind !== 'set';

const cases: fc.Arbitrary<LiveCase> = fc.record({
  happenings: nights,
  lineBound: fc.constantFrom(1, 8, 10_000),
  entryMs: fc.constantFrom(0, 0.4),
  onStop: fc.constantFrom('keep' as const, 'flatten' as const),
});

/** When the clock is to be told between the first entry and the last, by the definition, moment by moment. */
const toBeTold = (entries: readonly Entry[], from: number, to: number): readonly number[] => {
  const woken = entries.filter(({ kind }) => WAKES.has(kind));
  const told: number[] = [];
  let next = 0;
  let wokenAt = -Infinity;
  for (let second = from - (from % SECOND_MS) + SECOND_MS; second <= to; second += SECOND_MS) {
    for (let one = woken[next]; one !== undefined && one.at < second; one = woken[(next += 1)])
      wokenAt = one.at;
    const isInHours = OPENS_AT - QUARTER <= second && second <= OPENS_AT + 10 * MINUTE_MS + QUARTER;
    if (isInHours || second - wokenAt <= QUARTER || second % MINUTE_MS === 0) told.push(second);
  }
  return told;
};

const WAKES: ReadonlySet<string> = new Set<Entry['kind']>([
  'Tick',
  'OrderUpdate',
  'UnexpectedUpdate',
  'Command',
]);

const toldIn = (entries: readonly Entry[]): readonly number[] =>
  entries.flatMap(({ kind, at: told }) => (kind === 'ClockTicked' ? [told] : []));

describe('a session of which most is night', () => {
  for (const graph of ['with nothing between', 'with bars'])
    for (const [answers, broker] of Object.entries(BROKERS))
      it(`is replayed entry by entry, ${graph} and a broker ${answers}`, async () => {
        const pipeline: Pipeline = { ...(PIPELINES[graph] ?? withGraph()), calendar };
        await fc.assert(
          fc.asyncProperty(cases, async (one) => {
            const { entries, replayed } = await live(pipeline, broker, one);

            // chai takes seconds for so many
            expect(isDeepStrictEqual(replayed, entries)).to.equal(true);
          }),
          { numRuns: 6 },
        );
      });

  it('has been told the seconds of its hours and of what happened, the minutes else, and no other moment', async () => {
    const broker = BROKERS['that answers later'] ?? expect.fail('there is no such broker');
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const { entries, result } = await live({ ...withGraph(), calendar }, broker, one);

        expect(toldIn(entries)).to.deep.equal(toBeTold(entries, OPEN, result.endAt));
      }),
      { numRuns: 15 },
    );
  });
});
