import { type Command, Option } from 'commander';
import type { Setting } from '../codec/setting.js';
import { durationText } from '../domain/duration-text.js';
import { SECOND_MS } from '../domain/time.js';
import type { OnStop } from '../run/live-session.js';
import { type ConnectionOptions, withConnectionOptions } from './connection-options.js';
import { type FeedOptions, withFeedOptions } from './feed-options.js';
import { type LogOptions, withLogOptions } from './log-options.js';
import { duration, setting, timeOfDay } from './option.js';
import { queueOption } from './queue-option.js';
import { type QualityOptions, withQualityOptions } from './quality-options.js';
import type { OutputOptions } from './run-output.js';

/** What commander makes of the options of {@link withSessionOptions}. */
export interface SessionOptions
  extends FeedOptions, QualityOptions, OutputOptions, LogOptions, ConnectionOptions {
  readonly set: readonly Setting[];
  readonly record?: string;
  readonly resume?: string;
  readonly fresh?: true;
  readonly changed?: true;
  readonly restartStrategies?: true;
  readonly queue: number;
  readonly onStop: OnStop;
  readonly until?: number;
  readonly duration?: number;
  readonly heartbeat: number;
  /** Whether it can be asked and commanded; false with --no-control. */
  readonly control: boolean;
}

const HEARTBEAT_MS = 30 * SECOND_MS;
const ON_STOP: readonly OnStop[] = ['keep', 'cancel', 'flatten'];

/** `command` with the options that `live` and `paper` have in common. */
export const withSessionOptions = (command: Command): Command =>
  withLogOptions(
    withConnectionOptions(
      withQualityOptions(
        withFeedOptions(command.argument('<pipeline>', 'pipeline file, TypeScript or JavaScript'))
          .option(
            '--set <strategy.setting=value>',
            'change a setting; may be given again',
            setting,
            [] as readonly Setting[],
          )
          .option(
            '--record <dir>',
            'record the session in a folder of its own in this one; the newest there that was cut off goes on',
          )
          .addOption(
            new Option('--resume <folder>', 'go on with the session that is recorded there').conflicts(
              'fresh',
            ),
          )
          .option('--fresh', 'begin anew, whatever was cut off')
          .addOption(
            new Option(
              '--changed',
              'go on with code or settings that are others, if they decide the same so far',
            ).conflicts('fresh'),
          )
          .addOption(
            new Option(
              '--restart-strategies',
              'go on with account and orders, and have strategies begin again',
            ).conflicts(['fresh', 'changed']),
          ),
      ),
    )
      .addOption(queueOption())
      .addOption(
        new Option('--on-stop <do>', 'with open orders and positions when it is stopped')
          .choices(ON_STOP)
          .default('keep'),
      )
      .option('--until <HH:MM>', "end at this time of the session's clock, IST", timeOfDay)
      .option('--duration <length>', "end after so long by the session's clock: 30m, 6h", duration)
      .option('--out <dir>', 'folder for report.html, report.json, trades, orders, equity and decisions')
      .option('--json', 'print report.json at the end and nothing else')
      .option('--quiet', 'no signals')
      .addOption(
        new Option('--heartbeat <length>', 'how often the log tells how it goes; 0 is never')
          .argParser(duration)
          .default(HEARTBEAT_MS, durationText(HEARTBEAT_MS)),
      )
      .option('--no-control', 'offer no socket to rxtape status, kill, stop and their like'),
  );
