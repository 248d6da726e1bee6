import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';

/** Stands in for npm: notes each command, writes REPORT as the tests would, and fails at the command FAIL. */
const NPM = `#!/usr/bin/env bash
echo "$1 $2" >> commands
if [ "$1" = test ]; then
  mkdir -p out
  [ -z "$REPORT" ] || echo "$REPORT" > "\${!#/#output=/}"
fi
[ "$1 $2" != "$FAIL" ] || exit 3
`;

/** Stand in for Debian: `dpkg -s` knows all packages but LACKING; an installation is noted, as whoever does it. */
const DPKG = `#!/usr/bin/env bash
[ "$2" != "$LACKING" ]
`;
const APT_GET = `#!/usr/bin/env bash
[ "$1" != install ] || echo "apt-get install \${!#}" >> commands
`;
const SUDO = `#!/usr/bin/env bash
shift
exec "$@"
`;

const reportOf = (passes: number, failures: number): string =>
  JSON.stringify({
    stats: { tests: passes + failures, passes, failures },
    failures: Array.from({ length: failures }, (_, n) => ({
      fullTitle: `a planted test ${n}`,
      err: { message: 'no', stack: 'AssertionError: no' },
    })),
  });

describe('.ci/run', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'rxtape-ci-'));
    await cp('.ci/run', join(root, '.ci/run'));
    await mkdir(join(root, 'bin'));
    for (const [name, script] of Object.entries({ npm: NPM, dpkg: DPKG, 'apt-get': APT_GET, sudo: SUDO })) {
      await writeFile(join(root, 'bin', name), script);
      await chmod(join(root, 'bin', name), 0o755);
    }
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  const output = (report: string, fail = '', lacking = '') => {
    const { status, stdout } = spawnSync('bash', [join(root, '.ci/run')], {
      cwd: tmpdir(), // it finds its own way to the project
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: [join(root, 'bin'), process.env['PATH']].join(delimiter),
        REPORT: report,
        FAIL: fail,
        LACKING: lacking,
      },
    });
    return { status, lines: stdout.trimEnd().split('\n') };
  };
  const run = (
    report: string,
    fail = '',
  ): readonly [exitCode: number | null, lastLine: string | undefined] => {
    const { status, lines } = output(report, fail);
    return [status, lines.at(-1)];
  };

  it('passes when every step does, and ends with the count of the tests', () => {
    expect(run(reportOf(12, 0))).to.deep.equal([0, '12 passed, 0 failed']);
  });

  for (const step of ['ci --no-audit', 'test --', 'run lint', 'run typecheck', 'start '])
    it(`fails when npm ${step} does, runs the other steps, and still ends with the count`, async () => {
      expect(run(reportOf(12, 0), step)).to.deep.equal([1, '12 passed, 0 failed']);
      expect((await readFile(join(root, 'commands'), 'utf8')).split('\n')).to.deep.equal([
        'ci --no-audit',
        'test --',
        'run lint',
        'run typecheck',
        'start ',
        '',
      ]);
    });

  it('installs a Debian package that is missing before anything else, and it alone', async () => {
    output(reportOf(12, 0), '', 'chromium');

    const [first, second] = (await readFile(join(root, 'commands'), 'utf8')).split('\n');
    expect([first, second]).to.deep.equal(['apt-get install chromium', 'ci --no-audit']);
  });

  it('fails when a test does, whatever mocha exits with', () => {
    expect(run(reportOf(11, 1))).to.deep.equal([1, '11 passed, 1 failed']);
  });

  it('tells the tests that failed once more at its end, where they are found', () => {
    const { lines } = output(reportOf(11, 2));

    const from = lines.lastIndexOf('== npm start');
    expect(lines.slice(from).filter((line) => line.startsWith('failed: '))).to.deep.equal([
      'failed: a planted test 0',
      'failed: a planted test 1',
    ]);
  });

  it('fails when no test ran', () => {
    expect(run(reportOf(0, 0))).to.deep.equal([1, '0 passed, 0 failed']);
  });

  it('fails when the tests did not get to a report', () => {
    expect(run('')).to.deep.equal([1, '0 passed, 1 failed']);
  });

  it('fails when the report was cut off', () => {
    expect(run('{ "stats": {')).to.deep.equal([1, '0 passed, 1 failed']);
  });

  it('does not count the report of an earlier run', async () => {
    await mkdir(join(root, 'out'));
    await writeFile(join(root, 'out/test-report.json'), reportOf(99, 0));

    expect(run('')).to.deep.equal([1, '0 passed, 1 failed']);
  });
});
