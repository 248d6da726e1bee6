import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { expect } from 'chai';
import { readSession, type RecordedSession } from '../../../src/adapter/recording/read-session.js';
import { recoverSessions } from '../../../src/adapter/recording/recover-sessions.js';
import { NO_LOG } from '../../../src/port/log.js';
import { RecordingProcess } from './recording-process.js';
import { recordings, volumesOf } from './sessions.js';

/** No file of the process may pass 200 KiB, as if the disk were full, until that is taken back. */
const FULL_DISK = 'ulimit -S -f 400';
const LIMITS = { flushMs: 50, retryMs: 50, waitingBytes: 200_000 };

describe('a recording on a disk that is full', () => {
  const { dir } = recordings();

  it('says so, goes on by what the lost ticks come to when there is space again, and says what is lost', async () => {
    const running = new RecordingProcess(dir('full'), LIMITS, FULL_DISK);
    await running.until(({ state, lost }) => state === 'losing' && lost > 0);
    const { count } = running.last;
    await running.until((given) => given.count > count + 1_000);
    expect(running.stderr).to.match(
      /error recording: the disk refuses \(disk I\/O error.*; the session goes on/,
    );
    expect(running.stderr).to.match(/error recording: the disk does not follow.*what comes now is lost/);

    execFileSync('prlimit', ['--pid', String(running.pid), '--fsize=unlimited']);
    await running.until(({ state }) => state === 'recording');
    const { count: again } = running.last;
    await running.until((given) => given.count > again + 1_000);
    expect(await running.end('SIGTERM')).to.equal(0);

    const { end, extent } = await sessionOf(running.folder);
    // On a busy machine the disk may fall behind again.
    const losses = [...running.stderr.matchAll(/goes on; lost are (\d+) ticks/g)].map(([, ticks]) =>
      Number(ticks),
    );
    const [first = 0] = losses;
    const lost = losses.reduce((sum, ticks) => sum + ticks, 0);
    expect(end?.lost.touchlines).to.equal(lost);
    expect(running.last.lost).to.be.at.most(lost + (end?.lost.others ?? 0) + (end?.lost.entries ?? 0));
    expect(extent.lost).to.include({ touchlines: first });

    const volumes = await volumesOf([running.folder]);
    const before = Array.from({ length: extent.touchlines }, (_, i) => i + 1);
    const ofBothTokens = [extent.touchlines + first - 1, extent.touchlines + first];
    expect(volumes.slice(0, extent.touchlines + 2)).to.deep.equal([...before, ...ofBothTokens]);
    expect(volumes.at(-1)).to.equal(running.last.count);
    expect(running.last.count - volumes.length).to.be.within(lost - 2 * losses.length, lost - losses.length);
  });

  it('keeps what was on it, and ends in good order where space never comes', async () => {
    const running = new RecordingProcess(dir('ever'), LIMITS, FULL_DISK);
    await running.until(({ lost }) => lost > 0);

    expect(await running.end('SIGTERM')).to.equal(0);
    const [, lost = ''] =
      /error recording: ended without its end on the disk; lost are (\d+) ticks/.exec(running.stderr) ?? [];
    await recoverSessions(dir('ever'), NO_LOG);

    const volumes = await volumesOf([running.folder]);
    expect(volumes.length).to.be.greaterThan(100);
    expect(volumes).to.deep.equal(Array.from({ length: volumes.length }, (_, i) => i + 1));
    expect(volumes.length + Number(lost)).to.be.at.least(running.last.count); // what waited is lost as well
    expect((await sessionOf(running.folder)).end).to.equal(undefined);
  });

  it('stays off when its folder is removed, and the session goes on', async () => {
    const running = new RecordingProcess(dir('gone'), LIMITS);
    await running.until(({ count }) => count > 1_000);
    rmSync(running.folder, { recursive: true });

    await running.until(({ state, lost }) => state === 'off' && lost > 1_000);
    expect(running.stderr).to.contain(
      'was removed; the session goes on, and nothing of it is recorded any more',
    );
    expect(await running.end('SIGTERM')).to.equal(0);
    expect(readdirSync(dir('gone'))).to.be.empty;
  });
});

const sessionOf = async (folder: string): Promise<Pick<RecordedSession, 'end' | 'extent'>> => {
  const session = await readSession(folder);
  session.close();
  return session;
};
