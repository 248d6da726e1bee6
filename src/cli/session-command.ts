import { wholeText } from '../domain/count-text.js';
import { Command, Option } from 'commander';
import { runtimeFolder } from '../adapter/control/runtime-folder.js';
import type { Log } from '../port/log.js';
import { prepareSession } from '../run/prepare-session.js';
import { runSession } from '../run/run-session.js';
import type { OnStop } from '../run/live-session.js';
import type { Standing } from '../run/open-work.js';
import type { BrokerPlan, SessionPlan } from '../run/session-plan.js';
import { endOf } from './end-of.js';
import { connectionLimitsOf } from './connection-options.js';
import { exchangeOf, type FillOptions, withFillOptions } from './fill-options.js';
import { leftOpen } from './left-open.js';
import { logOf } from './log-options.js';
import { qualityOf } from './quality-options.js';
import { signalReader, stdoutLine, tellReport } from './run-output.js';
import { type SessionOptions, withSessionOptions } from './session-options.js';
import { untilEnd } from './until-end.js';

type Done = (exitCode: 0 | 1) => void;

interface PaperOptions extends SessionOptions, FillOptions {
  readonly broker: 'simulated' | 'feed';
}

const ENDING = `
On a terminal: signals as they come, then a summary; piped: signals as NDJSON, the summary on stderr.
Ctrl-C ends it in good order within 5 s, a second one at once. docs/live.md tells the rest.
Exit code 0: ran; 1: a strategy failed or an error ended it; 2: wrong usage; 130, 143: ended at once.`;

const PAPER_EXAMPLES = `
Examples:
  rxtape sim --data data/sample-day.parquet --speed 60 --wait
  rxtape paper pipelines/momentum.ts --feed ws://127.0.0.1:8443 --record recorded
  rxtape paper pipelines/momentum.ts --feed ws://127.0.0.1:8443 --broker feed
  rxtape paper pipelines/momentum.ts --feed shoonya --master NFO_symbols.txt --until 15:30 --on-stop flatten
  rxtape paper pipelines/momentum.ts --charges flat:20 --latency 50 --out out/today | jq .what
${ENDING}`;

const LIVE_EXAMPLES = `
Examples:
  rxtape live pipelines/momentum.ts --feed flattrade --master NFO_symbols.txt --record recorded
  rxtape live pipelines/momentum.ts --feed ws://127.0.0.1:8443 | jq .what

No order is routed to a broker yet: live prints the signals, and every order is answered Rejected.
${ENDING}`;

/** `rxtape paper PIPELINE`: a simulated exchange, fed by live ticks. */
export const paperCommand = (done: Done): Command =>
  withFillOptions(
    withSessionOptions(new Command('paper').description('run a pipeline on live ticks, trading on paper')),
  )
    .addOption(
      new Option('--broker <where>', 'who takes orders: the simulated exchange, or the rxtape sim of --feed')
        .choices(['simulated', 'feed'])
        .default('simulated'),
    )
    .addHelpText('after', PAPER_EXAMPLES)
    .action(async (path: string, options: PaperOptions) => {
      const exchange = await exchangeOf(options);
      const broker: BrokerPlan =
        options.broker === 'feed'
          ? { kind: 'routed', charges: exchange.charges }
          : { kind: 'simulated', exchange };
      done(await session('paper', path, broker, options));
    });

/** `rxtape live PIPELINE`: signals of live ticks; no order is routed yet. */
export const liveCommand = (done: Done): Command =>
  withSessionOptions(
    new Command('live').description(
      'run a pipeline on live ticks and print its signals; routes no orders yet',
    ),
  )
    .addHelpText('after', LIVE_EXAMPLES)
    .action(async (path: string, options: SessionOptions) => {
      done(await session('live', path, { kind: 'none' }, options));
    });

const session = async (
  kind: SessionPlan['kind'],
  path: string,
  broker: BrokerPlan,
  options: SessionOptions,
): Promise<0 | 1> => {
  const log = logOf(options);
  const prepared = await prepareSession(
    {
      kind,
      path,
      settings: options.set,
      masters: options.master,
      feed: options.feed,
      depth: options.depth === true,
      quality: qualityOf(options),
      broker,
      record: options.record,
      resume: resumeOf(options),
      changed: changedOf(options),
      out: options.out,
      control: options.control ? runtimeFolder(process.env) : undefined,
      endAt: (startAt) => endOf(startAt, options),
      env: process.env,
    },
    log,
  );
  const running = runSession(prepared, {
    reader: signalReader(prepared.pipeline, options, stdoutLine),
    lineBound: options.queue,
    onStop: options.onStop,
    heartbeatMs: options.heartbeat,
    limits: connectionLimitsOf(options),
    seed: options.seed ?? Date.now(),
    log,
  });
  const { report } = await untilEnd(running, {
    policy: options.onStop,
    log,
    tell: ({ report, result: { reason, standing }, folder, lost }) => {
      log.info({ reason }, 'the session has ended');
      tellUndone(standing, options.onStop, log);
      tellReport(report, options, [
        ...leftOpen(standing, prepared.pipeline.instruments),
        ...recordingLines(folder, lost),
      ]);
    },
  });
  return report.failures.length > 0 ? 1 : 0;
};

const resumeOf = ({ resume, fresh }: SessionOptions): SessionPlan['resume'] =>
  resume !== undefined ? { kind: 'folder', folder: resume } : { kind: fresh === true ? 'none' : 'newest' };

const changedOf = ({ changed, restartStrategies }: SessionOptions): SessionPlan['changed'] =>
  restartStrategies === true ? 'restarted' : changed === true ? 'compared' : 'refused';

/** What `--on-stop` was to end, and is open all the same. */
const tellUndone = ({ orders, positions }: Standing, policy: OnStop, log: Log): void => {
  const isUndone = (policy !== 'keep' && orders.length > 0) || (policy === 'flatten' && positions.length > 0);
  if (isUndone)
    log.warn(
      { orders: orders.length, positions: positions.length },
      `--on-stop ${policy} is not done: orders or positions are still open`,
    );
};

const recordingLines = (folder: string | undefined, lost: number): readonly string[] => {
  if (folder === undefined) return [];
  const lack = lost === 0 ? [] : [`INCOMPLETE: it lacks ${wholeText(lost)} ticks, other inputs and entries`];
  return [`Recording: ${folder}`, ...lack];
};
