import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect } from 'chai';

/** One arrow in a file of its own: what it imports, and the rules that this breaks. */
interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly rules: readonly string[];
}

const forbidden = (folder: string, rule: string, ...targets: readonly string[]): readonly Arrow[] =>
  targets.map((to) => ({ from: folder, to, rules: [rule] }));
const allowed = (folder: string, ...targets: readonly string[]): readonly Arrow[] =>
  targets.map((to) => ({ from: folder, to, rules: [] }));

/** A folder of ours stands for any module in it: `src/domain` is `src/domain/target.ts`. */
const ARROWS: readonly Arrow[] = [
  ...forbidden(
    'src/domain',
    'domain-stands-alone',
    ...[
      'indicator',
      'risk',
      'exchange',
      'codec',
      'operator',
      'port',
      'adapter',
      'clock',
      'report',
      'run',
      'cli',
    ].map((folder) => `src/${folder}`),
    ...['rxjs', 'io-ts', 'csv-stringify', 'node:fs', 'node:crypto'],
  ),
  ...allowed('src/domain', 'src/domain', 'fp-ts'),

  ...forbidden(
    'src/indicator',
    'indicator-knows-domain',
    ...['risk', 'exchange', 'codec', 'operator', 'port', 'adapter', 'run', 'cli'].map(
      (folder) => `src/${folder}`,
    ),
    ...['rxjs', 'io-ts', 'node:fs'],
  ),
  ...allowed('src/indicator', 'src/domain', 'src/indicator', 'fp-ts'),

  ...forbidden(
    'src/risk',
    'risk-knows-domain',
    ...['indicator', 'exchange', 'codec', 'operator', 'port', 'adapter', 'run', 'cli'].map(
      (folder) => `src/${folder}`,
    ),
    ...['rxjs', 'io-ts', 'node:fs'],
  ),
  ...allowed('src/risk', 'src/domain', 'src/risk', 'fp-ts'),

  ...forbidden(
    'src/margin',
    'margin-knows-domain',
    ...['risk', 'exchange', 'codec', 'operator', 'port', 'adapter', 'run', 'cli'].map(
      (folder) => `src/${folder}`,
    ),
    ...['rxjs', 'io-ts', 'node:fs'],
  ),
  ...allowed('src/margin', 'src/domain', 'src/margin', 'fp-ts'),

  ...forbidden(
    'src/exchange',
    'exchange-knows-domain',
    ...['indicator', 'risk', 'codec', 'operator', 'port', 'adapter', 'run', 'cli'].map(
      (folder) => `src/${folder}`,
    ),
    ...['rxjs', 'io-ts', 'node:fs'],
  ),
  ...allowed('src/exchange', 'src/domain', 'src/exchange', 'fp-ts'),

  ...forbidden(
    'src/codec',
    'codec-knows-domain',
    ...['indicator', 'risk', 'exchange', 'operator', 'port', 'adapter', 'run', 'cli'].map(
      (folder) => `src/${folder}`,
    ),
    ...['rxjs', 'node:fs', 'node:crypto'],
  ),
  ...allowed('src/codec', 'src/domain', 'src/codec', 'fp-ts', 'io-ts'),

  ...forbidden(
    'src/report',
    'report-knows-domain',
    ...['risk', 'exchange', 'codec', 'operator', 'port', 'adapter', 'run', 'cli'].map(
      (folder) => `src/${folder}`,
    ),
    ...['rxjs', 'io-ts', 'node:fs'],
  ),
  ...allowed('src/report', 'src/domain', 'src/report', 'fp-ts', 'csv-stringify', 'node:crypto'),

  ...forbidden(
    'src/port',
    'port-knows-domain',
    ...['risk', 'exchange', 'codec', 'operator', 'adapter', 'run', 'cli'].map((folder) => `src/${folder}`),
    ...['io-ts', 'node:fs'],
  ),
  ...allowed('src/port', 'src/domain', 'src/port', 'rxjs'),

  ...forbidden(
    'src/operator',
    'operator-knows-domain-and-rxjs',
    ...['codec', 'adapter', 'clock', 'report', 'run', 'cli'].map((folder) => `src/${folder}`),
    ...['io-ts', 'node:fs'],
  ),
  ...allowed(
    'src/operator',
    'src/domain',
    'src/indicator',
    'src/risk',
    'src/exchange',
    'src/port',
    'rxjs',
    'fp-ts',
  ),

  ...forbidden(
    'src/clock',
    'clock-knows-domain-and-rxjs',
    ...['operator', 'port', 'adapter', 'run', 'cli'].map((folder) => `src/${folder}`),
    ...['io-ts', 'node:fs'],
  ),
  ...allowed('src/clock', 'src/domain', 'rxjs', 'rxjs/internal/inner'),

  ...forbidden(
    'src/adapter/feed',
    'adapter-knows-ports-and-codecs',
    ...['indicator', 'risk', 'operator', 'report', 'run', 'cli'].map((folder) => `src/${folder}`),
  ),
  ...allowed(
    'src/adapter/feed',
    'src/domain',
    'src/codec',
    'src/port',
    'src/exchange',
    'src/clock',
    'rxjs',
    'node:fs',
  ),
  ...forbidden(
    'src/adapter/report',
    'report-writers-know-report',
    'src/operator',
    'src/risk',
    'src/run',
    'src/cli',
  ),
  ...allowed('src/adapter/report', 'src/report', 'src/domain', 'node:fs'),
  ...forbidden('src/adapter/console', 'report-writers-know-report', 'src/operator', 'src/run', 'src/cli'),
  ...allowed('src/adapter/console', 'src/report', 'src/domain'),
  ...forbidden('src/adapter/page', 'report-writers-know-report', 'src/operator', 'src/run', 'src/cli'),
  ...allowed('src/adapter/page', 'src/report', 'src/domain', 'node:fs'),

  ...forbidden('src/page', 'pages-know-the-report-by-its-types', 'node:fs', 'rxjs', 'src/report'),
  ...forbidden('src/page', 'pages-know-no-types-but-the-report-and-domain', 'src/run', 'src/adapter'),
  ...allowed('src/page', 'src/page', 'echarts', 'lightweight-charts'),
  ...forbidden('src/cli', 'nothing-runs-a-page', 'src/page'),

  ...forbidden('src/run', 'run-does-not-know-cli', 'src/cli'),
  ...allowed('src/run', 'src/operator', 'src/adapter', 'src/report', 'src/clock', 'rxjs', 'node:fs'),
  ...allowed('src/cli', 'src/run'),

  ...forbidden('src/run', 'sources-do-not-use-the-public-api', 'src/index.ts'),
  ...forbidden('src/cli', 'sources-do-not-know-tests', 'test'),
  ...forbidden('src/run', 'sources-use-declared-dependencies', 'chai', 'undeclared'),
  ...forbidden('src/run', 'nothing-unresolved', 'src/run/nowhere.js'),

  ...forbidden(
    'pipelines',
    'pipelines-use-the-public-api',
    'src/operator',
    'src/domain',
    'pipelines',
    'io-ts',
    'node:fs',
  ),
  ...allowed('pipelines', 'rxtape', 'strategies', 'rxjs'),
  ...forbidden(
    'strategies',
    'strategies-use-the-public-api',
    'src/indicator',
    'src/domain',
    'pipelines',
    'rxjs',
    'node:fs',
  ),
  ...allowed('strategies', 'rxtape', 'strategies'),

  ...['src/adapter/feed', 'src/run', 'test'].flatMap((folder) =>
    forbidden(folder, 'rxjs-internals-stay-in-clock-and-stage', 'rxjs/internal/inner'),
  ),
  ...allowed('test', 'src/domain', 'src/run', 'src/index.ts', 'rxjs', 'chai', 'node:fs'),
];

const FOLDERS = [
  ...new Set(
    ARROWS.flatMap(({ from, to }) => [from, to]).filter((path) =>
      /^(src\/\w|pipelines|strategies|test)/.test(path),
    ),
  ),
].filter((path) => !/\.(ts|js)$/.test(path));

const PACKAGES = {
  dependencies: ['rxjs', 'fp-ts', 'io-ts', 'csv-stringify'],
  devDependencies: ['chai', 'echarts', 'lightweight-charts'],
};

describe('the layers', () => {
  let root: string;
  let brokenRulesByFile: ReadonlyMap<string, readonly string[]>;

  /** All arrows are planted in one tree beside the project's own rules, and the cruiser runs on it once. */
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'rxtape-layers-'));
    await plantProject(root);
    for (const [index, arrow] of ARROWS.entries())
      await plant(root, fileOf(arrow, index), `import '${specifierOf(arrow)}';\n`);
    await plant(
      root,
      'src/domain/circle-a.ts',
      "import { b } from './circle-b.js';\nexport const a = () => b;\n",
    );
    await plant(
      root,
      'src/domain/circle-b.ts',
      "import { a } from './circle-a.js';\nexport const b = () => a;\n",
    );
    await plant(root, 'src/domain/type-a.ts', "import type { B } from './type-b.js';\nexport type A = B;\n");
    await plant(root, 'src/domain/type-b.ts', "import { type A } from './type-a.js';\nexport type B = A;\n");
    brokenRulesByFile = await cruise(root);
  });
  after(async () => {
    await rm(root, { recursive: true });
  });

  for (const [index, arrow] of ARROWS.entries())
    it(`${arrow.rules.length === 0 ? 'allow' : 'refuse'} ${arrow.from} → ${arrow.to}`, () => {
      expect(brokenRulesByFile.get(fileOf(arrow, index)) ?? []).to.deep.equal(arrow.rules);
    });

  it('refuse a cycle', () => {
    expect(brokenRulesByFile.get('src/domain/circle-a.ts')).to.deep.equal(['no-cycles']);
  });

  it('allow a type to look back', () => {
    expect(brokenRulesByFile.get('src/domain/type-a.ts')).to.equal(undefined);
  });
});

const fileOf = (arrow: Arrow, index: number): string => `${arrow.from}/arrow-${index}.ts`;

const specifierOf = ({ from, to }: Arrow): string => {
  if (!/^(src|pipelines|strategies|test)(\/|$)/.test(to)) return to;
  const up = from
    .split('/')
    .map(() => '..')
    .join('/');
  return `${up}/${/\.(ts|js)$/.test(to) ? to.replace(/\.ts$/, '.js') : `${to}/target.js`}`;
};

const plant = async (root: string, file: string, text: string): Promise<void> => {
  await mkdir(join(root, dirname(file)), { recursive: true });
  await writeFile(join(root, file), text);
};

/** The project's rules and compiler settings, a module in every folder, and packages with nothing in them. */
const plantProject = async (root: string): Promise<void> => {
  for (const file of ['.dependency-cruiser.json', 'tsconfig.json']) await cp(file, join(root, file));
  for (const folder of FOLDERS) await plant(root, `${folder}/target.ts`, 'export {};\n');
  await plant(root, 'src/index.ts', 'export {};\n');
  const versionsOf = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const { dependencies, devDependencies } = PACKAGES;
  const declared = { dependencies: versionsOf(dependencies), devDependencies: versionsOf(devDependencies) };
  await plant(root, 'package.json', JSON.stringify({ name: 'planted', type: 'module', ...declared }));
  for (const name of [...dependencies, ...devDependencies, 'undeclared']) {
    await plant(
      root,
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    await plant(root, `node_modules/${name}/index.js`, '');
  }
  await plant(root, 'node_modules/rxjs/dist/internal/inner.js', '');
  await plant(
    root,
    'node_modules/rxjs/package.json',
    JSON.stringify({
      name: 'rxjs',
      version: '1.0.0',
      exports: { '.': './dist/index.js', './internal/*': './dist/internal/*.js' },
    }),
  );
  await plant(root, 'node_modules/rxjs/dist/index.js', '');
};

/** The rules that each file breaks, by file. */
const cruise = async (root: string): Promise<ReadonlyMap<string, readonly string[]>> => {
  const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const folders = ['src', 'pipelines', 'strategies', 'test'];
  const json = await new Promise<string>((done, failed) => {
    execFile(
      process.execPath,
      [cruiser, '--config', '.dependency-cruiser.json', '--output-type', 'json', ...folders],
      { cwd: root, maxBuffer: 1 << 26 },
      (_error, stdout, stderr) => {
        // it exits with the number of violations, which is what we want of it
        if (stdout === '') failed(new Error(stderr));
        else done(stdout);
      },
    );
  });
  const { summary } = JSON.parse(json) as {
    summary: { violations: readonly { from: string; rule: { name: string } }[] };
  };
  const rules = new Map<string, readonly string[]>();
  for (const { from, rule } of summary.violations) rules.set(from, [...(rules.get(from) ?? []), rule.name]);
  return rules;
};
