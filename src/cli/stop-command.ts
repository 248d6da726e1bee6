import { Command, Option } from 'commander';
import { SessionRefused } from '../adapter/control/ask-session.js';
import { untilGone } from '../adapter/control/until-gone.js';
import { CommandDone } from '../codec/control/answer.js';
import type { OnStop } from '../run/live-session.js';
import { type SessionChoice, tellAnswer, withSession } from './session-option.js';

interface Options extends SessionChoice {
  readonly onStop?: OnStop;
  readonly reason: string;
}

/** A stop waits 3 s for orders, and as long again for the recording. */
const ENDS_WITHIN_MS = 10_000;

/** `rxtape stop`: ends a running session in good order, and waits until it has ended. */
export const stopCommand = (): Command =>
  withSession(new Command('stop').description('end a running session in good order'))
    .addOption(
      new Option(
        '--on-stop <do>',
        'with open orders and positions; as the session was started when left out',
      ).choices(['keep', 'cancel', 'flatten']),
    )
    .option('--reason <text>', 'why; it is on the tape', 'rxtape stop')
    .addHelpText(
      'after',
      `
Examples:
  rxtape stop
  rxtape stop --session momentum --on-stop flatten --reason "early close"

Exit code 0: it has ended; 1: it did not end within 10 s; 2: wrong usage.`,
    )
    .action(async (options: Options) => {
      const { onStop, reason } = options;
      const request = { ask: 'stop', reason, ...(onStop === undefined ? {} : { onStop }) } as const;
      const { path, pid } = await tellAnswer(
        options,
        request,
        CommandDone,
        ({ seq, at }, { pid }) => `stop: entry ${seq}, ${at}; process ${pid} ends`,
      );
      if (await untilGone(path, ENDS_WITHIN_MS)) return;
      throw new SessionRefused(`process ${pid} has not ended after ${ENDS_WITHIN_MS / 1_000} s`);
    });
