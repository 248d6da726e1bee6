import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isLock } from '../../../src/adapter/lock/file-lock.js';
import { lockOwner, lockSession } from '../../../src/adapter/recording/session-lock.js';
import { recoverSessions } from '../../../src/adapter/recording/recover-sessions.js';
import { SESSION_FILES } from '../../../src/adapter/recording/session-files.js';
import type { Log } from '../../../src/port/log.js';
import { NO_LOG } from '../../../src/port/log.js';
import { at } from '../../operator/messages.js';
import { message } from '../../support/message.js';
import { recorderInto, recordings } from './sessions.js';

describe('lockSession', () => {
  const { dir } = recordings();
  const folderOf = (name: string): string => {
    mkdirSync(dir(name), { recursive: true });
    return dir(name);
  };
  const lockIn = (folder: string): string => join(folder, SESSION_FILES.lock);

  it('is had by one at a time, until it is given back', async () => {
    const folder = folderOf('one');
    const lock = await lockSession(folder);

    expect(await lockSession(folder)).to.include({ pid: process.pid });
    expect(await lockOwner(folder)).to.include({ pid: process.pid });
    if (isLock(lock)) await lock.release();

    expect(await lockOwner(folder)).to.equal(undefined);
    expect(readdirSync(folder)).to.be.empty;
    expect(isLock(await lockSession(folder))).to.equal(true);
  });

  it('is taken from a process that is gone, from a later one of its number, and where it was never whole', async () => {
    const folder = folderOf('stale');
    const own = await lockSession(folder);
    expect(isLock(own)).to.equal(true);
    const mine = JSON.parse(readFileSync(lockIn(folder), 'utf8')) as Readonly<Record<string, unknown>>;

    for (const left of [
      JSON.stringify({ ...mine, pid: 2 ** 22 + 1 }),
      JSON.stringify({ ...mine, startedAt: '1' }),
      '{"pid": 12',
      '',
    ]) {
      writeFileSync(lockIn(folder), left);
      expect(await lockOwner(folder), left).to.equal(undefined);
      expect(isLock(await lockSession(folder)), left).to.equal(true);
    }
  });

  it('of another machine stays: whether that process runs cannot be asked', async () => {
    const folder = folderOf('elsewhere');
    writeFileSync(lockIn(folder), JSON.stringify({ pid: 1, host: 'another', startedAt: null }));

    expect(await lockSession(folder)).to.deep.equal({ pid: 1, host: 'another' });
  });

  it('keeps a session that is being recorded from being finished by another process', async () => {
    const recorder = await recorderInto(dir('running'));
    recorder.input(message('tk', { receivedAt: at(0), last: 1 }));
    await recorder.flush();
    const said: string[] = [];
    const log: Log = { ...NO_LOG, info: (_figures, text) => said.push(text) };

    await recoverSessions(dir('running'), log);

    expect(said.join()).to.contain(`is being recorded by process ${process.pid}; left alone`);
    expect(readdirSync(recorder.folder)).to.not.include('2026-01-05_000001.parquet');
    await recorder.close(at(1), '');
    expect(readdirSync(recorder.folder)).to.include('2026-01-05_000001.parquet');
  });
});
