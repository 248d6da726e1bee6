import { type Command, Option } from 'commander';
import { LOG_LEVELS, type LogLevel, sessionLog } from '../adapter/log/session-log.js';
import type { Log } from '../port/log.js';

/** What commander makes of the options of {@link withLogOptions}. */
export interface LogOptions {
  readonly logLevel: LogLevel;
  readonly logFile?: string;
}

/** `command` with the options that say what is logged, and where. */
export const withLogOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--log-level <level>', 'the least that is logged').choices(LOG_LEVELS).default('info'),
    )
    .option('--log-file <path>', 'append the log to a file, as NDJSON; else it goes to stderr');

/** The log that the options ask for; on stderr readable where that is a terminal. Throws as `sessionLog` does. */
export const logOf = ({ logLevel, logFile }: LogOptions): Log =>
  sessionLog({ level: logLevel, file: logFile }, { stderr: process.stderr, now: () => Date.now() });
