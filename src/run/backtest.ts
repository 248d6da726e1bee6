import { NEVER } from 'rxjs';
import { peek } from '../adapter/replay/peek.js';
import { replayFeed } from '../adapter/replay/replay-feed.js';
import { simulatedBroker } from '../adapter/simulated/simulated-broker.js';
import { ReplayScheduler } from '../clock/replay-scheduler.js';
import { endOfTape } from '../domain/end-of-tape.js';
import { DEFAULT_QUALITY, type Quality } from '../domain/quality.js';
import { sessionDayOf } from '../domain/session.js';
import type { EpochMs } from '../domain/time.js';
import { type ExchangePlan, rulesFor } from '../exchange/exchange-plan.js';
import { assemble } from '../operator/assemble.js';
import { exchangesOf, type Pipeline } from '../operator/pipeline.js';
import type { MessageBatch } from '../port/feed.js';
import { type Reader, readEntries } from './read-entries.js';

export interface BacktestOptions {
  readonly exchange: ExchangePlan;
  /** Each is shown every entry, in this order. */
  readonly readers: readonly Reader[];
  /** From when on ticks are odd and what becomes of them then; {@link DEFAULT_QUALITY} when left out. */
  readonly quality?: Quality;
  /** From when on messages were left out of the tape; undefined where it is whole to its end. */
  readonly cutAt?: EpochMs | undefined;
  /** Where time goes on to behind the last message; to a close that is near, as {@link endOfTape}, when left out. */
  readonly endOf?: (lastAt: EpochMs) => EpochMs;
}

/**
 * Runs `pipeline` over stored messages in virtual time, to their end, or to that of the session that they end with.
 * Virtual time begins with the first message. Rejects with what the messages' source, a stage, a reader or the guard
 * against wall clocks throws, and with a UsageError where an instrument or the first day is in no charge table.
 */
export const backtest = async (
  pipeline: Pipeline,
  batches: AsyncIterable<MessageBatch>,
  {
    exchange,
    readers,
    quality = DEFAULT_QUALITY,
    cutAt,
    endOf = (lastAt) => endOfTape(pipeline.calendar, exchangesOf(pipeline), lastAt, cutAt),
  }: BacktestOptions,
): Promise<void> => {
  const { first, all } = await peek(batches);
  if (first === undefined) return;
  const clock = new ReplayScheduler(first.receivedAt);
  const entry$ = assemble(pipeline, {
    clock,
    feed: replayFeed(all, clock, endOf),
    quality,
    broker: simulatedBroker(
      clock,
      rulesFor(exchange, pipeline, sessionDayOf(first.receivedAt)),
      pipeline.instruments,
    ),
    command$: NEVER,
  });
  await readEntries(entry$, readers);
};
