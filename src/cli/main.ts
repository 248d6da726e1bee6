#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { isFailure } from '../domain/failure.js';
import { VERSION } from '../run/version.js';
import { COMMANDS, type LoadCommand } from './commands.js';
import { endOnceWritten } from './end-once-written.js';
import { watchOutputs } from './stdout-closed.js';

/** The program: 0 when all went well, 1 when it ran and found a failure, 2 for wrong usage. */
const main = async (args: readonly string[]): Promise<number> => {
  const program = new Command('rxtape')
    .description('Token-first reactive trading: one graph for backtest, paper and live.')
    .version(VERSION)
    .option('--debug', 'print stack traces of errors')
    .exitOverride()
    .showHelpAfterError('(rxtape --help shows the commands, rxtape COMMAND --help its options and examples)');
  let code = 0;
  const done = (result: number): void => {
    code = result;
  };
  for (const load of askedFor(args)) program.addCommand((await load(done)).exitOverride());
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, program.opts<{ debug?: boolean }>().debug === true);
  }
};

/** The command that the first word names; all of them where it names none. */
const askedFor = (args: readonly string[]): readonly LoadCommand[] => {
  const [word = ''] = args.filter((arg) => arg !== '--debug');
  const named = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  return named === undefined ? Object.values(COMMANDS) : [named];
};

const explain = (error: unknown, debug: boolean): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // it has printed its message
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`rxtape: ${message}\n`);
  if (debug && error instanceof Error) process.stderr.write(`${stackOf(error)}\n`);
  else if (!isFailure(error))
    process.stderr.write("This is a bug in rxtape, or in a pipeline's own code; --debug prints where.\n");
  return isFailure(error) ? error.exitCode : 1;
};

const stackOf = (error: Error): string =>
  error.cause instanceof Error
    ? `${error.stack ?? ''}\ncaused by ${error.cause.stack ?? ''}`
    : (error.stack ?? '');

watchOutputs();
process.exitCode = await main(process.argv.slice(2));
endOnceWritten();
