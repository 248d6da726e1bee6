import { expect } from 'chai';
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { readSession } from '../../src/adapter/recording/read-session.js';
import { NO_LOG } from '../../src/port/log.js';
import { verify } from '../../src/run/verify.js';
import { LiveProcess, type SimulatorProcess, startSim } from './live-process.js';
import { order, plainPipeline } from './plain-pipeline.js';
import { type Outcome, scratch } from './rxtape.js';

/** Sends an order at every tick. */
const EAGER = `return [n + 1, [${order('BUY')}]];`;

interface Journaled {
  readonly kind: string;
  readonly seq: number;
  readonly command?: string;
  readonly by?: string;
  readonly reason?: string;
}

describe('a running session and those who command it, as processes', () => {
  const files = scratch();
  const runtime = join(files.dir, 'run');
  const env = { RXTAPE_RUNTIME_DIR: runtime };
  let sim: SimulatorProcess;
  before(async () => {
    sim = await startSim('--speed', '600');
  });
  after(async () => {
    await sim.kill();
    files.remove();
  });

  const rxtape = (...args: readonly string[]): Promise<Outcome> => LiveProcess.start(args, env).outcome();

  it('is asked how it stands, killed, resumed and stopped, all on its tape, and replays to the same', async () => {
    const recorded = join(files.dir, 'recorded');
    const path = files.file('eager.mjs', plainPipeline(EAGER));
    const run = LiveProcess.start(['paper', path, '--feed', sim.feed, '--record', recorded, '--quiet'], env);
    await run.until('stderr', /Live: 1 of 1/);
    const kill = await rxtape('kill', '--strategy', 'plain', '--mode', 'cancel', '--reason', 'the news');
    const [status, positions, several] = await Promise.all([
      rxtape('status'),
      rxtape('positions', '--json', '--session', 'plain'),
      rxtape('status', '--session', 'momentum'),
    ]);
    const stop = await rxtape('stop', '--on-stop', 'flatten', '--reason', 'early close');
    const gone = existsSync(runtime) ? readdirSync(runtime) : [];
    const { code, stderr } = await run.outcome();
    const [, seq = '0'] = /^cancel: entry (\d+), /.exec(kill.stdout) ?? [];

    expect(kill.code, kill.stderr).to.equal(0);
    expect(kill.stdout).to.match(/, plain; plain, process \d+\n$/);
    expect(status.stdout)
      .to.match(/^plain: paper, process \d+, on ws:/)
      .and.contain(
        `KILLED  plain, all instruments: cancel by ${userInfo().username}, the news (entry ${seq}, `,
      );
    expect(JSON.parse(positions.stdout))
      .to.have.property('0')
      .that.includes({ instrument: 'NFO:NIFTY27JAN26F' });
    expect(several.code).to.equal(2);
    expect(several.stderr).to.contain('no session momentum runs; these do:\n  plain: paper, process');
    expect(stop.code, stop.stderr).to.equal(0);
    expect(gone).to.deep.equal([]);
    expect(code, stderr).to.equal(0);

    const folder = join(recorded, readdirSync(recorded)[0] ?? '');
    const session = await readSession(folder);
    const entries = [...session.entries()].map(({ text }) => JSON.parse(text) as Journaled);
    session.close();
    const commands = entries.filter(({ kind }) => kind === 'Command');
    const flatten = commands.find(({ command }) => command === 'flatten');
    const between = entries.filter((entry) => entry.seq > Number(seq) && entry.seq < (flatten?.seq ?? 0));
    expect(commands.map(({ command, by, reason }) => [command, by, reason])).to.deep.equal([
      ['cancel', userInfo().username, 'the news'],
      ['halt', userInfo().username, 'early close'],
      ['flatten', 'the session', 'early close'],
    ]);
    expect(between.filter(({ kind }) => kind === 'OrderSent')).to.deep.equal([]);
    expect(between.some(({ kind }) => kind === 'Refused')).to.equal(true);
    const { recording, difference } = await verify(folder, { pipeline: undefined, log: NO_LOG });
    expect({ recording, difference }).to.deep.equal({ recording: 'whole', difference: null });
  });

  it('says that no session runs, and starts none whose control others could use', async () => {
    const open = join(files.dir, 'open');
    mkdirSync(open);
    chmodSync(open, 0o755);
    const [kill, paper] = await Promise.all([
      rxtape('kill', '--reason', 'the news'),
      LiveProcess.start(['paper', 'pipelines/momentum.ts', '--feed', sim.feed], {
        RXTAPE_RUNTIME_DIR: open,
      }).outcome(),
    ]);

    expect(kill.code).to.equal(2);
    expect(kill.stderr).to.contain('rxtape: no session runs; rxtape paper and rxtape live start one\n');
    expect(paper.code).to.equal(2);
    expect(paper.stderr)
      .to.contain('[7/8] control: failed')
      .and.contain(`rxtape: the control folder ${open} has mode 0755`)
      .and.contain(`chmod 700 ${open}`);
    expect(readdirSync(open)).to.deep.equal([]);
  });
});
