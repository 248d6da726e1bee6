import { expect } from 'chai';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { readJournal } from '../adapter/journal/journals.js';
import { LiveProcess, logLines, type SimulatorProcess, startSim } from './live-process.js';
import { order, plainPipeline } from './plain-pipeline.js';
import { type Outcome, rxtape, scratch } from './rxtape.js';

/** Buys at every tick. */
const EAGER = `return [n + 1, [${order('BUY')}]];`;

describe('rxtape paper that is killed and started again', () => {
  const files = scratch();
  let sim: SimulatorProcess;
  let path = '';
  before(async () => {
    sim = await startSim('--speed', '60');
  });
  beforeEach(() => {
    path = files.file('eager.mjs', plainPipeline(EAGER));
  });
  after(async () => {
    await sim.kill();
    files.remove();
  });

  const start = (recorded: string, ...args: readonly string[]): LiveProcess =>
    LiveProcess.start(['paper', path, '--feed', sim.feed, '--ideal', '--record', recorded, ...args]);
  const killedAfterOrders = async (recorded: string, ...args: readonly string[]): Promise<void> => {
    const run = start(recorded, ...args);
    await run.until('stdout', /"filled".*:20"/); // the twentieth: some are on the disk
    run.signal('SIGKILL');
    await run.outcome();
  };
  const stopped = async (run: LiveProcess): Promise<Outcome> => {
    await run.until('stdout', /"filled"/);
    run.signal('SIGTERM');
    return run.outcome();
  };
  const said = ({ stderr }: Outcome, start: string): string | undefined =>
    logLines(stderr).find(({ msg }) => msg.startsWith(start))?.msg;

  it('goes on by itself, with its position, and is one session that verifies', async () => {
    const recorded = join(files.dir, 'recorded');
    await killedAfterOrders(recorded);
    const [name = ''] = readdirSync(recorded);
    const folder = join(recorded, name);
    const run = await stopped(start(recorded));

    expect(run.code, run.stderr).to.equal(0);
    expect(said(run, '[4/8]')).to.contain(`GOES ON with ${folder}, which was cut off`);
    expect(said(run, 'resumed: ')).to.match(/ entries the same.*; open: \d+ orders?, 1 position$/);
    expect(said(run, 'HOLDS ')).to.match(/^HOLDS {3}\w+, .*: \d+$/);
    expect(readdirSync(recorded)).to.deep.equal([name]);
    expect(rxtape('verify', folder)).to.include({ code: 0 });
    expect(rxtape('journal', folder, '--verify')).to.include({ code: 0 });
  });

  it('begins anew with --fresh and says what it leaves, which --resume goes on with', async () => {
    const recorded = join(files.dir, 'left');
    await killedAfterOrders(recorded);
    const [name = ''] = readdirSync(recorded);
    const folder = join(recorded, name);
    const fresh = await stopped(start(recorded, '--fresh'));
    const next = await stopped(start(recorded));
    const resumed = await stopped(start(recorded, '--resume', folder));

    expect(said(fresh, '[4/8]')).to.match(
      /a new folder in .*; LEFT BEHIND: .*, \d+ open orders?, 1 position$/,
    );
    expect(said(fresh, 'resumed: ')).to.equal(undefined);
    expect(said(next, '[4/8]')).to.contain('a new folder in');
    expect(said(resumed, '[4/8]')).to.contain(`GOES ON with ${folder}`);
    expect([fresh.code, next.code, resumed.code]).to.deep.equal([0, 0, 0]);
    expect(readdirSync(recorded)).to.have.length(3);
    expect(rxtape('verify', folder)).to.include({ code: 0 });
  });

  it('is refused where another machine may still record, until its lock is removed; --fresh begins beside it', async () => {
    const recorded = join(files.dir, 'elsewhere');
    await killedAfterOrders(recorded);
    const folder = join(recorded, readdirSync(recorded)[0] ?? '');
    const lock = join(folder, 'session.lock');
    writeFileSync(lock, JSON.stringify({ pid: 4711, host: 'another', startedAt: null }));
    const refused = await start(recorded).outcome();
    const beside = await stopped(start(recorded, '--fresh'));
    rmSync(join(recorded, readdirSync(recorded)[1] ?? ''), { recursive: true });
    rmSync(lock);
    const again = await stopped(start(recorded));

    expect(refused.code).to.equal(2);
    expect(refused.stderr)
      .to.contain(`${folder}: is being recorded by process 4711 on another, of which this machine (`)
      .and.contain(`once it does not, remove ${lock}. A second session would know nothing`)
      .and.contain('--fresh');
    expect(beside.code, beside.stderr).to.equal(0);
    expect(said(beside, '[4/8]')).to.contain(
      `; BESIDE ${folder}: is being recorded by process 4711 on another`,
    );
    expect(said(again, '[4/8]')).to.contain(`GOES ON with ${folder}, which was cut off`);
  });

  it('stays killed, by whom and why, from the moment at which that was answered until it is resumed', async () => {
    const recorded = join(files.dir, 'halted');
    const run = start(recorded);
    await run.until('stdout', /"filled"/);
    const kill = LiveProcess.start(['kill', '--reason', 'the news']);
    const [, seq = ''] = await kill.until('stdout', /^halt: entry (\d+), /m);
    run.signal('SIGKILL');
    await Promise.all([run.outcome(), kill.outcome()]);

    const again = start(recorded);
    await again.until('stdout', /"wants"/);
    const status = await LiveProcess.start(['status']).outcome();
    const resume = await LiveProcess.start(['resume', '--reason', 'it is over']).outcome();
    await again.until('stdout', /(?:"filled"[^]*){2}/); // one may have been open
    again.signal('SIGTERM');
    const { code, stderr } = await again.outcome();
    const folder = join(recorded, readdirSync(recorded)[0] ?? '');
    const [commands, orders] = readJournal(join(folder, 'journal.sqlite'), (journal) => [
      journal.ofKind('Command').map((row) => row.seq ?? 0),
      journal.ofKind('OrderSent').map((row) => row.seq ?? 0),
    ]);
    const [halt = 0, lifted = 0] = commands;

    expect(code, stderr).to.equal(0);
    expect(stderr).to.contain(
      `KILLED  all strategies, all instruments: halt by ${userInfo().username}, the news (entry ${seq}, `,
    );
    expect(halt).to.equal(Number(seq));
    expect(orders.filter((order) => order > halt && order < lifted)).to.deep.equal([]);
    expect(orders.at(-1)).to.be.greaterThan(lifted);
    expect(status.stdout).to.contain(
      `KILLED  all strategies, all instruments: halt by ${userInfo().username}, the news (entry ${seq}, `,
    );
    expect(resume.code, resume.stderr).to.equal(0);
    expect(rxtape('verify', folder)).to.include({ code: 0 });
  });

  it('goes on with changed code that decides the same so far, or with strategies that begin again', async () => {
    const recorded = join(files.dir, 'changed');
    await killedAfterOrders(recorded);
    const folder = join(recorded, readdirSync(recorded)[0] ?? '');
    files.file('eager.mjs', `${plainPipeline(EAGER)}// no other decision`);
    const refused = await start(recorded).outcome();
    const changed = await stopped(start(recorded, '--changed'));
    files.file('eager.mjs', plainPipeline(`return [n + 1, n === 3 ? [${order('BUY')}] : []];`));
    const other = await start(recorded, '--resume', folder, '--changed').outcome();
    const nothing = await start(join(files.dir, 'empty'), '--restart-strategies').outcome();
    const again = await stopped(start(recorded, '--resume', folder, '--restart-strategies'));

    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.match(
      /would be another session: sha256: was .*--changed .*--restart-strategies /,
    );
    expect(changed.code, changed.stderr).to.equal(0);
    expect(said(changed, '[4/8]')).to.contain(', changed since (sha256: was ');
    expect(other.code).to.equal(1);
    expect(other.stderr).to.match(/cannot go on from its journal: .*--restart-strategies/);
    expect(again.code, again.stderr).to.equal(0);
    expect(nothing.code).to.equal(2);
    expect(nothing.stderr).to.match(/--restart-strategies is for a session that goes on, and none that was/);
    expect(said(again, '[4/8]')).to.contain(', STRATEGIES BEGIN AGAIN, changed since (sha256: was ');
    expect(rxtape('verify', folder)).to.include({ code: 0 });
  });

  it('does not go on as another session, nor with contradicting choices', async () => {
    const recorded = join(files.dir, 'other');
    await killedAfterOrders(recorded);
    const [name = ''] = readdirSync(recorded);
    const [other, both] = await Promise.all([
      start(recorded, '--charges', 'flat:1').outcome(),
      start(recorded, '--resume', join(recorded, name), '--fresh').outcome(),
    ]);

    expect(other.code).to.equal(2);
    expect(other.stderr)
      .to.contain('cannot go on, since it would be another session: broker.charges: was ')
      .and.contain('--fresh begins anew and leaves behind what it has open');
    expect(both.code).to.equal(2);
    expect(both.stderr).to.contain("option '--resume <folder>' cannot be used with option '--fresh'");
  });
});
