import { animationFrameProvider } from 'rxjs/internal/scheduler/animationFrameProvider';
import { dateTimestampProvider } from 'rxjs/internal/scheduler/dateTimestampProvider';
import { immediateProvider } from 'rxjs/internal/scheduler/immediateProvider';
import { intervalProvider } from 'rxjs/internal/scheduler/intervalProvider';
import { performanceTimestampProvider } from 'rxjs/internal/scheduler/performanceTimestampProvider';
import { Failure } from '../domain/failure.js';

/** An operator of a pipeline ran on RxJS's wall clock while time was virtual. */
export class WallClockError extends Failure {
  override readonly name = 'WallClockError';
  readonly exitCode = 2;
}

/**
 * From now until the returned function is called, RxJS's default schedulers (asyncScheduler, asapScheduler,
 * animationFrameScheduler) and its reading of the wall clock throw a {@link WallClockError} that names the
 * operator. It uses the hooks through which RxJS's own run mode puts its clocks aside. Runs may overlap: the
 * clocks come back with the end of the last.
 */
export const forbidWallClock = (): (() => void) => {
  if (running.size === 0) putAside();
  const run = {};
  running.add(run);
  return () => {
    if (running.delete(run) && running.size === 0) putBack();
  };
};

/** The runs during which the clocks are forbidden, and what the clocks were before the first of them. */
const running = new Set<object>();
let before: readonly unknown[] = [];

const putAside = (): void => {
  before = PROVIDERS.map((provider) => provider.delegate);
  intervalProvider.delegate = { setInterval: refuse, clearInterval: () => undefined };
  immediateProvider.delegate = { setImmediate: refuse, clearImmediate: () => undefined };
  animationFrameProvider.delegate = { requestAnimationFrame: refuse, cancelAnimationFrame: () => undefined };
  dateTimestampProvider.delegate = { now: refuse };
  performanceTimestampProvider.delegate = { now: refuse };
};

const putBack = (): void => PROVIDERS.forEach((provider, i) => (provider.delegate = before[i]));

const refuse = (): never => {
  throw new WallClockError(advice(operatorOnStack()));
};

const PROVIDERS: { delegate: unknown }[] = [
  intervalProvider,
  immediateProvider,
  animationFrameProvider,
  dateTimestampProvider,
  performanceTimestampProvider,
];

/** RxJS's inner names, and what people write. */
const WRITTEN_AS: Readonly<Record<string, string>> = {
  audit: 'auditTime',
  bufferTime: 'bufferTime',
  debounceTime: 'debounceTime',
  sample: 'sampleTime',
  throttle: 'throttleTime',
  timeInterval: 'timeInterval',
  timeout: 'timeout',
  timestamp: 'timestamp',
  windowTime: 'windowTime',
  observeOn: 'observeOn',
  subscribeOn: 'subscribeOn',
  repeat: 'repeat',
  retry: 'retry',
};
const TIMER = 'timer or interval';
/** What stands between a `timer` and the operator that it serves. */
const PLUMBING = new Set(['OperatorSubscriber', 'innerFrom', 'interval', 'timer']);
/** Of `delay` nothing is left on the stack but what it is made of. */
const DELAY = ['take', 'map', 'mergeInternals'];

/** The innermost timed operator on the stack; a `timer` that serves an operator gives way to it. */
const operatorOnStack = (): string | undefined => {
  const files = filesOnStack();
  const innermost = files.find((file) => file === 'timer' || WRITTEN_AS[file] !== undefined);
  if (innermost !== 'timer') return WRITTEN_AS[innermost ?? ''];
  const around = files.slice(files.indexOf('timer')).filter((file) => !PLUMBING.has(file));
  if (DELAY.every((file, i) => file === around[i])) return 'delay';
  return WRITTEN_AS[around[0] ?? ''] ?? TIMER;
};

/** RxJS's sources and operators that are running, innermost first. */
const filesOnStack = (): readonly string[] => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = limit;
  const matches = stack.matchAll(/[\\/]internal[\\/](?:operators|observable)[\\/](\w+)\.[jt]s/g);
  return [...matches].map(([, file = '']) => file);
};

const advice = (operator: string | undefined): string =>
  operator === undefined
    ? "RxJS's wall clock was used where time is virtual; pass the clock that `graph` is handed to every operator that takes time"
    : `${operator} ran on RxJS's wall clock, where time is virtual; pass it the clock that \`graph\` is handed, ${passing(operator)}`;

/** How the clock is passed to `operator`. */
const passing = (operator: string): string => {
  switch (operator) {
    case 'retry':
    case 'repeat':
      return `in a timer of its own: ${operator}({ delay: () => timer(…, clock) })`;
    case 'throttleTime':
      return 'after the duration: throttleTime(…, clock)';
    case TIMER:
      return 'as its last argument: timer(…, clock)';
    default:
      return `as its last argument: ${operator}(…, clock)`;
  }
};
