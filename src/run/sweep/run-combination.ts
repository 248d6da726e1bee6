import { type SharedTape } from '../../adapter/tape/shared/shared-tape.js';
import { sharedMessages } from '../../adapter/tape/shared/shared-messages.js';
import type { RowResult } from '../../codec/sweep/row.js';
import { capitalShares } from '../../domain/capital-shares.js';
import { fullMargin } from '../../domain/margin.js';
import type { Quality } from '../../domain/quality.js';
import type { EpochMs } from '../../domain/time.js';
import type { ExchangePlan } from '../../exchange/exchange-plan.js';
import type { Pipeline } from '../../operator/pipeline.js';
import type { MessageBatch } from '../../port/feed.js';
import { figuresOf } from '../../report/figures.js';
import { ReportFold } from '../../report/report-fold.js';
import type { FailedStrategy } from '../../report/run-result.js';
import { SliceSink } from '../../report/sweep/slice-sink.js';
import type { Slices } from '../../report/sweep/slices.js';
import { backtest } from '../backtest.js';

export interface RunOptions {
  readonly tape: SharedTape;
  /** Where time goes on to behind its last message. */
  readonly endAt: EpochMs;
  readonly slices: Slices;
  readonly exchange: ExchangePlan;
  readonly quality: Quality;
}

/**
 * What a run of `pipeline` over the shared tape comes to, and the strategy that threw first. Rejects as `backtest`
 * does.
 */
export const runCombination = async (
  pipeline: Pipeline,
  { tape, endAt, slices, exchange, quality }: RunOptions,
): Promise<{ readonly result: RowResult; readonly failure: FailedStrategy | undefined }> => {
  const { name, capital, instruments, bindings, margin = fullMargin, hurdles } = pipeline;
  const sink = new SliceSink(slices, capital);
  const strategies = capitalShares(capital, bindings);
  const fold = new ReportFold({ pipeline: name, capital, instruments, strategies, margin, hurdles }, sink);
  await backtest(pipeline, batchesOf(tape), {
    exchange,
    quality,
    endOf: () => endAt,
    readers: [(entry) => fold.take(entry)],
  });
  const { digest, performance, failures } = fold.result();
  return {
    result: { digest, figures: figuresOf(performance), ...sink.result() },
    failure: failures[0],
  };
};

async function* batchesOf(tape: SharedTape): AsyncIterable<MessageBatch> {
  yield* sharedMessages(tape);
}
