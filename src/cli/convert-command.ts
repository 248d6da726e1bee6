import { Command } from 'commander';
import { loadCalendar } from '../adapter/calendar/load-calendar.js';
import { conversionText } from '../adapter/console/conversion-text.js';
import { noBar, runBar } from '../adapter/console/progress-bar.js';
import { loadInstruments } from '../adapter/master/load-instruments.js';
import type { Conversion } from '../codec/conversion.js';
import { convert } from '../run/convert.js';
import { finishRecordings } from './finish-recordings.js';
import { fileOptions, type ReadingOptions, withReadingOptions } from './reading-options.js';

interface Options extends ReadingOptions {
  readonly out: string;
  readonly force?: true;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  rxtape convert ticks.csv --out tapes/nifty --instrument 'NFO|49543'
  rxtape convert bars/ --out tapes/bars --master NSE_symbols.txt --instrument 'reliance*=NSE:RELIANCE-EQ'
  rxtape convert recorded/ --out tapes/2025 --on-bad-row skip --json

Cut off, it goes on behind the last whole day when it is run again. A token such as NFO|49543 needs no master.
Exit code 0: all is converted; 1: bad data or a full disk; 2: wrong usage.`;

/** `rxtape convert PATH… --out DIR`. */
export const convertCommand = (): Command =>
  withReadingOptions(
    new Command('convert')
      .description('write stored market data as tapes, one Parquet file a session day')
      .argument('<path...>', 'files, folders or globs')
      .requiredOption('--out <dir>', 'folder for the tapes and convert.json'),
    [],
  )
    .option('--force', 'do away with another conversion in that folder')
    .option('--json', 'print convert.json and nothing else')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], options: Options) => {
      const conversion = await run(paths, options);
      process.stdout.write(
        `${options.json === true ? JSON.stringify(conversion, null, 2) : conversionText(conversion, options.out)}\n`,
      );
    });

const run = async (paths: readonly string[], options: Options): Promise<Conversion> => {
  const { out, force, json, ...settings } = options;
  await finishRecordings(paths);
  const book = await loadInstruments(settings.master);
  const bar = process.stderr.isTTY ? runBar() : noBar;
  try {
    return await convert(
      {
        tape: { ...fileOptions(options, [], book), paths, calendar: await loadCalendar([]) },
        out,
        force: force === true,
        masters: settings.master,
        settings: { ...settings },
      },
      (path, mapping) => json === true || process.stderr.write(`${path}: ${mapping}\n`),
      bar.update,
    );
  } finally {
    bar.stop();
  }
};
