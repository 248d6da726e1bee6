import { loadCalendar } from '../../adapter/calendar/load-calendar.js';
import { chargePlanNamed } from '../../adapter/charges/charge-plan.js';
import { type SweepRow, settingsOf } from '../../codec/sweep/row.js';
import type { TradingCalendar } from '../../domain/calendar.js';
import { type InstrumentBook, instrumentBook } from '../../domain/instrument-book.js';
import { UsageError } from '../../domain/failure.js';
import type { ExchangePlan } from '../../exchange/exchange-plan.js';
import { chosenExchange } from '../chosen-exchange.js';
import type { PipelineDefinition } from '../define-pipeline.js';
import { loadPipeline } from '../load-pipeline.js';
import { resolvePipeline } from '../resolve-pipeline.js';
import type { Combination } from './combinations.js';
import { changedFiles } from './pipeline-code.js';
import { runCombination } from './run-combination.js';
import type { ExchangeAsked, SweepJob } from './sweep-job.js';

/** Runs one combination to its row. */
export type CombinationRunner = (combination: Combination) => Promise<SweepRow>;

interface Loaded {
  readonly definition: PipelineDefinition;
  readonly book: InstrumentBook;
  readonly calendar: TradingCalendar;
  readonly exchange: ExchangePlan;
}

/**
 * Loads what the runs of `job` share, for this thread. Rejects as `loadPipeline` does, and with a UsageError where the
 * pipeline's files are no longer what they were when the sweep began: their rows would be those of other code.
 */
export const combinationRunner = async (job: SweepJob): Promise<CombinationRunner> => {
  const changed = changedFiles(job);
  if (changed.length > 0)
    throw new UsageError(
      `${changed.join(', ')}: changed since the sweep began; what is done is kept, and counts for the code as it was`,
    );
  const loaded: Loaded = {
    definition: await loadPipeline(job.path),
    book: instrumentBook(job.instruments),
    calendar: await loadCalendar([]),
    exchange: await exchangeAsked(job.exchange),
  };
  return (combination) => rowOf(combination, job, loaded);
};

/** A combination that cannot be run, or throws, is told in its row. */
const rowOf = async (
  combination: Combination,
  { tape, endAt, slices, quality }: SweepJob,
  { definition, book, calendar, exchange }: Loaded,
): Promise<SweepRow> => {
  const settings = settingsOf(combination);
  try {
    const pipeline = resolvePipeline(definition, book, calendar, combination);
    const { result, failure } = await runCombination(pipeline, { tape, endAt, slices, exchange, quality });
    const error =
      failure === undefined ? null : `${failure.strategy} on ${failure.instrument}: ${failure.message}`;
    return { settings, error, result };
  } catch (error) {
    return { settings, error: error instanceof Error ? error.message : String(error), result: null };
  }
};

export const exchangeAsked = ({ isIdeal, fills, charges }: ExchangeAsked): Promise<ExchangePlan> =>
  chosenExchange({
    isIdeal,
    fills,
    charges: charges === undefined ? undefined : chargePlanNamed(charges),
  });
