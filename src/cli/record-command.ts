import { countText, wholeText } from '../domain/count-text.js';
import { Command, Option } from 'commander';
import { durationText } from '../domain/duration-text.js';
import { SECOND_MS } from '../domain/time.js';
import type { RecorderStats } from '../adapter/recording/recorder-state.js';
import { prepareRecording, type Recorded, runRecording } from '../run/record.js';
import { endOf } from './end-of.js';
import { type FeedOptions, withFeedOptions } from './feed-options.js';
import { type LogOptions, logOf, withLogOptions } from './log-options.js';
import { duration, instrumentNames, timeOfDay } from './option.js';
import { queueOption } from './queue-option.js';
import { untilEnd } from './until-end.js';

interface Options extends FeedOptions, LogOptions {
  readonly instruments: readonly string[];
  readonly out: string;
  readonly until?: number;
  readonly duration?: number;
  readonly queue: number;
  readonly progress: number;
  readonly json?: true;
}

const PROGRESS_MS = 10 * SECOND_MS;

const EXAMPLES = `
Examples:
  rxtape record --instruments NSE:ACC-EQ,NSE:INFY-EQ --feed shoonya --master NSE_symbols.txt --out recorded
  rxtape record --instruments NFO:NIFTY27JAN26F --feed ws://127.0.0.1:8443 --out recorded --depth --until 15:30
  rxtape backtest pipelines/momentum.ts --data recorded

Each recording has a folder of its own in --out, which is a tape. Ctrl-C ends it in good order.
Exit code 0: all is recorded; 1: something was lost, or an error ended it; 2: wrong usage.`;

/** `rxtape record`: keeps a feed for later; tells the exit code to `done`. */
export const recordCommand = (done: (exitCode: 0 | 1) => void): Command =>
  withLogOptions(
    withFeedOptions(
      new Command('record')
        .description('record a live feed, without a pipeline')
        .requiredOption('--instruments <names>', 'what to record, separated by commas', instrumentNames)
        .requiredOption('--out <dir>', 'the recording gets a folder of its own in this one'),
    )
      .option('--until <HH:MM>', "end at this time of the feed's clock, IST", timeOfDay)
      .option('--duration <length>', "end after so long by the feed's clock: 30m, 6h", duration)
      .addOption(queueOption())
      .addOption(
        new Option('--progress <length>', 'how often the log tells how far it is; 0 is never')
          .argParser(duration)
          .default(PROGRESS_MS, durationText(PROGRESS_MS)),
      )
      .option('--json', 'print what was recorded as JSON and nothing else'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      done(await record(options));
    });

const record = async (options: Options): Promise<0 | 1> => {
  const log = logOf(options);
  const prepared = await prepareRecording(
    {
      instruments: options.instruments,
      masters: options.master,
      feed: options.feed,
      depth: options.depth === true,
      dir: options.out,
      endAt: (startAt) => endOf(startAt, options),
      env: process.env,
    },
    log,
  );
  const running = runRecording(prepared, {
    lineBound: options.queue,
    progressMs: options.progress,
    onProgress: (stats) => log.info({ state: stats.state }, `recording: ${progressText(stats)}`),
    seed: Date.now(),
    log,
  });
  const { stats } = await untilEnd(running, {
    policy: 'keep',
    log,
    tell: (recorded) => {
      log.info({ reason: recorded.reason }, 'the recording has ended');
      process.stdout.write(
        `${options.json === true ? JSON.stringify(recorded, null, 2) : textOf(recorded)}\n`,
      );
    },
  });
  return stats.lost.touchlines + stats.lost.others > 0 ? 1 : 0;
};

const textOf = ({ folder, stats, conflated }: Recorded): string =>
  `${folder}: ${progressText(stats)}` +
  (conflated === 0
    ? ''
    : `; ${wholeText(conflated)} more came faster than they were taken and were folded into them`);

const progressText = ({ touchlines, others, bytes, segments, lost }: RecorderStats): string =>
  `${wholeText(touchlines)} ticks, ${wholeText(others)} other inputs, ` +
  `${(bytes / 1e6).toFixed(1)} MB written, ${countText(segments, 'segment')}` +
  (lost.touchlines + lost.others === 0 ? '' : `; LOST ${lost.touchlines} ticks, ${lost.others} other inputs`);
