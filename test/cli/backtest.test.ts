import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Report } from '../../src/codec/report.js';
import { idealFills } from '../support/ideal-exchange.js';
import { rxtape, scratch } from './rxtape.js';

const SAMPLE = ['pipelines/momentum.ts', '--data', 'data/sample-day.parquet'];

describe('rxtape backtest', () => {
  const files = scratch();
  after(files.remove);

  describe('over the sample day', () => {
    const out = join(files.dir, 'run');
    const run = rxtape('backtest', ...SAMPLE, '--out', out);
    const report: unknown = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));

    it('ends well, with the summary and the place of the report', () => {
      expect(run.code).to.equal(0);
      expect(run.stderr)
        .to.match(/momentum .* -/)
        .and.to.contain(join(out, 'report.json'));
    });

    it('writes all files, and a report that its codec reads', () => {
      for (const name of ['trades.csv', 'orders.csv', 'equity.csv', 'decisions.ndjson']) {
        expect(existsSync(join(out, name)), name).to.equal(true);
      }
      expect(E.isRight(Report.decode(report))).to.equal(true);
    });

    it('prints its signals as NDJSON where stdout is no terminal, each with its cause', () => {
      const signals = run.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { signal: string; seq: number; cause: number });

      expect(signals.length).to.be.greaterThan(10);
      expect(signals.every(({ seq, cause }) => cause < seq)).to.equal(true);
      expect(new Set(signals.map(({ signal }) => signal))).to.deep.equal(new Set(['wants', 'filled']));
    });

    it('gives the same report bytes from CSV, but for the name of the file, and the same digest', () => {
      const fromCsv = JSON.parse(
        rxtape('backtest', 'pipelines/momentum.ts', '--data', 'data/sample-day.csv', '--json').stdout,
      ) as Run;

      expect(fromCsv.digest).to.equal((report as Run).digest);
      expect({ ...fromCsv, data: { ...fromCsv.data, files: [] } }).to.deep.equal({
        ...(report as Run),
        data: { ...(report as Run).data, files: [] },
      });
    });

    it('shows its last bars, but none of which --to has cut off the end', () => {
      const lastBars = (...to: readonly string[]): ReadonlySet<string | undefined> => {
        const folder = join(files.dir, 'bars');
        const supertrend = ['pipelines/supertrend.ts', ...SAMPLE.slice(1), '--from', '2026-01-05T15:20'];
        rxtape('backtest', ...supertrend, ...to, '--out', folder, '--quiet');
        const rows = readFileSync(join(folder, 'bars.csv'), 'utf8').trim().split('\n').slice(1);
        return new Set(rows.map((row) => row.split(',')[6]?.slice(10, 19)));
      };

      expect([...lastBars()]).to.deep.equal(['T15:20:00', 'T15:25:00']);
      expect([...lastBars('--to', '2026-01-05T15:29:10')]).to.deep.equal(['T15:20:00']);
    });

    it('walks every fill back to a tick by its causes', () => {
      const decisions = readFileSync(join(out, 'decisions.ndjson'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { cause: number[] });

      for (const { cause } of decisions) {
        expect(cause).to.have.length(4);
        expect([...cause].sort((a, b) => a - b)).to.deep.equal(cause);
      }
    });
  });

  it('prints nothing but the report with --json', () => {
    const { code, stdout } = rxtape('backtest', ...SAMPLE, '--json');

    expect(code).to.equal(0);
    expect(E.isRight(Report.decode(JSON.parse(stdout)))).to.equal(true);
  });

  it('takes settings, latency, charges and a span of time', () => {
    const args = [
      '--set',
      'momentum.fast=100',
      '--ideal',
      '--latency',
      '250',
      '--charges',
      'flat:20',
      '--on',
      'gap=stop,stale=keep',
      '--gap',
      '30m',
      '--from',
      '2026-01-05T10:00',
      '--to',
      '2026-01-05T11:00',
      '--json',
    ];
    const { config, data, performance } = JSON.parse(rxtape('backtest', ...SAMPLE, ...args).stdout) as Run;

    expect(config.strategies[0]?.config).to.include({ fast: 100, slow: 1200 });
    expect(config.settings).to.deep.equal({
      fills: idealFills(250),
      margin: 'span',
      squareOff: 'usual',
      charges: 'flat:20',
      from: '2026-01-05T10:00:00.000+05:30',
      to: '2026-01-05T11:00:00.000+05:30',
      quality: {
        gapMs: 1_800_000,
        staleMs: 300_000,
        on: {
          OutOfOrder: 'keep',
          Duplicate: 'keep',
          VolumeReset: 'keep',
          ExchangeTimeBack: 'keep',
          Stale: 'keep',
          Gap: 'stop',
          Crossed: 'drop',
          Frozen: 'keep',
          Suspicious: 'drop',
          Conflated: 'keep',
        },
      },
    });
    expect(data.from >= '2026-01-05T10:00' && data.to < '2026-01-05T11:00').to.equal(true);
    expect(performance.charges % 20).to.equal(0);
    expect(performance.charges).to.be.greaterThan(0);
  });

  it('shows its options and examples with --help', () => {
    const { code, stdout } = rxtape('backtest', '--help');

    expect(code).to.equal(0);
    expect(stdout).to.contain('--on-bad-row').and.to.contain('Examples:');
  });

  describe('on a mistake', () => {
    const columns = 'at,kind,token,last,bid,ask';
    const first = '1767584700000,tk,NFO|53001,26000,25999.9,26000.1';
    const tape = (name: string, ...rows: readonly string[]): string =>
      files.file(name, `${[columns, first, ...rows].join('\n')}\n`);
    const over = (...data: readonly string[]) =>
      rxtape('backtest', 'pipelines/momentum.ts', '--quiet', '--data', ...data);
    const pipeline = (name: string, text: string): string => files.file(name, text);

    const refused = (
      what: string,
      code: 1 | 2,
      words: readonly (string | RegExp)[],
      run: () => ReturnType<typeof rxtape>,
    ): void => {
      it(`explains ${what}`, () => {
        const { code: actual, stderr } = run();

        for (const word of words)
          expect(stderr).to.match(typeof word === 'string' ? new RegExp(escape(word)) : word);
        expect(stderr, 'a stack trace').not.to.match(/^\s+at .*:\d+:\d+/m);
        expect(actual).to.equal(code);
      });
    };

    refused('a missing file', 2, ['none.csv'], () => over('none.csv'));
    refused('an empty file', 1, ['empty.csv'], () => over(files.file('empty.csv', '')));
    refused('wrong columns, with what it found and needs', 2, ['wrong.csv', 'apples', 'pears'], () =>
      over(files.file('wrong.csv', 'apples,pears\n1,2\n')),
    );
    refused('text for a price: file, row, column, value', 1, ['text.csv', /row 3/, 'last', 'abc'], () =>
      over(tape('text.csv', '1767584700100,tf,NFO|53001,26001,,', '1767584700200,tf,NFO|53001,abc,,')),
    );
    refused('NaN', 1, ['nan.csv', 'last', 'NaN'], () =>
      over(tape('nan.csv', '1767584700100,tf,NFO|53001,NaN,,')),
    );
    refused('a negative price', 1, ['negative.csv', 'last', '-1'], () =>
      over(tape('negative.csv', '1767584700100,tf,NFO|53001,-1,,')),
    );
    refused('truncated Parquet', 1, ['cut.parquet'], () =>
      over(files.file('cut.parquet', readFileSync('data/sample-day.parquet').subarray(0, 400_000))),
    );
    refused('a tape without the instruments', 1, ['NFO:NIFTY27JAN26F', 'NFO|53001'], () =>
      over(files.file('other.csv', `${columns}\n1767584700000,tk,NSE|22,100,,\n`)),
    );
    refused('a pipeline that is not there', 2, ['none.ts'], () =>
      rxtape('backtest', 'none.ts', '--data', 'data/sample-day.csv'),
    );
    refused('a pipeline that does not compile, with its line', 2, ['broken.ts', /:2:/], () =>
      rxtape(
        'backtest',
        pipeline('broken.ts', 'const a = 1;\nconst b = ;\n'),
        '--data',
        'data/sample-day.csv',
      ),
    );
    refused('a pipeline that exports nothing', 2, ['nothing.ts', 'export default definePipeline'], () =>
      rxtape(
        'backtest',
        pipeline('nothing.ts', 'const a = 1;\nexport { a };\n'),
        '--data',
        'data/sample-day.csv',
      ),
    );
    refused('an unknown instrument, with the nearest', 2, ['NFO:NIFTY27JAN26', 'NFO:NIFTY27JAN26F'], () =>
      rxtape(
        'backtest',
        pipeline(
          'unknown.mjs',
          `export default { name: 'x', instruments: ['NFO:NIFTY27JAN26'], capital: 1, risk: [], strategies: [] };\n`,
        ),
        '--data',
        'data/sample-day.csv',
      ),
    );
    refused('unknown settings', 2, ['momentum.fsat', 'fast, slow'], () =>
      rxtape('backtest', ...SAMPLE, '--set', 'momentum.fsat=3'),
    );
    refused('a setting of the wrong kind', 2, ['momentum.fast', '-3'], () =>
      rxtape('backtest', ...SAMPLE, '--set', 'momentum.fast=-3'),
    );
    refused('a span that ends before it begins', 2, ['--from', '--to'], () =>
      rxtape('backtest', ...SAMPLE, '--from', '2026-01-05T11:00', '--to', '2026-01-05T10:00'),
    );
    refused('a folder with the same tape twice', 2, ['sample-day.csv', 'sample-day.parquet'], () =>
      over('data'),
    );
    refused('an operator on the wall clock', 2, ['debounceTime', 'clock'], () =>
      rxtape('backtest', pipeline('wall.mjs', wallClockPipeline()), '--data', 'data/sample-day.csv'),
    );

    it('skips bad rows when asked, and counts them', () => {
      const path = tape(
        'skipped.csv',
        '1767584700100,tf,NFO|53001,abc,,',
        '1767584700200,tf,NFO|53001,26002,,',
      );
      const run = rxtape(
        'backtest',
        'pipelines/momentum.ts',
        '--data',
        path,
        '--on-bad-row',
        'skip',
        '--json',
      );
      const { data } = JSON.parse(run.stdout) as Run;

      expect(data).to.include({ rows: 3, skipped: 1, ticks: 2 });
    });

    it('flags and counts times that go back and rows that repeat', () => {
      const path = tape(
        'flags.csv',
        '1767584700500,tf,NFO|53001,26001,,',
        '1767584700500,tf,NFO|53001,26001,,',
        '1767584700400,tf,NFO|53001,26002,,',
      );
      const { data } = JSON.parse(
        rxtape('backtest', 'pipelines/momentum.ts', '--data', path, '--json').stdout,
      ) as Run;

      expect(data).to.include({ rows: 4, ticks: 4 });
      expect(data.flags).to.include({ OutOfOrder: 1, Duplicate: 1 });
    });

    it('tells of a strategy that throws, goes on with the others and exits with 1', () => {
      const run = rxtape(
        'backtest',
        pipeline('throwing.mjs', throwingPipeline()),
        '--data',
        'data/sample-day.csv',
        '--json',
      );
      const { failures, strategies } = JSON.parse(run.stdout) as Run;

      expect(run.code).to.equal(1);
      expect(failures).to.have.length(1);
      expect(failures[0]).to.include({ strategy: 'bad', token: 'NFO|53001' });
      expect(failures[0]?.message).to.contain('out of luck');
      expect(strategies['good']?.trades).to.equal(1);
    });

    it('shows the stack with --debug', () => {
      expect(rxtape('--debug', 'backtest', 'none.ts', '--data', 'x').stderr).to.match(/^\s+at /m);
    });
  });
});

interface Run {
  readonly digest: string;
  readonly config: { readonly strategies: readonly { readonly config: object }[]; readonly settings: object };
  readonly data: {
    readonly files: readonly unknown[];
    readonly from: string;
    readonly to: string;
    readonly flags: object;
  };
  readonly performance: { readonly charges: number };
  readonly strategies: Readonly<Record<string, { readonly trades: number }>>;
  readonly failures: readonly {
    readonly strategy: string;
    readonly token: string;
    readonly message: string;
  }[];
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What a strategy file would say in plain JavaScript, with no import: a strategy is a plain value. */
const strategy = (name: string, step: string): string =>
  `{ name: '${name}', strategy: { name: '${name}', config: { name: 'None', decode: (right) => ({ _tag: 'Right', right }) }, start: () => 0, step: ${step} }, settings: {} }`;

const order = (side: string): string =>
  `{ kind: 'Submit', side: '${side}', quantity: 65, type: 'MARKET', limit: undefined, validity: 'DAY', reason: undefined }`;

const throwingPipeline = (): string => `
const good = (n, event) => event.kind !== 'Tick' ? [n, []] : [n + 1, n === 10 ? [${order('BUY')}] : n === 20 ? [${order('SELL')}] : []];
const bad = (n, event) => { if (n === 15) throw new Error('out of luck'); return [n + 1, []]; };
export default { name: 'throwing', instruments: ['NFO:NIFTY27JAN26F'], capital: 1_000_000_0000, risk: [],
  strategies: [${strategy('bad', 'bad')}, ${strategy('good', 'good')}] };
`;

const wallClockPipeline = (): string => `
import { debounceTime } from ${JSON.stringify(new URL('../../node_modules/rxjs/dist/cjs/index.js', import.meta.url).href)};
export default { name: 'wall', instruments: ['NFO:NIFTY27JAN26F'], capital: 1_000_000_0000, risk: [],
  strategies: [${strategy('idle', '(n) => [n, []]')}], graph: (event$, { strategies }) => event$.pipe(debounceTime(100), strategies) };
`;
