import { Command } from 'commander';
import { verificationText } from '../adapter/console/verification-text.js';
import { verify } from '../run/verify.js';
import { toldLog } from './told-log.js';

interface Options {
  readonly pipeline?: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  rxtape verify recorded/2026-11-22_091500-paper-momentum
  rxtape verify recorded/2026-11-22_091500-paper-momentum --pipeline pipelines/momentum.ts --json

Exit code 0: the replay is the same; 1: it differs, or the recording was changed; 2: wrong usage.`;

/** `rxtape verify SESSION`; tells the exit code of a verification to `done`. */
export const verifyCommand = (done: (exitCode: 0 | 1) => void): Command =>
  new Command('verify')
    .description('replay a recorded session and compare it with its recording, entry by entry')
    .argument('<session>', 'folder of a recorded session')
    .option('--pipeline <file>', 'the pipeline file, where it is not the one that was recorded')
    .option('--json', 'print what was found as JSON and nothing else')
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string, { pipeline, json }: Options) => {
      const found = await verify(folder, { pipeline, log: toldLog });
      process.stdout.write(`${json === true ? JSON.stringify(found, null, 2) : verificationText(found)}\n`);
      done(found.difference === null ? 0 : 1);
    });
