import { Command, Option } from 'commander';
import { inspectionText } from '../adapter/console/inspection-text.js';
import { noBar, runBar } from '../adapter/console/progress-bar.js';
import { loadInstruments } from '../adapter/master/load-instruments.js';
import type { Inspection } from '../codec/inspection.js';
import { durationText } from '../domain/duration-text.js';
import { DEFAULT_QUALITY } from '../domain/quality.js';
import { inspect } from '../run/inspect.js';
import { duration, rowCount } from './option.js';
import { finishRecordings } from './finish-recordings.js';
import { fileOptions, type ReadingOptions, withReadingOptions } from './reading-options.js';

interface Options extends ReadingOptions {
  readonly calendar: readonly string[];
  readonly rows?: number;
  readonly gap?: number;
  readonly stale: number;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  rxtape inspect ticks/2025-12-29.csv
  rxtape inspect bars/ --tz Asia/Kolkata --json > bars.json
  rxtape inspect huge.parquet --rows 100000
  rxtape inspect 'chain/20250829/*.parquet' --tz Asia/Kolkata --gap 2m --calendar my-holidays.csv

No instrument master is needed: what --master does not know is shown by the file's own word for it.
Exit code 0: nothing stands against a backtest; 1: something does; 2: wrong usage.`;

/** `rxtape inspect PATH…`; tells the exit code to `done`. */
export const inspectCommand = (done: (exitCode: 0 | 1) => void): Command =>
  withReadingOptions(
    new Command('inspect')
      .description(
        'look at stored market data: what it is, what is odd about it, what a backtest on it is worth',
      )
      .argument('<path...>', 'files, folders or globs'),
    [],
  )
    .option('--rows <n>', 'look at the first n rows of each file only', rowCount)
    .option(
      '--gap <length>',
      'a silence is longer than this: 30s; twice the usual distance if not given',
      duration,
    )
    .addOption(
      new Option('--stale <length>', 'an exchange time that is older is stale')
        .argParser(duration)
        .default(DEFAULT_QUALITY.staleMs, durationText(DEFAULT_QUALITY.staleMs)),
    )
    .addOption(
      new Option('--calendar <file...>', 'holidays and sessions over the built-in ones').default([], 'none'),
    )
    .option('--json', 'print the whole inspection as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], options: Options) => {
      const inspection = await run(paths, options);
      process.stdout.write(
        `${options.json === true ? JSON.stringify(inspection, null, 2) : inspectionText(inspection)}\n`,
      );
      done(inspection.isFine ? 0 : 1);
    });

const run = async (paths: readonly string[], options: Options): Promise<Inspection> => {
  await finishRecordings(paths);
  const book = await loadInstruments(options.master);
  const bar = process.stderr.isTTY ? runBar() : noBar;
  try {
    return await inspect(
      {
        ...fileOptions(options, [], book),
        paths,
        calendars: options.calendar,
        mostRows: options.rows ?? Infinity,
        gapMs: options.gap,
        staleMs: options.stale,
        reorderMs: options.reorder,
      },
      bar.update,
    );
  } finally {
    bar.stop();
  }
};
