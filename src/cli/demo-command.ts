import { join } from 'node:path';
import { Command } from 'commander';
import { digestLines, isSame } from '../adapter/console/digest-lines.js';
import { shortSignalLine } from '../adapter/console/short-signal-line.js';
import { summaryTable } from '../adapter/console/summary-table.js';
import { sessionLog } from '../adapter/log/session-log.js';
import type { Token } from '../domain/token.js';
import type { Pipeline } from '../operator/pipeline.js';
import { type Demo, startDemo } from '../run/demo.js';
import type { Reader } from '../run/read-entries.js';
import type { SessionOutcome } from '../run/run-session.js';
import { printSignals } from './print-signals.js';
import { stdoutLine } from './run-output.js';
import { untilEnd } from './until-end.js';

const HELP = `
On a terminal all is told on stdout. Piped, stdout has the signals as NDJSON and stderr the rest.
Exit code 0: all digests are equal; 1: they are not, or an error ended it.`;

/** `rxtape demo`: the whole story in one command, which `npm start` is. */
export const demoCommand = (done: (exitCode: 0 | 1) => void): Command =>
  new Command('demo')
    .description('play the sample day to a paper session, record it, and show that a replay is the same')
    .option('--out <dir>', 'folder for the recording, the report and the log', 'out/demo')
    .addHelpText('after', HELP)
    .action(async ({ out }: { readonly out: string }) => {
      done((await tellDemo(out)) ? 0 : 1);
    });

/** Whether all digests were equal. */
const tellDemo = async (out: string): Promise<boolean> => {
  const log = sessionLog(
    { level: 'info', file: join(out, 'session.log') },
    { stderr: process.stderr, now: () => Date.now() },
  );
  say('rxtape: one graph, live and replayed', '');
  const demo = await startDemo({ out, log });
  try {
    say(...opening(demo), '');
    const running = demo.run(signalsOf(demo.pipeline));
    const outcome = await untilEnd(running, { policy: 'keep', log, tell: () => undefined });
    say('', ...closing(outcome, out), '');
    const digests = await demo.compare(outcome);
    say(...digestLines(digests));
    return isSame(digests);
  } finally {
    await demo.close();
  }
};

const opening = ({ feed, pipeline, path }: Demo): readonly string[] => [
  '1  A simulated exchange plays the sample day, in a process of its own:',
  `   ${feed}`,
  `2  ${path} trades on paper against it, over that WebSocket:`,
  `   ${[...pipeline.instruments.values()].map(({ name }) => name).join(', ')}, as fast as it can be played`,
];

const closing = ({ report, folder = '' }: SessionOutcome, out: string): readonly string[] => [
  '3  The tape is at its end. What the session came to:',
  '',
  summaryTable(report),
  '',
  `   report     ${join(out, 'report.json')}`,
  `   recording  ${folder}`,
];

const signalsOf = ({ instruments }: Pipeline): Reader => {
  const nameOf = (token: Token): string => instruments.get(token)?.name ?? token;
  return process.stdout.isTTY
    ? printSignals(nameOf, (signal) => `   ${shortSignalLine(signal)}`, stdoutLine)
    : printSignals(nameOf, JSON.stringify, stdoutLine);
};

const say = (...lines: readonly string[]): void => {
  (process.stdout.isTTY ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
};
