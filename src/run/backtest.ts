import { NEVER } from 'rxjs';
import { peek } from '../adapter/replay/peek.js';
import { replayFeed } from '../adapter/replay/replay-feed.js';
import { simulatedBroker } from '../adapter/simulated/simulated-broker.js';
import { ReplayScheduler } from '../clock/replay-scheduler.js';
import { sessionDayOf } from '../domain/session.js';
import { DEFAULT_QUALITY, type Quality } from '../domain/quality.js';
import { type ExchangePlan, rulesFor } from '../exchange/exchange-plan.js';
import { assemble } from '../operator/assemble.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { MessageBatch } from '../port/feed.js';
import { type Reader, readEntries } from './read-entries.js';

export interface BacktestOptions {
  readonly exchange: ExchangePlan;
  /** Each is shown every entry, in this order. */
  readonly readers: readonly Reader[];
  /** From when on ticks are odd and what becomes of them then; {@link DEFAULT_QUALITY} when left out. */
  readonly quality?: Quality;
}

/**
 * Runs `pipeline` over stored messages in virtual time, to their end. Virtual time begins with the first
 * message. Rejects with what the messages' source, a stage, a reader or the guard against wall clocks throws, and
 * with a UsageError where an instrument or the first day is in no charge table.
 */
export const backtest = async (
  pipeline: Pipeline,
  batches: AsyncIterable<MessageBatch>,
  { exchange, readers, quality = DEFAULT_QUALITY }: BacktestOptions,
): Promise<void> => {
  const { first, all } = await peek(batches);
  if (first === undefined) return;
  const clock = new ReplayScheduler(first.receivedAt);
  const entry$ = assemble(pipeline, {
    clock,
    feed: replayFeed(all, clock),
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
