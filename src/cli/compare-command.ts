import { Command } from 'commander';
import { comparisonText } from '../adapter/console/comparison-text.js';
import { comparePageWriter } from '../adapter/page/compare-page.js';
import { compare } from '../run/compare.js';
import { NOWHERE } from '../run/report-reader.js';
import { runOverTape, type TapeRunOptions, type TapeRunOutput, withTapeRunOptions } from './tape-run.js';
import { toldLog } from './told-log.js';

interface Options extends TapeRunOptions {
  readonly data?: readonly string[];
  /** File of the page. */
  readonly out?: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  rxtape compare out/fast out/slow
  rxtape compare out/fast out/slow out/other --out out/compared.html
  rxtape compare pipelines/momentum.ts pipelines/vwap-reversion.ts --data ticks/ --from 2025-12-01
  rxtape compare out/before mine.ts --data ticks/ --json | jq '.pairs[0].p'
  rxtape compare out/backtest recorded/2026-11-22_091500-paper-momentum

A run is a folder with a report.json, as backtest --out writes it, a recorded session, or a pipeline's file, which is
run over --data with the options of backtest. docs/compare.md tells what each figure is.
Exit code 0: compared; 1: a report cannot be read, two runs have no session in common, or a strategy failed;
2: wrong usage.`;

/** `rxtape compare RUN…`; tells the exit code to `done`. */
export const compareCommand = (done: (exitCode: 0 | 1) => void): Command =>
  withTapeRunOptions(
    new Command('compare')
      .description('compare runs: figures side by side, and whether their difference may be chance')
      .argument('<run...>', "folders of runs or recorded sessions, and pipelines' files")
      .option('--data <path...>', 'tapes that pipelines are run over: files, folders or globs'),
  )
    .option('--out <file>', 'the comparison as a page: one file that opens offline')
    .option('--json', 'print the comparison as JSON and nothing else')
    .addHelpText('after', EXAMPLES)
    .action(async (sources: readonly string[], options: Options) => {
      const { data, out } = options;
      const writePage = out === undefined ? undefined : comparePageWriter(out);
      const { comparison, runs } = await compare(sources, {
        run: data && ((path) => runOverTape(path, data, options, SILENT)),
        log: toldLog,
      });
      writePage?.(comparison);
      const text = options.json === true ? JSON.stringify(comparison, null, 2) : comparisonText(comparison);
      process.stdout.write(`${text}\n`);
      done(runs.some(({ report }) => report.failures.length > 0) ? 1 : 0);
    });

/** A run that tells its result alone. */
const SILENT: TapeRunOutput = { places: NOWHERE, readerOf: () => () => undefined };
