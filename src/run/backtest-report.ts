import { between } from '../adapter/replay/between.js';
import { DataError } from '../domain/failure.js';
import type { Quality } from '../domain/quality.js';
import type { EpochMs } from '../domain/time.js';
import { istTextOf } from '../domain/session.js';
import { FLAG_NAMES } from '../domain/touchline.js';
import type { ExchangePlan } from '../exchange/exchange-plan.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { MessageBatch } from '../port/feed.js';
import type { Tape } from '../port/tape.js';
import type { Report } from '../report/report.js';
import type { RunResult } from '../report/run-result.js';
import { backtest, type BacktestOptions } from './backtest.js';
import { barModels, requireNoFinerBars } from './bars-of-bars.js';
import { exchangeModels, exchangeSettings } from './exchange-settings.js';
import type { Reader } from './read-entries.js';
import { type ReportPlaces, reportReader } from './report-reader.js';

export interface BacktestReportOptions {
  readonly exchange: ExchangePlan;
  /** From when on ticks are odd, and what becomes of them then. */
  readonly quality: Quality;
  /** The part of the tape that is run, `[from, to)`; undefined is all on that side. */
  readonly from: EpochMs | undefined;
  readonly to: EpochMs | undefined;
  /** As `backtest` has it. */
  readonly endOf?: BacktestOptions['endOf'];
  /** Where the report's files go. */
  readonly places: ReportPlaces;
  /** Shown every entry, before the report takes it. */
  readonly reader: Reader;
  /** Called after each batch of messages. */
  readonly onProgress: () => void;
}

/**
 * Backtests `pipeline` over `tape` and folds the run into its report, written to `places`. Rejects as `backtest` does,
 * with a UsageError where the graph cuts bars that are finer than the tape's, and with a DataError when the tape has no
 * tick of the pipeline's instruments in that time.
 */
export const backtestReport = async (
  pipeline: Pipeline,
  tape: Tape,
  { exchange, quality, from, to, endOf, places, reader: shown, onProgress }: BacktestReportOptions,
): Promise<Report> => {
  requireNoFinerBars(pipeline, tape);
  const reader = reportReader(pipeline, places, exchange.charges.notesOf);
  try {
    const messages = between(tape.batches(new Set(pipeline.instruments.keys())), from, to);
    await backtest(pipeline, noting(messages, onProgress), {
      exchange,
      quality,
      cutAt: to,
      ...(endOf === undefined ? {} : { endOf }),
      readers: [shown, reader.read],
    });
    const result = reader.result();
    if (result.ticks.count === 0) {
      const dropped = result.counts.dropped === 0 ? '' : `; ${allDropped(result, quality)}`;
      throw new DataError(`${nothingToRun(pipeline, tape, from, to)}${dropped}`);
    }
    const { rows, skipped } = tape.progress;
    return reader.finish(
      result,
      { files: tape.files, rows, skipped },
      {
        ...exchangeSettings(exchange, pipeline),
        from: from === undefined ? null : istTextOf(from),
        to: to === undefined ? null : istTextOf(to),
        quality,
      },
      [...exchangeModels(exchange, pipeline), ...barModels(pipeline, tape)],
    );
  } finally {
    reader.close();
  }
};

async function* noting(
  batches: AsyncIterable<MessageBatch>,
  onBatch: () => void,
): AsyncIterable<MessageBatch> {
  for await (const batch of batches) {
    yield batch;
    onBatch();
  }
}

const nothingToRun = (
  { instruments }: Pipeline,
  { files, progress }: Tape,
  from: EpochMs | undefined,
  to: EpochMs | undefined,
): string =>
  `no tick of ${[...instruments.values()].map(({ name, token }) => `${name} (${token})`).join(', ')} ` +
  `in ${progress.rows} rows of ${files.map(({ path }) => path).join(', ')}` +
  `${from === undefined ? '' : ` from ${istTextOf(from)}`}${to === undefined ? '' : ` to ${istTextOf(to)}`}`;

const allDropped = ({ ticks }: RunResult, { on }: Quality): string => {
  const flags = FLAG_NAMES.filter((name) => on[name] === 'drop' && ticks.flags[name] > 0);
  return (
    `every tick was dropped for a flag (${flags.map((name) => `${ticks.flags[name]} ${name}`).join(', ')}): ` +
    `--on ${flags.map((name) => `${name}=keep`).join(',')} passes them on`
  );
};
