import { Command } from 'commander';
import { journalCheckText, journalText } from '../adapter/console/journal-text.js';
import { journalCheck, journalSummary } from '../run/journal-summary.js';

interface Options {
  readonly verify?: true;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  rxtape journal recorded/2026-01-05_091500-paper-momentum
  rxtape journal recorded/2026-01-05_091500-paper-momentum/journal.sqlite --verify

--verify checks every row and segment against the chain; rxtape verify replays the session as well.
Exit code 0; 1: something was changed, or the journal cannot be read; 2: wrong usage.`;

/** `rxtape journal FILE`; tells the exit code to `done`. */
export const journalCommand = (done: (exitCode: 0 | 1) => void): Command =>
  new Command('journal')
    .description('tell what the journal of a session holds, or check that nothing in it was changed')
    .argument('<file>', 'a journal, or the folder of a session')
    .option('--verify', 'find the first row or segment that was edited, added, moved, or is missing')
    .option('--json', 'print it as JSON and nothing else')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, { verify, json }: Options) => {
      const print = (found: object, text: string): void => {
        process.stdout.write(`${json === true ? JSON.stringify(found, null, 2) : text}\n`);
      };
      if (verify === true) {
        const found = await journalCheck(path);
        print(found, journalCheckText(found));
        done(found.fault === null ? 0 : 1);
        return;
      }
      const found = await journalSummary(path);
      print(found, journalText(found));
    });
