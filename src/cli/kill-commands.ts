import { Command, Option } from 'commander';
import { CommandDone } from '../codec/control/answer.js';
import type { SwitchMode } from '../domain/event.js';
import { type SessionChoice, tellAnswer, withSession } from './session-option.js';

interface Options extends SessionChoice {
  readonly strategy?: string;
  readonly token?: string;
  readonly instrument?: string;
  readonly reason: string;
}

interface KillOptions extends Options {
  readonly mode: SwitchMode;
}

const MODES: readonly SwitchMode[] = ['halt', 'exit-only', 'cancel', 'flatten'];

const ENDING = `
Without --strategy it is for all strategies, without --token and --instrument for all instruments. It is on the tape,
with who and why, when the command comes back. Exit code 0: done; 1: the session did not do it; 2: wrong usage.`;

/** `rxtape kill`: no new orders, from the next event on. */
export const killCommand = (): Command =>
  withScope(new Command('kill').description('throw the kill switch of a running session'))
    .addOption(
      new Option(
        '--mode <mode>',
        'halt: no new orders; exit-only: but those that bring positions nearer to zero; cancel: none, and open ones are cancelled; flatten: positions are closed too',
      )
        .choices(MODES)
        .default('halt'),
    )
    .addHelpText(
      'after',
      `
Examples:
  rxtape kill --reason "the news"
  rxtape kill --strategy momentum --mode exit-only --reason "it trades too much"
  rxtape kill --instrument NSE:ACC-EQ --mode flatten --reason "results at noon"
${ENDING}`,
    )
    .action(async (options: KillOptions) => {
      await tell(options.mode, options);
    });

/** `rxtape resume`: orders are allowed again. */
export const resumeCommand = (): Command =>
  withScope(new Command('resume').description('lift the kill switches of a running session'))
    .addHelpText(
      'after',
      `
Examples:
  rxtape resume --reason "it is over"
  rxtape resume --instrument NSE:ACC-EQ --reason "results are out"
${ENDING}`,
    )
    .action(async (options: Options) => {
      await tell('resume', options);
    });

/** `rxtape flatten`: the kill switch that also cancels orders and closes positions. */
export const flattenCommand = (): Command =>
  withScope(
    new Command('flatten').description('have a running session cancel its orders and close its positions'),
  )
    .addHelpText(
      'after',
      `
Examples:
  rxtape flatten --reason "the news"

It is kill --mode flatten: no new orders until rxtape resume.
${ENDING}`,
    )
    .action(async (options: Options) => {
      await tell('flatten', options);
    });

const withScope = (command: Command): Command =>
  withSession(
    command
      .option('--strategy <name>', 'of one strategy')
      .addOption(new Option('--token <token>', 'of one instrument, by its token').conflicts('instrument'))
      .option('--instrument <name>', 'of one instrument, by its name')
      .requiredOption('--reason <text>', 'why; it is on the tape'),
  );

const tell = async (command: SwitchMode | 'resume', options: Options): Promise<void> => {
  const { strategy, reason } = options;
  const instrument = options.token ?? options.instrument;
  const request = {
    ask: 'command',
    command,
    reason,
    ...(strategy === undefined ? {} : { strategy }),
    ...(instrument === undefined ? {} : { instrument }),
  } as const;
  await tellAnswer(options, request, CommandDone, ({ seq, at, isRecorded }, { pid, identity }) => {
    const scope = [`${command}: entry ${seq}`, at, strategy, instrument].filter((text) => text !== undefined);
    const whose = `${identity?.pipeline ?? 'a session'}, process ${pid}`;
    return `${scope.join(', ')}; ${whose}${isRecorded ? '' : '; NOT RECORDED, a crash would forget it'}`;
  });
};
