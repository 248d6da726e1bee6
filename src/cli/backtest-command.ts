import { Command } from 'commander';
import { reportPlaces } from '../run/report-reader.js';
import { type OutputOptions, signalReader, tellReport } from './run-output.js';
import { runOverTape, type TapeRunOptions, withTapeRunOptions } from './tape-run.js';

interface Options extends TapeRunOptions, OutputOptions {
  readonly data: readonly string[];
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
  withTapeRunOptions(
    new Command('backtest')
      .description('run a pipeline over stored ticks in virtual time')
      .argument('<pipeline>', 'pipeline file, TypeScript or JavaScript')
      .requiredOption('--data <path...>', 'tapes: files, folders or globs; merged by time'),
  )
    .option('--out <dir>', 'folder for report.html, report.json, trades, orders, equity and decisions')
    .option('--html <file>', 'the report as a page: one file that opens offline (report.html in --out)')
    .option('--json', 'print report.json and nothing else')
    .option('--quiet', 'no signals')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, options: Options) => {
      const report = await runOverTape(path, options.data, options, {
        places: reportPlaces(options.out, options.html),
        readerOf: (pipeline, line) => signalReader(pipeline, options, line),
      });
      tellReport(report, options);
      done(report.failures.length > 0 ? 1 : 0);
    });
