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
 * operator. It uses the hooks through which RxJS's own run mode puts its clocks aside. Not to be nested.
 */
export const forbidWallClock = (): (() => void) => {
  const refuse = (): never => {
    throw new WallClockError(advice(operatorOnStack()));
  };
  const before = PROVIDERS.map((provider) => provider.delegate);
  intervalProvider.delegate = { setInterval: refuse, clearInterval: () => undefined };
  immediateProvider.delegate = { setImmediate: refuse, clearImmediate: () => undefined };
  animationFrameProvider.delegate = { requestAnimationFrame: refuse, cancelAnimationFrame: () => undefined };
  dateTimestampProvider.delegate = { now: refuse };
  performanceTimestampProvider.delegate = { now: refuse };
  return () => {
    PROVIDERS.forEach((provider, i) => (provider.delegate = before[i]));
  };
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
  delayWhen: 'delay',
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
  timer: 'timer or interval',
};

/** The innermost timed operator on the stack; a `timer` that serves an operator gives way to it. */
const operatorOnStack = (): string | undefined => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = limit;
  let found: string | undefined;
  for (const [, file = ''] of stack.matchAll(/[\\/]internal[\\/](?:operators|observable)[\\/](\w+)\.[jt]s/g)) {
    if (file in WRITTEN_AS) found = WRITTEN_AS[file];
    else if (found !== undefined && !PLUMBING.has(file)) break;
    if (found !== undefined && file !== 'timer') break;
  }
  return found;
};

const PLUMBING = new Set(['OperatorSubscriber', 'innerFrom', 'interval']);

const advice = (operator: string | undefined): string =>
  operator === undefined
    ? "RxJS's wall clock was used where time is virtual; pass the clock that `graph` is handed to every operator that takes time"
    : `${operator} ran on RxJS's wall clock, where time is virtual; pass it the clock that \`graph\` is handed, ` +
      `as its last argument: ${operator.replace(' or interval', '')}(…, clock)`;
