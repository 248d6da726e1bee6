import { Command } from 'commander';
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
import { loadPipeline } from '../run/load-pipeline.js';
import { reportPlaces } from '../run/report-reader.js';
import { resolvePipeline } from '../run/resolve-pipeline.js';
import { finishRecordings } from './finish-recordings.js';
import { qualityOf, type QualityOptions, withQualityOptions } from './quality-options.js';
import { exchangeOf, type FillOptions, withFillOptions } from './fill-options.js';
import { fileOptions, type ReadingOptions, withReadingOptions } from './reading-options.js';
import { fromMoment, setting, toMoment } from './option.js';
import { type OutputOptions, signalReader, tellReport } from './run-output.js';

interface Options extends ReadingOptions, QualityOptions, OutputOptions, FillOptions {
  readonly data: readonly string[];
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly set: readonly Setting[];
}

const EXAMPLES = `
Examples:
  rxtape backtest pipelines/momentum.ts --data data/sample-day.parquet
  rxtape backtest pipelines/momentum.ts --data ticks/ --from 2025-12-29T10:00 --set momentum.fast=8 --out out/fast
  rxtape backtest pipelines/momentum.ts --data ticks/ --html out/momentum.html
  rxtape backtest mine.ts --data 'bars/*.csv' --master NSE_symbols.txt --instrument NSE:RELIANCE-EQ --json
  rxtape backtest mine.ts --data odd.csv --map last=ltp,at=timestamp --tz Asia/Kolkata --on-bad-row skip
  rxtape backtest mine.ts --data ticks/ --reorder 2s --on gap=stop,stale=keep --gap 5m

On a terminal: signals as they come, then a summary. Piped: signals as NDJSON, the summary on stderr.
Exit code 0: ran; 1: ran into bad data or a strategy failed; 2: wrong usage.`;

/** `rxtape backtest PIPELINE --data …`; tells the exit code of a run to `done`. */
export const backtestCommand = (done: (exitCode: 0 | 1) => void): Command =>
  withFillOptions(
    withQualityOptions(
      withReadingOptions(
        new Command('backtest')
          .description('run a pipeline over stored ticks in virtual time')
          .argument('<pipeline>', 'pipeline file, TypeScript or JavaScript')
          .requiredOption('--data <path...>', 'tapes: files, folders or globs; merged by time'),
        ['data/instruments.csv'],
      ),
    ),
  )
    .option('--from <moment>', 'first moment, IST unless it has a zone: 2025-12-29T10:00', fromMoment)
    .option('--to <moment>', 'end, not included; a date alone includes its day', toMoment)
    .option('--set <strategy.setting=value>', 'change a setting; may be given again', setting, [])
    .option('--out <dir>', 'folder for report.html, report.json, trades, orders, equity and decisions')
    .option('--html <file>', 'the report as a page: one file that opens offline (report.html in --out)')
    .option('--json', 'print report.json and nothing else')
    .option('--quiet', 'no signals')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, options: Options) => {
      requireSpan(options);
      const report = await run(path, options);
      done(report.failures.length > 0 ? 1 : 0);
    });

const requireSpan = ({ from, to }: Options): void => {
  if (from !== undefined && to !== undefined && from >= to) throw new UsageError('--from is not before --to');
};

const run = async (path: string, options: Options): Promise<Report> => {
  const definition = await loadPipeline(path);
  const book = await loadInstruments(options.master);
  const calendar = await loadCalendar([]);
  const pipeline = resolvePipeline(definition, book, calendar, options.set);
  await finishRecordings(options.data);
  const tape = await openTape({
    paths: options.data,
    calendar,
    ...fileOptions(options, [...pipeline.instruments.values()], book),
  });
  for (const { path: file, mapping } of tape.files) process.stderr.write(`${file}: ${mapping}\n`);
  const report = await play(pipeline, tape, options);
  tellReport(report, options);
  return report;
};

const play = async (pipeline: Pipeline, tape: Tape, options: Options): Promise<Report> => {
  const bar = process.stderr.isTTY ? runBar() : noBar;
  try {
    return await backtestReport(pipeline, tape, {
      exchange: await exchangeOf(options),
      quality: qualityOf(options),
      from: options.from,
      to: options.to,
      places: reportPlaces(options.out, options.html),
      reader: signalReader(pipeline, options, bar.line),
      onProgress: () => {
        bar.update(tape.progress);
      },
    });
  } finally {
    bar.stop();
  }
};
