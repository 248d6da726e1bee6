import { expect } from 'chai';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readSession } from '../../src/adapter/recording/read-session.js';
import type { SessionEnd } from '../../src/codec/recording/session-end.js';
import { NO_LOG } from '../../src/port/log.js';
import { verify } from '../../src/run/verify.js';
import { LiveProcess, logLines, type SimulatorProcess, startSim } from './live-process.js';
import { BUYS_AND_WAITS, order, plainPipeline } from './plain-pipeline.js';
import { type Outcome, scratch } from './rxtape.js';

const digestOf = (text: string): string | undefined => /^digest +([0-9a-f]{64})$/m.exec(text)?.[1];

interface JournalLine {
  readonly kind: string;
  readonly command?: string;
  readonly reason?: string;
  readonly order?: { readonly id: string; readonly side: string; readonly state: string };
}

describe('how a session ends, as processes', () => {
  const files = scratch();
  let sim: SimulatorProcess | undefined;
  let recordings = 0;
  after(files.remove);
  afterEach(async () => {
    await sim?.kill();
    sim = undefined;
  });

  const start = async (
    pipeline: string,
    { speed = '60', args = [] as readonly string[], terminal = false } = {},
  ): Promise<{ readonly run: LiveProcess; readonly folder: () => string }> => {
    sim = await startSim('--speed', speed);
    recordings += 1;
    const recorded = join(files.dir, `recorded-${recordings}`);
    const path = pipeline.includes('\n') ? files.file(`pipeline-${recordings}.mjs`, pipeline) : pipeline;
    const all = ['paper', path, '--ideal', '--feed', sim.feed, '--record', recorded, ...args];
    return {
      run: terminal ? LiveProcess.startOnTerminal(all) : LiveProcess.start(all),
      folder: () => join(recorded, readdirSync(recorded)[0] ?? ''),
    };
  };

  /** The recording has its end, and a replay of it is the same to the last entry. */
  const expectWhole = async (folder: string): Promise<void> => {
    const { recording, difference } = await verify(folder, { pipeline: undefined, log: NO_LOG });
    expect({ recording, difference }).to.deep.equal({ recording: 'whole', difference: null });
  };

  /** What its journal holds. */
  const sessionOf = async (
    folder: string,
  ): Promise<{ readonly end: SessionEnd | undefined; readonly entries: readonly JournalLine[] }> => {
    const session = await readSession(folder);
    const entries = [...session.entries()].map(({ text }) => JSON.parse(text) as JournalLine);
    session.close();
    return { end: session.end, entries };
  };

  const lastReason = ({ stderr }: Outcome): unknown => logLines(stderr).at(-1)?.['reason'];

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    it(`ends with a summary, a whole recording and exit code 0 at ${signal}`, async () => {
      const { run, folder } = await start(plainPipeline(BUYS_AND_WAITS));
      await run.until('stdout', /"filled"/);
      run.signal(signal);
      const outcome = await run.outcome();

      expect(outcome.code, outcome.stderr).to.equal(0);
      expect(lastReason(outcome)).to.equal(signal);
      expect(outcome.stderr).to.match(/^orders {3}2, fills 1$/m);
      const { end } = await sessionOf(folder());
      expect(end?.digest).to.equal(digestOf(outcome.stderr));
      await expectWhole(folder());
    });

  const HELD = 'plain holds 65 NFO:NIFTY27JAN26F';
  const ASKED = 'plain BUY 65 NFO:NIFTY27JAN26F LIMIT 20000, Open';
  for (const [policy, command, ends, left] of [
    ['keep', 'halt', [], [HELD, ASKED]],
    ['cancel', 'cancel', ['BUY Cancelled'], [HELD]],
    ['flatten', 'flatten', ['BUY Cancelled', 'SELL Filled'], []],
  ] as const)
    it(`--on-stop ${policy}: what becomes of orders and positions is on the tape, and what stays open is told`, async () => {
      const { run, folder } = await start(plainPipeline(BUYS_AND_WAITS), { args: ['--on-stop', policy] });
      await run.until('stdout', /"filled"/);
      run.signal('SIGTERM');
      const { code, stderr } = await run.outcome();
      const lines = (await sessionOf(folder())).entries;
      const stop = lines.findIndex(({ kind }) => kind === 'Command');
      const after = lines
        .slice(stop)
        .flatMap(({ kind, order }) =>
          kind === 'OrderUpdate' && order !== undefined ? [`${order.side} ${order.state}`] : [],
        );

      expect(code, stderr).to.equal(0);
      expect(lines[stop]).to.include({ command, reason: 'SIGTERM' });
      expect(
        after.filter((text) => !text.endsWith(' Open') && !text.endsWith('CancelInFlight')),
      ).to.have.members([...ends]);
      expect([...stderr.matchAll(/^Left open: (.*)$/gm)].map(([, text]) => text)).to.deep.equal(left);
      expect(stderr).to.not.contain('is not done');
      await expectWhole(folder());
    });

  it('says that the simulator is gone, where it did not play to its end', async () => {
    const { run, folder } = await start(plainPipeline(BUYS_AND_WAITS));
    await run.until('stdout', /"filled"/);
    await sim?.kill();
    const outcome = await run.outcome();

    expect(outcome.code, outcome.stderr).to.equal(0);
    expect(lastReason(outcome)).to.equal('the simulator is gone');
    await expectWhole(folder());
  });

  it('says that --on-stop flatten is not done, where orders do not end in time', async () => {
    const { run } = await start(plainPipeline(BUYS_AND_WAITS), {
      speed: '1',
      args: ['--latency', '3600000', '--on-stop', 'flatten'], // the orders are under way for an hour
    });
    await run.until('stdout', /(?:"wants"[^]*){2}/);
    run.signal('SIGINT');
    const { code, stderr } = await run.outcome();

    expect(code, stderr).to.equal(0);
    expect(stderr)
      .to.contain('--on-stop flatten is not done: orders or positions are still open')
      .and.to.match(/^Left open: plain BUY 65 NFO:NIFTY27JAN26F MARKET, /m);
  });

  it('ends at once at a second signal, with 128 and its number, and leaves a recording that can be read', async () => {
    const { run, folder } = await start(plainPipeline(BUYS_AND_WAITS), {
      speed: '1',
      args: ['--latency', '3600000', '--on-stop', 'cancel'], // the order is under way for an hour
    });
    await run.until('stdout', /"wants"/);
    run.signal('SIGINT');
    await run.until('stderr', /ending; a second signal/);
    const again = setInterval(() => run.signal('SIGINT'), 50);
    const { code } = await run.outcome();
    clearInterval(again);

    expect(code).to.equal(130);
    expect((await sessionOf(folder())).end).to.equal(undefined);
    expect(await verify(folder(), { pipeline: undefined, log: NO_LOG })).to.include({
      recording: 'cut off',
      difference: null,
    });
  });

  it('ends in good order at a Ctrl-C that comes twice, as under npm', async () => {
    const { run } = await start(plainPipeline(BUYS_AND_WAITS));
    await run.until('stdout', /"filled"/);
    run.signal('SIGINT');
    run.signal('SIGINT');

    expect((await run.outcome()).code).to.equal(0);
  });

  it('ends in good order when the reader of its signals has gone', async () => {
    const { run, folder } = await start('pipelines/momentum.ts', { speed: '3600' });
    await run.until('stdout', /\n/);
    run.child.stdout.destroy();
    const outcome = await run.outcome();

    expect(outcome.code, outcome.stderr).to.equal(0);
    expect(lastReason(outcome)).to.equal('stdout was closed');
    await expectWhole(folder());
  });

  for (const [what, statement] of [
    ['an uncaught error', "throw new Error('out of luck')"],
    ['a rejection that nobody handles', "void Promise.reject(new Error('out of luck'))"],
  ] as const)
    it(`ends with 1 and a whole recording at ${what}`, async () => {
      const { run, folder } = await start(
        plainPipeline(BUYS_AND_WAITS, { before: `process.on('SIGUSR2', () => { ${statement} });` }),
      );
      await run.until('stdout', /"filled"/);
      run.signal('SIGUSR2');
      const outcome = await run.outcome();

      expect(outcome.code).to.equal(1);
      expect(outcome.stderr)
        .to.contain("rxtape: out of luck\nThis is a bug in rxtape, or in a pipeline's own code;")
        .and.not.to.match(/^\s+at /m);
      expect(digestOf(outcome.stderr)).not.to.equal(undefined);
      await expectWhole(folder());
    });

  it('goes on without a strategy that throws, tells of it, and ends with 1', async () => {
    const { run, folder } = await start(
      plainPipeline(`if (n === 3) throw new Error('out of luck'); return [n + 1, []];`),
      { speed: 'max', args: ['--queue', '1000000'] },
    );
    const { code, stdout, stderr } = await run.outcome();

    expect(code).to.equal(1);
    expect(JSON.parse(stdout)).to.include({ signal: 'failed', strategy: 'plain' });
    expect(stderr)
      .to.contain('out of luck')
      .and.to.match(/^ticks {4}21,301$/m);
    await expectWhole(folder());
  });

  it('ends with 1 when the pipeline’s graph throws, and keeps what was recorded', async () => {
    const map = JSON.stringify(new URL('../../node_modules/rxjs/dist/cjs/index.js', import.meta.url).href);
    const { run, folder } = await start(
      plainPipeline(BUYS_AND_WAITS, {
        before: `import { map } from ${map}; let seen = 0;`,
        graph: `(event$, { strategies }) => event$.pipe(map((event) => { seen += 1; if (seen > 50) throw new Error('torn graph'); return event; }), strategies)`,
      }),
      { speed: 'max' },
    );
    const { code, stderr } = await run.outcome();

    expect(code).to.equal(1);
    expect(stderr)
      .to.contain('rxtape: torn graph')
      .and.not.to.match(/^\s+at /m);
    expect((await sessionOf(folder())).entries.length).to.be.greaterThan(3);
  });

  it('trades on when the disk of its report is full, and says so', async () => {
    const out = join(files.dir, 'full');
    mkdirSync(out);
    symlinkSync('/dev/full', join(out, 'decisions.ndjson'));
    const { run, folder } = await start(
      plainPipeline(`return [n + 1, n < 150 ? [${order('BUY', 20_000)}] : []];`),
      {
        speed: 'max',
        args: ['--queue', '1000000', '--out', out, '--quiet'],
      },
    );
    const { code, stderr } = await run.outcome();

    expect(code, stderr).to.equal(0);
    expect(logLines(stderr).filter(({ level }) => level === 'error')).to.have.length(1);
    expect(stderr)
      .to.contain('the report can no longer be written')
      .and.to.match(/^ticks {4}21,301$/m);
    await expectWhole(folder());
  });

  it('ends in good order at a Ctrl-C on a terminal', async () => {
    const { run, folder } = await start(plainPipeline(BUYS_AND_WAITS), { terminal: true });
    await run.until('stdout', /filled +BUY 65/);
    run.child.stdin.write('\u0003');
    const { code, stdout } = await run.outcome();

    expect(code, stdout).to.equal(0);
    expect(stdout)
      .to.contain('SIGINT: ending')
      .and.to.match(/^digest/m);
    await expectWhole(folder());
  });
});
