import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { LiveProcess, logLines, type SimulatorProcess, startSim } from './live-process.js';
import { type Outcome, rxtape, scratch } from './rxtape.js';

const PIPELINE = 'pipelines/momentum.ts';
/** The whole day waits at most, so that nothing is folded and every run is the same. */
const WHOLE = ['--queue', '1000000'];

interface Signal {
  readonly signal: string;
  readonly what: string;
}

const signals = ({ stdout }: Outcome): readonly Signal[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Signal);

const digestOf = (text: string): string | undefined => /^digest +([0-9a-f]{64})$/m.exec(text)?.[1];

describe('rxtape paper against a simulator, as processes', () => {
  const files = scratch();
  after(files.remove);

  describe('to the end of the tape', () => {
    let sim: SimulatorProcess;
    let run: Outcome;
    const out = join(files.dir, 'out');
    const recorded = join(files.dir, 'recorded');
    before(async () => {
      sim = await startSim('--speed', 'max');
      run = await LiveProcess.start([
        'paper',
        PIPELINE,
        ...['--ideal', '--feed', sim.feed, '--record', recorded, '--out', out],
        ...WHOLE,
      ]).outcome();
    });
    after(() => sim.kill());

    it('ends with 0', () => {
      expect(run.code, run.stderr).to.equal(0);
    });

    it('tells every step of the start in its order, and connects after the last', () => {
      const messages = logLines(run.stderr).map(({ msg }) => msg);
      const steps = messages.filter((msg) => msg.startsWith('['));

      expect(steps.map((msg) => /^\[\d\/8\] \w+/.exec(msg)?.[0])).to.deep.equal([
        '[1/8] pipeline',
        '[2/8] instruments',
        '[3/8] credentials',
        '[4/8] recording',
        '[5/8] clock',
        '[6/8] orders',
        '[7/8] control',
        '[8/8] connection',
      ]);
      const firstTold = messages.findIndex((msg) => msg.startsWith('Connecting'));
      expect(firstTold).to.be.greaterThan(messages.indexOf(steps[7] ?? ''));
      expect(steps[0]).to.contain(
        'momentum: 1 strategy (momentum), risk maxPosition(65), maxDailyLoss(25000)',
      );
      expect(steps[1]).to.contain('NFO:NIFTY27JAN26F (NFO|53001)');
      expect(steps[2]).to.contain('DEMO01 at the simulator');
      expect(steps[4]).to.contain('2026-01-05T09:15:00');
    });

    it('prints signals as NDJSON and nothing else on stdout, the log as NDJSON on stderr', () => {
      expect(new Set(signals(run).map(({ signal }) => signal))).to.deep.equal(new Set(['wants', 'filled']));
      expect(logLines(run.stderr).length).to.be.greaterThan(10);
    });

    it('comes to the profit of a backtest of the tape that the simulator played', () => {
      const backtest = rxtape(
        'backtest',
        PIPELINE,
        '--data',
        'data/sample-day.parquet',
        '--quiet',
        '--ideal',
      );
      const profit = (text: string): string | undefined => /^all +(\S+)/m.exec(text)?.[1];

      expect(profit(run.stderr)).to.equal(profit(backtest.stderr));
    });

    it('writes the report, and a recording that a backtest reads to the same digest', () => {
      const [folder = ''] = readdirSync(recorded);
      const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as { digest: string };
      const backtest = rxtape('backtest', PIPELINE, '--data', join(recorded, folder), '--quiet', '--ideal');

      expect(run.stderr).to.contain(`Recording: ${join(recorded, folder)}`);
      expect(report.digest).to.equal(digestOf(run.stderr)).and.to.equal(digestOf(backtest.stderr));
    });

    it('is the same digest again', async () => {
      const again = await startSim('--speed', 'max');
      const { stderr } = await LiveProcess.start([
        'paper',
        PIPELINE,
        '--ideal',
        '--feed',
        again.feed,
        ...WHOLE,
      ]).outcome();
      await again.kill();

      expect(digestOf(stderr)).to.equal(digestOf(run.stderr));
    });
  });

  it('prints readable signals, log and summary where stdout and stderr are a terminal', async () => {
    const sim = await startSim('--speed', 'max');
    const { stdout, code } = await LiveProcess.startOnTerminal([
      'paper',
      PIPELINE,
      '--feed',
      sim.feed,
      ...WHOLE,
    ]).outcome();
    await sim.kill();
    const text = stripVTControlCharacters(stdout);

    expect(code).to.equal(0);
    expect(text).to.match(/^\d\d:\d\d:\d\d\.\d{3} INFO: \[1\/8\] pipeline: momentum/m);
    expect(text).to.match(
      /^2026-01-05 \d\d:\d\d:\d\d\.\d{3} {2}momentum +NFO:NIFTY27JAN26F +filled +BUY 65 @ /m,
    );
    expect(text).to.match(/^digest +[0-9a-f]{64}\s*$/m);
    expect(text).not.to.contain('{"');
  });

  it('prints the report as JSON and no signals, and logs to a file', async () => {
    const sim = await startSim('--speed', 'max');
    const log = join(files.dir, 'session.log');
    const run = await LiveProcess.start([
      'paper',
      PIPELINE,
      ...['--feed', sim.feed, '--json', '--log-file', log, '--ideal', '--charges', 'flat:20'],
      ...WHOLE,
    ]).outcome();
    await sim.kill();
    const report = JSON.parse(run.stdout) as { config: { settings: object }; trades: unknown[] };

    expect(report.config.settings).to.include({ kind: 'paper', charges: 'flat:20' });
    expect(report.trades).to.have.length(23);
    expect(run.stderr).to.equal('');
    expect(logLines(readFileSync(log, 'utf8')).at(-1)?.msg).to.equal('the session has ended');
  });

  it('ends at a time of the session, or after a length of it', async () => {
    const ends = await Promise.all(
      [
        ['--until', '09:45'],
        ['--duration', '45m'],
      ].map(async (args) => {
        const sim = await startSim('--speed', '3600');
        const run = LiveProcess.start(['paper', PIPELINE, '--feed', sim.feed, '--quiet', ...args]);
        const { code, stderr } = await run.outcome();
        await sim.kill();
        return { code, reason: logLines(stderr).at(-1)?.['reason'], stderr };
      }),
    );

    for (const { code, reason, stderr } of ends) {
      expect(code, stderr).to.equal(0);
      expect(reason).to.equal('its time has come');
    }
  });

  it('live says that it routes no order, and answers every one Rejected', async () => {
    const sim = await startSim('--speed', 'max');
    const run = await LiveProcess.start(['live', PIPELINE, '--feed', sim.feed, ...WHOLE]).outcome();
    await sim.kill();

    expect(run.code, run.stderr).to.equal(0);
    expect(logLines(run.stderr).map(({ msg }) => msg)).to.satisfy((messages: string[]) =>
      messages.some((msg) => msg.startsWith('[6/8] orders: NONE IS ROUTED')),
    );
    expect(new Set(signals(run).map(({ signal }) => signal))).to.deep.equal(new Set(['wants', 'rejected']));
    expect(signals(run)[1]?.what).to.contain('routes no orders');
  });

  it('tells how it goes, now and then', async () => {
    const sim = await startSim('--speed', '60');
    const run = LiveProcess.start(['paper', PIPELINE, '--feed', sim.feed, '--quiet', '--heartbeat', '100ms']);
    await run.until('stderr', /"messagesPerSecond":[1-9]/);
    run.signal('SIGTERM');
    const { code, stderr } = await run.outcome();
    await sim.kill();
    const heartbeat = logLines(stderr).findLast(({ msg }) => msg === 'heartbeat');

    expect(code).to.equal(0);
    expect(heartbeat).to.include.keys(
      ...['session', 'state', 'messagesPerSecond', 'ticksPerSecond', 'decisions', 'queue', 'conflated'],
      ...['p50Ms', 'p99Ms', 'silentMs', 'silentToken', 'reconnects', 'rssMb'],
    );
  });
});
