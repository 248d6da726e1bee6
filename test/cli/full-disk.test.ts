import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ROW } from '../../src/adapter/journal/journal-row.js';
import { readJournal } from '../adapter/journal/journals.js';
import { LiveProcess, logLines, startSim } from './live-process.js';
import { rxtape, scratch } from './rxtape.js';

interface Signal {
  readonly signal: string;
  readonly orderId?: string;
  readonly what: string;
}

describe('rxtape paper on a disk that is full', () => {
  const files = scratch();
  after(files.remove);

  it('sends no order that it cannot write down, says so, and halts until somebody resumes', async () => {
    const sim = await startSim('--speed', '300');
    const recorded = join(files.dir, 'recorded');
    const session = LiveProcess.start(
      [
        'paper',
        'test/crash/busy-pipeline.ts',
        '--feed',
        sim.feed,
        '--record',
        recorded,
        '--queue',
        '1000000',
      ],
      {},
      'ulimit -S -f 800', // no file of it may pass 400 KiB
    );
    const [, id = ''] = await session.until(
      'stderr',
      /order (\S+) was NOT SENT, since it cannot be journaled/,
    );
    await session.until('stdout', /"refused".*halted: halt by the journal/);
    const status = await LiveProcess.start(['status']).outcome();
    execFileSync('prlimit', ['--pid', String(session.child.pid), '--fsize=unlimited']);
    await session.until('stderr', /recording: .*goes on/);
    const resume = await LiveProcess.start(['resume', '--reason', 'there is space']).outcome();
    const said = (await session.until('stdout', /^[^]*$/))[0].length;
    await session.until('stdout', new RegExp(`^[^]{${said}}[^]*"filled"`));
    session.signal('SIGTERM');
    const { stdout, stderr } = await session.outcome();
    await sim.kill();

    const signals = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Signal);
    const of = (signal: string): readonly string[] =>
      signals.filter((one) => one.signal === signal).flatMap(({ orderId }) => orderId ?? []);
    const [folder = ''] = readdirSync(recorded);
    const idsOf = (kind: string): readonly unknown[] =>
      readJournal(join(recorded, folder, 'journal.sqlite'), (journal) =>
        journal.ofKind(kind).map(({ orderId }) => orderId),
      );

    expect(status.stdout).to.match(/^KILLED {2}all strategies, all instruments: halt by the journal, /m);
    expect(resume.code, resume.stderr).to.equal(0);
    expect(of('rejected')).to.include(id);
    expect(of('filled').length).to.be.greaterThan(0);
    expect(idsOf('OrderSent')).to.include.members([...new Set(of('filled'))]);
    expect(idsOf(ROW.unsent)).to.include(id);
    expect(of('filled').filter((filled) => idsOf(ROW.unsent).includes(filled))).to.deep.equal([]);
    expect(logLines(stderr).filter(({ msg }) => msg.includes('NOT SENT')).length).to.be.below(10);
    expect(rxtape('verify', join(recorded, folder)).code).to.equal(0);
  });
});
