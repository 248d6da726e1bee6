import { expect } from 'chai';
import { ESLint } from 'eslint';

/** Lints text as if it stood in a file, by the project's own rules of the graph. They need no types. */
const eslint = new ESLint({
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => /^(rxtape\/|no-restricted-)/.test(ruleId),
});

const brokenRules = async (file: string, code: string): Promise<readonly (string | null)[]> => {
  const [result] = await eslint.lintText(code, { filePath: file });
  const syntaxError = result?.messages.find(({ fatal }) => fatal);
  if (result === undefined || syntaxError !== undefined) throw new Error(syntaxError?.message ?? 'ignored');
  return result.messages.map(({ ruleId }) => ruleId);
};

const refuses = (file: string, code: string, rule: string): void => {
  it(`${rule} refuses ${code} in ${file}`, async () => {
    expect(await brokenRules(file, code)).to.deep.equal([rule]);
  });
};
const accepts = (file: string, code: string): void => {
  it(`accept ${code} in ${file}`, async () => {
    expect(await brokenRules(file, code)).to.deep.equal([]);
  });
};

const EVERYWHERE_BELOW = [
  'src/domain/planted.ts',
  'src/indicator/planted.ts',
  'src/risk/planted.ts',
  'src/exchange/planted.ts',
  'src/codec/planted.ts',
  'src/operator/planted.ts',
  'src/port/planted.ts',
  'src/report/planted.ts',
  'src/clock/planted.ts',
  'src/adapter/replay/planted.ts',
  'src/adapter/simulated/planted.ts',
  'src/adapter/generator/planted.ts',
  'src/adapter/live/planted.ts',
  'pipelines/planted.ts',
  'strategies/planted.ts',
];
const OPERATOR = 'src/operator/planted.ts';
const PIPELINE = 'pipelines/planted.ts';
const STRATEGY = 'strategies/planted.ts';

describe('the rules of the graph', () => {
  describe('on time and chance', () => {
    for (const file of EVERYWHERE_BELOW) {
      refuses(file, 'Date.now();', 'no-restricted-properties');
      refuses(file, 'new Date();', 'rxtape/no-current-date');
    }
    refuses(OPERATOR, 'Date();', 'rxtape/no-current-date');
    refuses(OPERATOR, 'const { now } = Date;', 'no-restricted-properties');
    refuses(OPERATOR, 'Math.random();', 'no-restricted-properties');
    for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'])
      refuses(OPERATOR, `${name}(() => 1);`, 'no-restricted-globals');
    refuses(OPERATOR, 'performance.now();', 'no-restricted-globals');
    refuses(OPERATOR, "process.env['MODE'];", 'no-restricted-globals');
    refuses(OPERATOR, 'process.hrtime();', 'no-restricted-globals');
    refuses(OPERATOR, 'crypto.randomUUID();', 'no-restricted-globals');
    refuses(OPERATOR, 'globalThis.setTimeout(() => 1);', 'no-restricted-globals');
    for (const source of ['node:timers', 'node:timers/promises', 'timers', 'node:perf_hooks', 'node:process'])
      refuses(OPERATOR, `import { x } from '${source}'; x;`, 'rxtape/no-own-clock');
    refuses('src/report/planted.ts', "import { randomBytes } from 'node:crypto';", 'rxtape/no-own-clock');

    accepts('src/report/planted.ts', "import { createHash } from 'node:crypto';");
    accepts(
      'src/domain/planted.ts',
      'const a = new Date(0); Date.parse("2025-10-28"); Math.floor(a.getTime());',
    );
    accepts('src/domain/planted.ts', 'const process = (performance: number) => performance; process(1);');
    accepts('src/run/planted.ts', "setTimeout(() => Date.now(), 1); process.env['MODE']; new Date();");
    accepts('src/cli/planted.ts', "process.env['MODE'];");
  });

  describe('on the clocks of RxJS', () => {
    for (const name of [
      'asyncScheduler',
      'async',
      'asapScheduler',
      'asap',
      'animationFrameScheduler',
      'animationFrame',
      'animationFrames',
      'queueScheduler',
      'queue',
    ])
      refuses(OPERATOR, `import { ${name} } from 'rxjs';`, 'rxtape/no-own-clock');
    refuses(PIPELINE, "import { asyncScheduler } from 'rxjs';", 'rxtape/no-own-clock');
    refuses(PIPELINE, "import { map, asyncScheduler as later } from 'rxjs';", 'rxtape/no-own-clock');
    refuses(PIPELINE, "export { asyncScheduler } from 'rxjs';", 'rxtape/no-own-clock');

    accepts(PIPELINE, "import { map, observeOn, type SchedulerLike } from 'rxjs';");
    accepts('src/run/planted.ts', "import { asyncScheduler } from 'rxjs';");

    it('refuse all of RxJS under one name, which would hide what is used of it', async () => {
      expect(await brokenRules(OPERATOR, "import * as rx from 'rxjs';")).to.include.members([
        'rxtape/no-own-clock',
        'rxtape/no-joins',
      ]);
    });
  });

  describe('on joining streams', () => {
    for (const name of [
      'combineLatest',
      'combineLatestAll',
      'combineLatestWith',
      'combineAll',
      'withLatestFrom',
      'zip',
      'zipAll',
      'zipWith',
      'sample',
      'forkJoin',
      'race',
      'raceWith',
    ])
      refuses(OPERATOR, `import { ${name} } from 'rxjs';`, 'rxtape/no-joins');
    refuses(PIPELINE, "import { withLatestFrom } from 'rxjs';", 'rxtape/no-joins');

    accepts(PIPELINE, "import { map, merge, scan, mergeMap, groupBy } from 'rxjs';");
  });

  describe('on operators that take time', () => {
    for (const call of [
      'delay(5)',
      'debounceTime(5)',
      'throttleTime(5)',
      'throttleTime(5, undefined, { trailing: true })',
      'auditTime(5)',
      'sampleTime(5)',
      'bufferTime(5)',
      'bufferTime(5, 5)',
      'bufferTime(5, null, 10)',
      'windowTime(5)',
      'windowTime(5, 5)',
      'timeout(5)',
      'timeout({ each: 5 })',
      'timeoutWith(5, other$)',
      'interval(5)',
      'timer(5)',
      'timer(5, 5)',
      'timestamp()',
      'timeInterval()',
      'shareReplay(1, 5)',
      'shareReplay({ bufferSize: 1, refCount: true, windowTime: 5 })',
      'new ReplaySubject(1, 5)',
      'retry({ count: 3, delay: 5 })',
      'repeat({ delay: 5 })',
    ]) {
      refuses(OPERATOR, `${call};`, 'rxtape/no-clockless-timer');
    }
    refuses(PIPELINE, 'event$.pipe(delay(5));', 'rxtape/no-clockless-timer');
    refuses('src/adapter/replay/planted.ts', 'timer(5);', 'rxtape/no-clockless-timer');

    for (const call of [
      'delay(5, clock)',
      'debounceTime(5, world.clock)',
      'throttleTime(5, clock)',
      'throttleTime(5, clock, { trailing: true })',
      'auditTime(5, replayScheduler)',
      'sampleTime(5, clock)',
      'bufferTime(5, clock)',
      'bufferTime(5, null, 10, clock)',
      'windowTime(5, 5, clock)',
      'timeout(5, clock)',
      'timeout({ each: 5, scheduler: clock })',
      'timer(5, clock)',
      'timer(5, 5, clock)',
      'interval(5, clock)',
      'timestamp(clock)',
      'timeInterval(clock)',
      'shareReplay(1)',
      'shareReplay({ bufferSize: 1, refCount: true })',
      'shareReplay({ bufferSize: 1, refCount: true, windowTime: 5, scheduler: clock })',
      'new ReplaySubject(1)',
      'new ReplaySubject(1, 5, clock)',
      'retry(3)',
      'retry({ delay: () => timer(5, clock) })',
    ])
      accepts(OPERATOR, `${call};`);
  });

  describe('on subscribing', () => {
    for (const file of [OPERATOR, PIPELINE, STRATEGY, 'src/adapter/replay/planted.ts', 'src/cli/planted.ts'])
      refuses(file, 'entry$.subscribe();', 'rxtape/no-subscribe');
    for (const name of ['firstValueFrom', 'lastValueFrom'])
      refuses('src/adapter/planted.ts', `import { ${name} } from 'rxjs';`, 'rxtape/no-subscribing-import');

    accepts('src/run/planted.ts', "import { lastValueFrom } from 'rxjs'; entry$.subscribe();");
    accepts('src/operator/stage.ts', 'source$.subscribe();');
  });

  describe('on approving', () => {
    for (const cast of [
      'order as ApprovedOrder',
      'order as unknown as ApprovedOrder',
      '<ApprovedOrder>order',
    ])
      refuses('src/exchange/planted.ts', `${cast};`, 'rxtape/only-govern-approves');
    refuses(OPERATOR, 'orders as readonly Approved[];', 'rxtape/only-govern-approves');
    refuses(PIPELINE, 'order as ApprovedOrder;', 'rxtape/only-govern-approves');

    accepts('src/operator/govern.ts', 'order as ApprovedOrder;');
    accepts(OPERATOR, 'const of = (order: ApprovedOrder): ApprovedOrder => order; of as Order;');
  });

  describe('on strategies', () => {
    for (const name of [
      'assemble',
      'bind',
      'conflate',
      'cutBars',
      'definePipeline',
      'execute',
      'govern',
      'maxDailyLoss',
      'maxOrdersPerSecond',
      'maxOrderValue',
      'maxPosition',
      'mergeTouchline',
      'perToken',
      'runStrategy',
      'tradingWindow',
      'type Graph',
      'type PipelineDefinition',
      'type RiskRule',
      'type Stages',
      'type StrategyBinding',
    ])
      refuses(STRATEGY, `import { ${name} } from 'rxtape';`, 'rxtape/strategies-are-pure');
    refuses(STRATEGY, "import { map } from 'rxjs';", 'rxtape/strategies-are-pure');

    accepts(STRATEGY, "import { defineStrategy, ema, NO_INTENTS, t, toTarget } from 'rxtape';");
    accepts(PIPELINE, "import { bind, definePipeline, maxPosition } from 'rxtape';");
  });

  describe('on tests', () => {
    for (const code of [
      "it.only('x', () => 1);",
      "it.skip('x', () => 1);",
      "describe.only('x', () => 1);",
      "describe.skip('x', () => 1);",
      "xit('x', () => 1);",
      "xdescribe('x', () => 1);",
      "it('x', function () { this.skip(); });",
      "it('x');",
    ])
      refuses('test/planted.test.ts', code, 'rxtape/no-idle-tests');

    accepts('test/planted.test.ts', "describe('x', () => { it('y', () => 1); });");
  });
});
