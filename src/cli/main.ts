#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { isFailure } from '../domain/failure.js';
import { VERSION } from '../run/version.js';
import { auditCommand } from './audit-command.js';
import { backtestCommand } from './backtest-command.js';
import { convertCommand } from './convert-command.js';
import { demoCommand } from './demo-command.js';
import { endOnceWritten } from './end-once-written.js';
import { inspectCommand } from './inspect-command.js';
import { flattenCommand, killCommand, resumeCommand } from './kill-commands.js';
import { journalCommand } from './journal-command.js';
import { loginCommand } from './login-command.js';
import { recordCommand } from './record-command.js';
import { reportCommand } from './report-command.js';
import { riskCommand } from './risk-command.js';
import { sampleCommand } from './sample-command.js';
import { liveCommand, paperCommand } from './session-command.js';
import { simCommand } from './sim-command.js';
import { ordersCommand, positionsCommand, statusCommand } from './status-commands.js';
import { stopCommand } from './stop-command.js';
import { watchOutputs } from './stdout-closed.js';
import { verifyCommand } from './verify-command.js';

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
  const commands = [
    demoCommand(done),
    backtestCommand(done),
    paperCommand(done),
    liveCommand(done),
    recordCommand(done),
    statusCommand(),
    ordersCommand(),
    positionsCommand(),
    killCommand(),
    resumeCommand(),
    flattenCommand(),
    stopCommand(),
    verifyCommand(done),
    reportCommand(),
    journalCommand(done),
    auditCommand(),
    loginCommand(),
    simCommand(),
    riskCommand(),
    inspectCommand(done),
    convertCommand(),
    sampleCommand(),
  ];
  for (const command of commands) program.addCommand(command.exitOverride());
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, program.opts<{ debug?: boolean }>().debug === true);
  }
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
