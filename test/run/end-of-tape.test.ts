import { expect } from 'chai';
import fc from 'fast-check';
import type { Bar } from '../../src/domain/bar.js';
import { tradingCalendar } from '../../src/domain/calendar.js';
import type { Entry } from '../../src/domain/entry.js';
import { sessionDayOf } from '../../src/domain/session.js';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.js';
import type { FeedMessage } from '../../src/port/feed.js';
import type { Input } from '../../src/port/input.js';
import { backtest } from '../../src/run/backtest.js';
import { at, batchesOf, OPEN } from '../operator/messages.js';
import { idealExchange } from '../support/ideal-exchange.js';
import { isBar } from '../support/cut-bars-of.js';
import { type Happening, happenings, live, type LiveCase } from './live-case.js';
import { BROKERS, TOKENS, withGraph } from './live-pipelines.js';

/** A session of two minutes. */
const CLOSE = OPEN + 2 * MINUTE_MS;
const day = sessionDayOf(at(0));
const hours = { from: 9.25 * HOUR_MS, to: 9.25 * HOUR_MS + 2 * MINUTE_MS };
const calendar = tradingCalendar([
  { exchanges: ['NSE'], from: day, to: day, day: { kind: 'open', hours: [hours] } },
]);
const pipeline = {
  ...withGraph((event$, { cutBars, strategies }) =>
    event$.pipe(cutBars('15s', '1m', '1d', { graceMs: 60_000 }), strategies),
  ),
  calendar,
};

const isMarket = ({ kind }: Happening): boolean => kind === 'message' || kind === 'pass';

/** Ticks over some minutes, of which the last may be anywhere, and then silence until all bars are over. */
const cases: fc.Arbitrary<LiveCase> = fc
  .array(fc.tuple(happenings(TOKENS, 20), fc.integer({ min: 0, max: 25_000 })), { maxLength: 8 })
  .map((parts) =>
    parts.flatMap(([some, ms]): readonly Happening[] => [...some.filter(isMarket), { kind: 'pass', ms }]),
  )
  .map((some) => ({
    happenings: [...some, { kind: 'pass' as const, ms: 5 * MINUTE_MS }],
    lineBound: 10_000,
    entryMs: 0,
    onStop: 'keep',
  }));

const isMessage = (input: Input): input is FeedMessage => input.kind === 'tk' || input.kind === 'tf';

/** Bars without their numbers: those of a session count the seconds before its first tick too. */
const barsOf = (entries: readonly Entry[]): readonly Omit<Bar, 'seq' | 'cause'>[] =>
  entries.filter(isBar).map(({ seq: _seq, cause: _cause, ...bar }) => bar);

describe('a backtest of what a session heard that stayed connected past the close', () => {
  it('shows its bars to the last, and to where the tape was cut those before', async () => {
    const broker = BROKERS['that answers at once'] ?? expect.fail('there is no such broker');
    const found = { whole: 0, cut: 0 };
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const { entries, inputs } = await live(pipeline, broker, one);
        const messages = inputs.filter(isMessage);
        const replayed: Entry[] = [];
        await backtest(pipeline, batchesOf(messages), {
          exchange: idealExchange(),
          readers: [(entry) => replayed.push(entry)],
        });

        const [all, some] = [barsOf(entries), barsOf(replayed)];
        const lastAt = messages.at(-1)?.receivedAt ?? OPEN;
        if (lastAt < CLOSE - MINUTE_MS) {
          found.cut += 1;
          expect(some).to.deep.equal(all.filter((bar) => bar.at <= lastAt));
        } else {
          found.whole += 1;
          expect(some).to.deep.equal(all);
        }
      }),
      { numRuns: 60, seed: 3 },
    );

    expect(Math.min(found.whole, found.cut)).to.be.above(5);
  });
});
