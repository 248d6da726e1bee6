import { Command } from 'commander';
import { noSweepBar, sweepBar } from '../adapter/console/sweep-bar.js';
import { sweepText } from '../adapter/console/sweep-text.js';
import { type PageBundle, pageBundle } from '../adapter/page/page-bundle.js';
import { openTape } from '../adapter/tape/open-tape.js';
import { type Constraint, isMet } from '../codec/sweep/constraint.js';
import { sweepJson } from '../report/sweep/sweep-json.js';
import { type Objective, objectiveText } from '../codec/sweep/objective.js';
import { countText, wholeText } from '../domain/count-text.js';
import { UsageError } from '../domain/failure.js';
import type { EpochMs } from '../domain/time.js';
import type { Ranking } from '../report/sweep/best-rows.js';
import type { SummaryOptions } from '../report/sweep/sweep-summary.js';
import { barModels } from '../run/bars-of-bars.js';
import { prepareSweep, type PreparedSweep, usualFolder } from '../run/sweep/prepare-sweep.js';
import { runSweep, type SweepOutcome } from '../run/sweep/run-sweep.js';
import { sweepWindows } from '../run/sweep/sweep-windows.js';
import { exchangeChoiceOf, type FillOptions, withFillOptions } from './fill-options.js';
import { finishRecordings } from './finish-recordings.js';
import { fromMoment, toMoment } from './option.js';
import { qualityOf, type QualityOptions, withQualityOptions } from './quality-options.js';
import { fileOptions, type ReadingOptions, withReadingOptions } from './reading-options.js';
import {
  combinationsOf,
  objectiveFor,
  requireSessionFigures,
  type SweepOptions,
  withSweepOptions,
} from './sweep-options.js';
import { toldLog } from './told-log.js';
import { untilEnd } from './until-end.js';

interface Options extends ReadingOptions, QualityOptions, FillOptions, SweepOptions {
  readonly data: readonly string[];
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly out?: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  rxtape sweep pipelines/momentum.ts --data data/sample-day.parquet --set momentum.fast=200:600:100 --set momentum.slow=800:2000:200
  rxtape sweep mine.ts --data ticks/ --set trend.fast=5:50:5 --set trend.slow=20:200:20 --random 40 --seed 7
  rxtape sweep mine.ts --data ticks/ --list combinations.csv --objective netPnl --where 'trades>=30' --where 'maxDrawdown<=0.1'
  rxtape sweep mine.ts --data ticks/ --set trend.fast=5,8,13,21 --objective -maxDrawdown --where 'trades>=30' --out out/trend
  rxtape sweep mine.ts --data year/ --set trend.fast=5:50:5 --set trend.slow=20:200:20 --walk-forward 60d/20d

Rows are kept as they come: the same command again goes on where it was ended. Every combination that was ever tried
in a folder counts when the best row is judged.
Exit code 0: ran; 1: a strategy failed, data is bad or the disk is full; 2: wrong usage; 130: ended by Ctrl-C or another signal.`;

const INTERRUPTED = 130;
/** Many rows take a while to be summed up and written; a second signal ends at once. */
const ENDING_MS = 60_000;

/** `rxtape sweep PIPELINE --data … --set …`; tells the exit code to `done`. */
export const sweepCommand = (done: (exitCode: number) => void): Command =>
  withFillOptions(
    withQualityOptions(
      withReadingOptions(
        withSweepOptions(
          new Command('sweep')
            .description(
              'run a pipeline with many combinations of settings, and tell whether the best is luck',
            )
            .argument('<pipeline>', 'pipeline file, TypeScript or JavaScript')
            .requiredOption('--data <path...>', 'tapes: files, folders or globs; merged by time'),
        ),
        ['data/instruments.csv'],
      ),
    ),
  )
    .option('--from <moment>', 'first moment, IST unless it has a zone: 2025-12-29T10:00', fromMoment)
    .option('--to <moment>', 'end, not included; a date alone includes its day', toMoment)
    .option(
      '--out <dir>',
      'folder of the results (default: out/sweep-NAME-… of this pipeline, tape and exchange)',
    )
    .option('--json', 'print the summary as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, options: Options) => {
      done(await sweep(path, options));
    });

const sweep = async (path: string, options: Options): Promise<number> => {
  if (options.from !== undefined && options.to !== undefined && options.from >= options.to)
    throw new UsageError('--from is not before --to');
  requireSessionFigures(options);
  const combinations = combinationsOf(options);
  const bundle = pageBundle('sweep'); // before anything runs, not behind it
  await finishRecordings(options.data);
  const prepared = await prepareSweep({
    path,
    combinations,
    masters: options.master,
    openTape: async (pipeline, book, calendar) => {
      const given = fileOptions(options, [...pipeline.instruments.values()], book);
      const tape = await openTape({ paths: options.data, calendar, ...given });
      for (const { path: file, mapping } of tape.files) process.stderr.write(`${file}: ${mapping}\n`);
      for (const line of barModels(pipeline, tape)) process.stderr.write(`${line}\n`);
      return tape;
    },
    from: options.from,
    to: options.to,
    exchange: askedOf(options),
    quality: qualityOf(options),
  });
  const asked: SummaryOptions = {
    ranking: rankingOf(objectiveFor(options, prepared.job.slices), options.where),
    slices: prepared.job.slices,
    capital: prepared.capital,
    hurdles: prepared.hurdles,
    windows: sweepWindows(options.walkForward, prepared.job.slices),
  };
  const outcome = await run(prepared, options, asked, bundle);
  tell(outcome, asked, options);
  if (outcome.problem !== undefined) throw outcome.problem;
  if (outcome.missing > 0) return INTERRUPTED;
  return outcome.failed > 0 ? 1 : 0;
};

const tell = (
  { folder, rows, missing, problem, summary, page }: SweepOutcome,
  asked: SummaryOptions,
  options: Options,
): void => {
  if (summary !== undefined)
    process.stdout.write(
      options.json === true
        ? sweepJson(summary, rows, asked.slices, objectiveText(asked.ranking))
        : `${sweepText(summary, asked.ranking.figure, asked.slices)}\nResults: ${folder}${page === undefined ? '' : `, Page: ${page}`}\n`,
    );
  if (missing === 0 || problem !== undefined) return;
  const kept = `${countText(rows.length, 'row is', 'rows are')} kept in ${folder}`;
  process.stderr.write(`${kept}, ${wholeText(missing)} are missing; the same command goes on\n`);
};

const rankingOf = (objective: Objective, where: readonly Constraint[] = []): Ranking => ({
  ...objective,
  isWithin: (figures) => where.every((constraint) => isMet(constraint, figures[constraint.figure] ?? null)),
});

const askedOf = (options: FillOptions) => {
  const { charges, ...rest } = exchangeChoiceOf(options);
  return { ...rest, charges: charges?.name };
};

const run = async (
  prepared: PreparedSweep,
  options: Options,
  summary: SummaryOptions,
  bundle: PageBundle,
): Promise<SweepOutcome> => {
  const bar = process.stderr.isTTY ? sweepBar() : noSweepBar;
  try {
    return await untilEnd(
      runSweep(prepared, {
        folder: options.out ?? usualFolder(prepared),
        workers: options.workers,
        summary,
        bundle,
        onProgress: bar.update,
        say: (text) => process.stderr.write(`${text}\n`),
      }),
      { policy: 'keep', log: toldLog, tell: () => undefined, deadlineMs: ENDING_MS },
    );
  } finally {
    bar.stop();
  }
};
