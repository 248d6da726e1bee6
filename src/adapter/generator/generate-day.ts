import { UsageError } from '../../domain/failure.js';
import { type EpochMs, epochMs, MINUTE_MS, SECOND_MS } from '../../domain/time.js';
import type { TouchlineMessage } from '../../domain/touchline.js';
import { type FrameTimes, FeedLine } from './feed-line.js';
import { openMarket } from './market.js';
import { type Random, randomsOf } from './random.js';
import { CLOSES_AT_MS, OPENS_AT_MS, shareOfSession, STEP_MS } from './session-shape.js';

export interface DaySettings {
  /** Whole; its low 32 bits count. */
  readonly seed: number;
  /** The IST date of the session: `2026-01-05`. */
  readonly date: string;
}

/**
 * A made-up session of the sample's four instruments, 09:15 to 15:30 IST, as a broker's feed would have sent
 * it: a `tk` of each token, then `tf`s; once about noon the line is down for a minute and a half, and every
 * token starts again with a `tk`. `receivedAt` rises strictly. The same settings give the same messages.
 * Throws a UsageError for a date that is none, or from the future's expiry on.
 */
export function* generateDay({ seed, date }: DaySettings): Generator<TouchlineMessage, void, undefined> {
  const midnight = midnightOf(date);
  const nextRandom = randomsOf(seed);
  const line = nextRandom();
  const gap = gapOf(line);
  const market = openMarket(nextRandom, date, epochMs(midnight + OPENS_AT_MS));
  const channels = market.sources.map((source) => ({ source, feed: new FeedLine(source) }));

  let isSubscribed = false;
  let receivedAt = midnight;
  for (let stepAtMs = OPENS_AT_MS; stepAtMs < LAST_STEP_AT_MS; stepAtMs += STEP_MS) {
    const mood = market.step(shareOfSession(stepAtMs));
    const isDown = stepAtMs >= gap.fromMs && stepAtMs < gap.toMs;
    const turns = channels.map((channel) => ({
      ...channel,
      at: epochMs(midnight + stepAtMs + line.integer(0, STEP_MS - 1)),
    }));
    for (const { source, feed, at } of turns.sort((a, b) => a.at - b.at)) {
      if (isDown) {
        source.act(at, mood); // trading goes on, unseen
        continue;
      }
      const times: FrameTimes = {
        exchangeAt: epochMs(Math.floor(at / SECOND_MS) * SECOND_MS),
        // one connection: a frame never overtakes the one before it
        receivedAt: epochMs(Math.max(receivedAt + 1, at + line.integer(...DELAY_MS))),
      };
      const message = isSubscribed ? feed.update(source.act(at, mood), times) : feed.snapshot(times);
      if (message === undefined) continue;
      receivedAt = times.receivedAt;
      yield message;
    }
    isSubscribed = !isDown;
  }
}

/** A second short of the close, so that no frame's delay carries it past. */
const LAST_STEP_AT_MS = CLOSES_AT_MS - SECOND_MS;

/** From the exchange to us, least and most. */
const DELAY_MS = [12, 60] as const;

/** When the line is down, milliseconds since midnight IST: a minute and a half from some time between 12:07 and 12:38. */
const gapOf = (line: Random): { readonly fromMs: number; readonly toMs: number } => {
  const fromMs = OPENS_AT_MS + line.integer(172, 202) * MINUTE_MS + line.integer(0, 59) * SECOND_MS;
  return { fromMs, toMs: fromMs + line.integer(84, 96) * SECOND_MS };
};

const midnightOf = (date: string): EpochMs => {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00+05:30`) : NaN;
  if (Number.isNaN(midnight)) throw new UsageError(`${date} is no date: expected YYYY-MM-DD`);
  return epochMs(midnight);
};
