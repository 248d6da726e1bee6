import type { Command } from 'commander';
import { loadCalendar } from '../adapter/calendar/load-calendar.js';
import { noBar, runBar } from '../adapter/console/progress-bar.js';
import { loadInstruments } from '../adapter/master/load-instruments.js';
import { openTape } from '../adapter/tape/open-tape.js';
import type { Setting } from '../codec/setting.js';
import { UsageError } from '../domain/failure.js';
import type { EpochMs } from '../domain/time.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { Tape } from '../port/tape.js';
import type { Report } from '../report/report.js';
import { backtestReport } from '../run/backtest-report.js';
import { barModels } from '../run/bars-of-bars.js';
import { loadPipeline } from '../run/load-pipeline.js';
import type { Reader } from '../run/read-entries.js';
import type { ReportPlaces } from '../run/report-reader.js';
import { resolvePipeline } from '../run/resolve-pipeline.js';
import { exchangeOf, type FillOptions, withFillOptions } from './fill-options.js';
import { finishRecordings } from './finish-recordings.js';
import { fromMoment, setting, toMoment } from './option.js';
import { qualityOf, type QualityOptions, withQualityOptions } from './quality-options.js';
import { fileOptions, type ReadingOptions, withReadingOptions } from './reading-options.js';

/** What commander makes of the options of {@link withTapeRunOptions}. */
export interface TapeRunOptions extends ReadingOptions, QualityOptions, FillOptions {
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly set: readonly Setting[];
}

/** `command` with the options that say how a pipeline is run over a tape. */
export const withTapeRunOptions = (command: Command): Command =>
  withFillOptions(withQualityOptions(withReadingOptions(command, ['data/instruments.csv'])))
    .option('--from <moment>', 'first moment, IST unless it has a zone: 2025-12-29T10:00', fromMoment)
    .option('--to <moment>', 'end, not included; a date alone includes its day', toMoment)
    .option('--set <strategy.setting=value>', 'change a setting; may be given again', setting, []);

/** What of a run besides its result is told, and where. */
export interface TapeRunOutput {
  readonly places: ReportPlaces;
  /** Shown every entry; a line for people goes to `line`, past the progress bar. */
  readonly readerOf: (pipeline: Pipeline, line: (text: string) => void) => Reader;
}

/**
 * Runs the pipeline of the file `path` over the tape of the files `data`. Rejects as loading, opening and running do,
 * and with a UsageError where the span has no length.
 */
export const runOverTape = async (
  path: string,
  data: readonly string[],
  options: TapeRunOptions,
  output: TapeRunOutput,
): Promise<Report> => {
  requireSpan(options);
  const definition = await loadPipeline(path);
  const book = await loadInstruments(options.master);
  const calendar = await loadCalendar([]);
  const pipeline = resolvePipeline(definition, book, calendar, options.set);
  await finishRecordings(data);
  const tape = await openTape({
    paths: data,
    calendar,
    ...fileOptions(options, [...pipeline.instruments.values()], book),
  });
  for (const { path: file, mapping } of tape.files) process.stderr.write(`${file}: ${mapping}\n`);
  for (const line of barModels(pipeline, tape)) process.stderr.write(`${line}\n`);
  return play(pipeline, tape, options, output);
};

const requireSpan = ({ from, to }: TapeRunOptions): void => {
  if (from !== undefined && to !== undefined && from >= to) throw new UsageError('--from is not before --to');
};

const play = async (
  pipeline: Pipeline,
  tape: Tape,
  options: TapeRunOptions,
  { places, readerOf }: TapeRunOutput,
): Promise<Report> => {
  const bar = process.stderr.isTTY ? runBar() : noBar;
  try {
    return await backtestReport(pipeline, tape, {
      exchange: await exchangeOf(options),
      quality: qualityOf(options),
      from: options.from,
      to: options.to,
      places,
      reader: readerOf(pipeline, bar.line),
      onProgress: () => {
        bar.update(tape.progress);
      },
    });
  } finally {
    bar.stop();
  }
};
