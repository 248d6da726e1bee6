import { join } from 'node:path';
import { Command } from 'commander';
import { forwardTestText } from '../adapter/console/forward-test-text.js';
import { writeForwardTest } from '../adapter/report/forward-test-writer.js';
import { forwardTest } from '../run/forward-test.js';
import { toldLog } from './told-log.js';

interface Options {
  readonly pipeline?: string;
  readonly out?: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  rxtape report recorded/2026-11-22_091500-paper-momentum
  rxtape report recorded/2026-11-22_091500-paper-momentum --out out/forward --json | jq .drift

Replays the session for its performance and stability, backtests its ticks, and holds the trades of both against
each other. docs/forward-test.md tells what each figure is. Exit code 0: reported; 1: the recording was changed;
2: wrong usage.`;

/** `rxtape report SESSION`: what a recorded session came to, how well it held, and how far a backtest is from it. */
export const reportCommand = (): Command =>
  new Command('report')
    .description('report a recorded paper session: performance, stability, and drift from a backtest')
    .argument('<session>', 'folder of a recorded session')
    .option('--pipeline <file>', 'the pipeline file, where it is not the one that was recorded')
    .option('--out <dir>', "folder for the session's report, forward-test.json and drift.csv")
    .option('--json', 'print forward-test.json and nothing else')
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string, { pipeline, out, json }: Options) => {
      const { found, rows } = await forwardTest(folder, { pipeline, out, log: toldLog });
      if (out !== undefined) writeForwardTest(out, found, rows);
      const places = out === undefined ? '' : `\nReport: ${join(out, 'forward-test.json')}`;
      process.stdout.write(
        `${json === true ? JSON.stringify(found, null, 2) : `${forwardTestText(found)}${places}`}\n`,
      );
    });
