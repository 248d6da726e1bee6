import { type DestinationStream, destination, type LevelWithSilent, pino } from 'pino';
import { UsageError } from '../../domain/failure.js';
import { istTextOf } from '../../domain/session.js';
import { epochMs } from '../../domain/time.js';
import type { Log } from '../../port/log.js';
import { prettyLine } from './pretty-line.js';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface SessionLogOptions {
  /** The least that is told. */
  readonly level: LogLevel;
  /** Appended to; undefined is `stderr`. */
  readonly file: string | undefined;
}

/** Where a log goes that has no file, and the wall's time, epoch ms. */
export interface Surroundings {
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly now: () => number;
}

/**
 * A log by pino: readable lines where stderr is a terminal, else NDJSON. `time` is the wall's, in IST; times of
 * the session are figures of their own. Every line is with the system when the call returns, so nothing is lost
 * when the process dies. A Secret prints as `[secret]`, and so does whatever stands under the name of one.
 * Throws a UsageError for a file that cannot be opened; one that fails later is told on stderr, once.
 */
export const sessionLog = ({ level, file }: SessionLogOptions, { stderr, now }: Surroundings): Log => {
  const target = file === undefined ? stderrTarget(stderr) : fileTarget(file, stderr);
  return pino(
    {
      level: level satisfies LevelWithSilent,
      base: null,
      timestamp: () => `,"time":"${istTextOf(epochMs(now()))}"`,
      formatters: { level: (label) => ({ level: label }), log: withoutStacks },
      redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
    },
    target,
  );
};

/** Names under which brokers' messages and our own options carry what nobody may read. */
const SECRET_NAMES = [
  'accesstoken',
  'access_token',
  'api_secret',
  'apiSecret',
  'appkey',
  'code',
  'factor2',
  'jKey',
  'otp',
  'password',
  'pwd',
  'secret',
  'susertoken',
  'token_secret',
  'totp',
];

const stderrTarget = (stderr: Surroundings['stderr']): DestinationStream => ({
  write: (line) => {
    stderr.write(stderr.isTTY === true ? prettyLine(line) : line);
  },
});

const fileTarget = (file: string, stderr: Surroundings['stderr']): DestinationStream => {
  try {
    const target = destination({ dest: file, sync: true, mkdir: true, append: true });
    target.once('error', (error: Error) => {
      stderr.write(`rxtape: the log ${file} can no longer be written: ${error.message}\n`);
      target.on('error', () => undefined);
    });
    return target;
  } catch (error) {
    throw new UsageError(`cannot write the log ${file}: ${messageOf(error)}`);
  }
};

/** An error is told by its message: a stack is for `--debug`. */
const withoutStacks = (figures: Record<string, unknown>): Record<string, unknown> =>
  Object.values(figures).some((value) => value instanceof Error)
    ? Object.fromEntries(
        Object.entries(figures).map(([name, value]) => [
          name,
          value instanceof Error ? value.message : value,
        ]),
      )
    : figures;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
