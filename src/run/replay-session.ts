import { replayInputs } from '../adapter/replay/replay-inputs.js';
import { ReplayScheduler } from '../clock/replay-scheduler.js';
import type { Quality } from '../domain/quality.js';
import type { EpochMs } from '../domain/time.js';
import { assemble } from '../operator/assemble.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { BrokerOf } from '../port/broker.js';
import type { Input } from '../port/input.js';
import { type Reader, readEntries } from './read-entries.js';

export interface ReplaySessionOptions {
  /** Where the session's clock began. */
  readonly startAt: EpochMs;
  /** Where it ended; undefined goes no further than the last input, as where the end was not recorded. */
  readonly endAt: EpochMs | undefined;
  /** As the session had it. */
  readonly broker: BrokerOf;
  readonly quality: Quality;
  readonly readers: readonly Reader[];
}

/**
 * Repeats a live session from its recorded inputs, in virtual time: with the pipeline, broker and quality that the
 * session had, the readers see the entries that it had, one by one. Rejects as a backtest does.
 */
export const replaySession = async (
  pipeline: Pipeline,
  inputs: AsyncIterable<Iterable<Input>>,
  { startAt, endAt, broker, quality, readers }: ReplaySessionOptions,
): Promise<void> => {
  const clock = new ReplayScheduler(startAt);
  const { feed, command$, heard$ } = replayInputs(inputs, clock, endAt);
  const world = { clock, feed, command$, quality, broker: broker(clock, heard$) };
  const entry$ = assemble(pipeline, world);
  await readEntries(entry$, readers);
};
