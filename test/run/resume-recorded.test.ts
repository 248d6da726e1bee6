import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { verifyChain } from '../../src/adapter/journal/verify-chain.js';
import { isLock } from '../../src/adapter/lock/file-lock.js';
import { lockSession } from '../../src/adapter/recording/session-lock.js';
import { DataError, UsageError } from '../../src/domain/failure.js';
import { NO_LOG } from '../../src/port/log.js';
import type { Verification } from '../../src/report/verification.js';
import { lookAt } from '../../src/run/find-unfinished.js';
import { verify } from '../../src/run/verify.js';
import { changeBody, tamper } from '../adapter/journal/forge.js';
import { readJournal } from '../adapter/journal/journals.js';
import { recordings } from '../adapter/recording/sessions.js';
import { rejection } from '../support/rejection.js';
import { recordedSession } from './recorded-session.js';
import { resumedSession } from './resumed-session.js';

const verified = (folder: string): Promise<Verification> =>
  verify(folder, { pipeline: undefined, log: NO_LOG });

describe('a recorded session that goes on', () => {
  const { dir } = recordings();
  let killed = '';
  let whole = '';
  before(async () => {
    killed = dir('killed');
    whole = await recordedSession(dir('whole'), { killed });
  });
  const copy = (from: string, name: string): string => {
    cpSync(from, dir(name), { recursive: true });
    return dir(name);
  };
  const journalOf = (folder: string): string => join(folder, 'journal.sqlite');
  const decisionsOf = (folder: string): readonly string[] =>
    readJournal(journalOf(folder), (journal) =>
      journal.ofKind('Decision').map(({ orderId }) => orderId ?? ''),
    );
  const rowsOf = (folder: string): number =>
    readJournal(journalOf(folder), (journal) => journal.head().count);

  it('is one session in its journal, and verifies as one: killed, killed again, and ended', async () => {
    const folder = copy(killed, 'again');
    await resumedSession(folder, { count: 700, end: 'kill' });
    const cut = await verified(folder);
    const { result } = await resumedSession(folder, { count: 600, end: 'stop' });
    const found = await verified(folder);

    expect(cut).to.include({ recording: 'cut off', difference: null });
    expect(found).to.include({ recording: 'whole', difference: null });
    expect(found.digest).to.deep.equal({ recorded: result?.digest, replayed: result?.digest });
    expect(found.touchlines).to.equal(cut.touchlines + 600);
    readJournal(journalOf(folder), (journal) => {
      expect(verifyChain(journal)).to.equal(undefined);
      expect(journal.ofKind('resumed')).to.have.length(2);
      const ids = journal.ofKind('OrderSent').map(({ orderId }) => orderId);
      expect(new Set(ids).size).to.equal(ids.length);
      expect(ids.length).to.be.greaterThan(5);
    });
  });

  it('that had ended in good order goes on too, and the halt of its stop is lifted', async () => {
    const folder = copy(whole, 'ended');
    const orders = (): number =>
      readJournal(journalOf(folder), (journal) => journal.ofKind('OrderSent').length);
    const before = orders();
    await resumedSession(folder, { count: 1_500, end: 'stop' });

    expect(orders()).to.be.greaterThan(before);
    expect(await verified(folder)).to.include({ recording: 'whole', difference: null });
  });

  it('with other decisions says where they differ, and leaves the journal as it is', async () => {
    const folder = copy(whole, 'other');
    await verified(folder); // what was not Parquet yet is so now
    const rows = rowsOf(folder);
    const settings = [{ strategy: 'momentum', key: 'fast', value: 21 }];
    const error = await rejection(resumedSession(folder, { count: 1, settings, end: 'stop' }));

    expect(error).to.be.instanceOf(DataError);
    expect(error)
      .to.have.property('message')
      .that.matches(/: cannot go on from its journal: (entry \d+ differs|the .* goes on with entry)/)
      .and.contains('--fresh');
    expect(rowsOf(folder)).to.equal(rows);
    expect(await verified(folder)).to.include({ recording: 'whole', difference: null });
  });

  it('with other settings keeps what was decided, has strategies begin again, and verifies as one', async () => {
    const folder = copy(killed, 'restarted');
    const before = decisionsOf(folder);
    const settings = [{ strategy: 'momentum', key: 'fast', value: 4 }];
    const { resumed } = await resumedSession(folder, { count: 700, settings, restarts: true, end: 'kill' });
    const { result } = await resumedSession(folder, { count: 900, end: 'stop' });
    const found = await verified(folder);
    const after = decisionsOf(folder);

    expect(resumed.standing.positions).to.have.length(1);
    expect((await lookAt(folder)).header.settings).to.deep.equal(settings);
    expect(after.slice(0, before.length)).to.deep.equal(before);
    expect(after.length).to.be.greaterThan(before.length + 5);
    expect(after.map((id) => Number(id.slice(id.lastIndexOf(':') + 1)))).to.deep.equal(
      after.map((_, i) => i + 1),
    );
    expect(found).to.include({ recording: 'whole', difference: null });
    expect(found.digest).to.deep.equal({ recorded: result?.digest, replayed: result?.digest });
    expect(found.notes.join()).to.match(
      /strategies began again at entry \d+: what they decided before is taken/,
    );
  });

  it('is refused while another process records into its folder', async () => {
    const folder = copy(killed, 'locked');
    const lock = await lockSession(folder);
    const error = await rejection(resumedSession(folder, { count: 1, end: 'stop' }));
    if (isLock(lock)) await lock.release();

    expect(error).to.be.instanceOf(UsageError);
    expect(error).to.have.property('message').that.contains(`is being recorded by process ${process.pid}`);
  });

  it('is refused where a row of its journal was edited, which is named', async () => {
    const folder = copy(killed, 'edited');
    tamper(
      journalOf(folder),
      changeBody('OrderSent', '"BUY"', (body) => body.replace('"BUY"', '"SELL"')),
    );
    const error = await rejection(resumedSession(folder, { count: 1, end: 'stop' }));

    expect(error).to.be.instanceOf(DataError);
    expect(error)
      .to.have.property('message')
      .that.matches(/row \d+ was edited/);
  });

  it('is refused where its recording lacks something', async () => {
    const folder = await recordedSession(dir('lost'), {
      refusing: [2_000, 2_600],
      limits: { waitingBytes: 10_000 },
    });
    const error = await rejection(resumedSession(folder, { count: 1, end: 'stop' }));

    expect(error).to.be.instanceOf(DataError);
    expect(error)
      .to.have.property('message')
      .that.matches(/cannot go on: its recording lacks \d+ ticks/);
  });
});
