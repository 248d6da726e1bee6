import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import { tapeWriter } from '../../src/adapter/tape/write/tape-writer.js';
import { verificationText } from '../../src/adapter/console/verification-text.js';
import { DataError, UsageError } from '../../src/domain/failure.js';
import type { Bar } from '../../src/domain/bar.js';
import type { Decision } from '../../src/domain/entry.js';
import { copyMessage } from '../../src/domain/touchline.js';
import type { Price } from '../../src/domain/money.js';
import { HOUR_MS } from '../../src/domain/time.js';
import { NO_LOG } from '../../src/port/log.js';
import { ALL_TOKENS } from '../../src/port/tape.js';
import type { Verification } from '../../src/report/verification.js';
import { verify } from '../../src/run/verify.js';
import { changeBody, forge, tamper } from '../adapter/journal/forge.js';
import { readJournal } from '../adapter/journal/journals.js';
import { recordings } from '../adapter/recording/sessions.js';
import { rejection } from '../support/rejection.js';
import { PIPELINE, recordedSession } from './recorded-session.js';

const verified = (folder: string, pipeline?: string): Promise<Verification> =>
  verify(folder, { pipeline, log: NO_LOG });

const journalOf = (folder: string): string => join(folder, 'journal.sqlite');

const segmentsOf = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.parquet'));

/** Writes a segment anew with one price changed by a paisa or so. */
const changePrice = async (path: string): Promise<void> => {
  const messages = [];
  const tape = await openTape({ paths: [path] });
  for await (const batch of tape.batches(ALL_TOKENS))
    for (const message of batch) if (message.kind !== 'Malformed') messages.push(copyMessage(message));
  const writer = await tapeWriter(path, { flags: true });
  for (const [i, message] of messages.entries())
    await writer.append(i === 100 ? { ...message, last: 26_000.05 as Price } : message);
  await writer.close();
};

describe('verify', () => {
  const { dir } = recordings();
  let whole = '';
  let killed = '';
  before(async () => {
    killed = dir('killed');
    whole = await recordedSession(dir('whole'), { killed });
  });
  /** A copy of the session, to be tampered with. */
  const copy = (name: string): string => {
    cpSync(whole, dir(name), { recursive: true });
    return dir(name);
  };

  it('finds a recorded session and its replay the same', async () => {
    const found = await verified(whole);

    expect(found).to.include({ recording: 'whole', difference: null, touchlines: 4_000, others: 9 });
    expect(found.compared).to.be.greaterThan(50);
    expect(found.digest.recorded).to.equal(found.digest.replayed);
    expect(found.notes).to.be.empty;
    expect(verificationText(found)).to.match(
      /the same {2}[\d,]+ entries.*\ndigest {4}[0-9a-f]{64} on both sides/,
    );
  });

  it('finds a session on bars and its replay the same, to the bar that the clock closes in silence', async () => {
    const folder = await recordedSession(dir('bars'), {
      path: 'pipelines/supertrend.ts',
      settings: [
        { strategy: 'followSupertrend', key: 'periods', value: 2 },
        { strategy: 'followSupertrend', key: 'factor', value: 0.5 },
      ],
      silentMs: 400_000,
    });
    const bars = readJournal(join(folder, 'journal.sqlite'), (journal) =>
      journal.ofKind('Bar').map(({ body }) => JSON.parse(body ?? '') as Bar),
    );
    const decided = readJournal(join(folder, 'journal.sqlite'), (journal) =>
      journal.ofKind('Decision').map(({ body }) => JSON.parse(body ?? '') as Decision),
    );

    const found = await verified(folder);

    expect(found).to.include({ recording: 'whole', difference: null, touchlines: 4_000 });
    expect(found.digest.recorded).to.equal(found.digest.replayed);
    expect(bars).to.have.length.above(5);
    expect(bars.at(-1)?.at).to.equal((bars.at(-1)?.closeAt ?? NaN) + 2_000); // of the clock, whole seconds
    expect(decided.map(({ event }) => event.kind)).to.include('Bar');
  });

  it('finds a session that was left on for a night and its replay the same', async () => {
    const found = await verified(await recordedSession(dir('night'), { silentMs: 20 * HOUR_MS }));

    expect(found).to.include({ recording: 'whole', difference: null, touchlines: 4_000 });
    expect(found.digest.recorded).to.equal(found.digest.replayed);
  });

  it('verifies one that was killed up to what was on the disk', async () => {
    const found = await verified(killed);

    expect(found).to.include({ recording: 'cut off', difference: null });
    expect(found.touchlines).to.be.within(2_000, 2_251); // the last writing, or the last order behind it
    expect(found.compared).to.be.greaterThan(20);
    expect(segmentsOf(killed).length).to.be.greaterThan(1);
    expect(readdirSync(killed).filter((name) => /(-wal|-shm|\.part|\.lock)$/.test(name))).to.be.empty;
  });

  it('verifies one that lost what the disk did not take up to the loss', async () => {
    const found = await verified(await recordedSession(dir('lost'), { limits: { waitingBytes: 60_000 } }));

    expect(found).to.include({ recording: 'lost', difference: null });
    expect(found.touchlines).to.be.within(400, 3_000);
    expect(found.compared).to.be.greaterThan(0);
    expect(verificationText(found)).to.contain('with a loss: verified up to where the disk took no more');
  });

  it('repeats that orders were not sent while the disk took nothing, and that it was halted then', async () => {
    const folder = await recordedSession(dir('refused'), { refusing: [2_000, 2_600] });
    const unsent = readJournal(journalOf(folder), (journal) => {
      const [row] = journal.ofKind('unsent');
      return journal.ofOrder(row?.orderId ?? '');
    });

    const found = await verified(folder);

    expect(found).to.include({ recording: 'whole', difference: null });
    expect(unsent.map(({ kind }) => kind)).to.deep.equal([
      'Decision',
      'Approved',
      'OrderSent',
      'unsent',
      'OrderUpdate',
    ]);
    expect(JSON.parse(unsent.at(-1)?.body ?? '')).to.deep.include({
      change: 'Rejected',
      reason: 'not sent, since it could not be journaled: database is locked',
    });
  });

  it('names the segment of the tape that was changed, and one that is missing', async () => {
    const changed = copy('changed');
    const [, second = ''] = segmentsOf(changed);
    await changePrice(join(changed, second));
    const error = await rejection(verified(changed));
    expect(error)
      .to.be.instanceOf(DataError)
      .with.property('message')
      .that.contains(second)
      .and.contains('was changed');

    rmSync(join(changed, second));
    expect(await rejection(verified(changed)))
      .to.be.instanceOf(DataError)
      .with.property('message')
      .that.contains(`${second}: this segment of the tape is missing`);
  });

  it('finds the first entry that a changed price makes another, its sum forged as well', async () => {
    const folder = copy('forged');
    const [first = ''] = segmentsOf(folder);
    const path = join(folder, first);
    await changePrice(path);
    const bytes = readFileSync(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    forge(
      journalOf(folder),
      changeBody('segment', basename(path), (body) =>
        JSON.stringify({ ...(JSON.parse(body) as object), bytes: bytes.length, sha256 }),
      ),
    );

    const { difference, compared } = await verified(folder);

    expect(difference?.recorded?.seq).to.be.greaterThan(100);
    expect(compared).to.be.greaterThan(0);
    expect(difference?.input).to.include({ token: 'NFO|53001' });
  });

  it('finds an input that was taken out', async () => {
    const folder = copy('removed');
    forge(journalOf(folder), (db) =>
      db.exec(`delete from journal where kind = 'input' and body like '%no 350%'`),
    );

    const { difference } = await verified(folder);

    expect(difference?.recorded?.entry).to.include({
      kind: 'FeedEvent',
      event: 'Malformed',
      detail: 'no 350',
    });
    expect(difference?.summary).to.match(/the recording goes on with entry \d+, the replay with \d+/);
  });

  it('finds a decision that was changed, with what differs, what it follows from and what came before', async () => {
    const folder = copy('decision');
    const buy = '"kind":"Submit","side":"BUY"';
    forge(
      journalOf(folder),
      changeBody('Decision', buy, (body) => body.replace(buy, '"kind":"Submit","side":"SELL"')),
    );

    const found = await verified(folder);
    const { difference } = found;

    expect(difference?.fields).to.deep.equal(['intent.side: recorded "SELL", replayed "BUY"']);
    expect(difference?.recorded?.row).to.be.greaterThan(0);
    expect(difference?.causes[0]).to.include({ kind: 'Tick', token: 'NFO|53001' });
    expect(difference?.input).to.include({ token: 'NFO|53001', kind: 'tf' });
    expect(difference?.before.length).to.be.greaterThan(0);
    expect(verificationText(found)).to.contain('intent.side: recorded "SELL", replayed "BUY"');
  });

  it('finds an entry that was taken out at the end, and one that was put there', async () => {
    const shorter = copy('shorter');
    forge(journalOf(shorter), (db) =>
      db.exec(`delete from journal where n = (select max(n) from journal where kind = 'OrderUpdate')`),
    );
    const { difference } = await verified(shorter);
    expect(difference?.summary).to.match(/^the recording goes on with entry \d+, the replay with \d+$/);

    const longer = copy('longer');
    forge(journalOf(longer), (db) =>
      db.exec(`insert into journal (n, kind, seq, at, body_hash, hash, body)
        values (1000000, 'Decision', 999999, 1767585000000, '', '', '{"kind":"Decision","seq":999999}')`),
    );
    const other = (await verified(longer)).difference;
    expect(other?.summary).to.match(/^the recording has entry 999999, the replay has none there$/);
  });

  it('finds a journal that was cut, where the replay is the same to its end', async () => {
    const folder = copy('cut');
    forge(journalOf(folder), (db) =>
      db.exec(`delete from journal where kind = 'Command' and body like '%enough%'`),
    );

    const { difference, digest } = await verified(folder);

    expect(digest.recorded).to.equal(digest.replayed);
    expect(difference?.summary).to.match(
      /^the journal goes to entry \d+, and the session ended with \d+: it was cut$/,
    );
  });

  it('names the first row that was changed, before anything is replayed', async () => {
    const folder = copy('tampered');
    tamper(journalOf(folder), (db) => db.exec(`update journal set at = at + 1 where n = 7`));

    const error = await rejection(verified(folder));

    expect(error)
      .to.be.instanceOf(DataError)
      .with.property('message')
      .that.matches(/journal.sqlite: row 7 was edited/);
  });

  it('finds other settings, another latency and another digest', async () => {
    const settings = copy('settings');
    forge(
      journalOf(settings),
      changeBody('session', '', (text) => text.replace('"value":60', '"value":61')),
    );
    const latency = copy('latency');
    forge(
      journalOf(latency),
      changeBody('session', '', (text) => text.replace('"ms":75', '"ms":80')),
    );
    const digest = copy('digest');
    forge(
      journalOf(digest),
      changeBody('end', '', (text) => text.replace(/"digest":"[0-9a-f]/, '"digest":"x')),
    );

    expect((await verified(settings)).difference?.recorded).to.not.equal(null);
    expect((await verified(latency)).difference?.fields.join()).to.contain('at: recorded');
    expect((await verified(digest)).difference?.summary).to.contain('the digest at the end is another');
  });

  it('tells of a pipeline file that is another, and asks for one that is not there', async () => {
    const moved = copy('moved');
    forge(
      journalOf(moved),
      changeBody('session', '', (text) => text.replace(PIPELINE, 'pipelines/no-such.ts')),
    );
    const other = copy('other');
    forge(
      journalOf(other),
      changeBody('session', '', (text) => text.replace(/("path":"[^"]*","sha256":")[0-9a-f]{4}/, '$10000')),
    );

    expect(await rejection(verified(moved)))
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.contains('no pipeline file pipelines/no-such.ts')
      .and.contains('--pipeline FILE');
    expect((await verified(moved, PIPELINE)).difference).to.equal(null);
    expect((await verified(other)).notes.join()).to.contain(`${PIPELINE} is not what it was`);
  });

  it('names the table that is another, and knows nothing of the tables of an older recording', async () => {
    const rates = copy('rates');
    forge(
      journalOf(rates),
      changeBody('session', '', (text) =>
        text.replace(/("name":"margin\/rates.csv","sha256":")[0-9a-f]{4}/, '$10000'),
      ),
    );
    const older = copy('older');
    forge(
      journalOf(older),
      changeBody('session', '', (text) => text.replace(/"tables":\[.*?\],/, '')),
    );

    expect((await verified(rates)).notes).to.deep.equal([
      'the table margin/rates.csv is not what it was when the session was recorded: the replay may differ by that',
    ]);
    const found = await verified(older);
    expect(found).to.include({ recording: 'whole', difference: null });
    expect(found.notes).to.deep.equal([]);
  });

  it('refuses a folder that holds no session, and journals that no recording has written', async () => {
    const broken = copy('broken');
    const malformed = '"kind":"Malformed"';
    forge(
      journalOf(broken),
      changeBody('input', malformed, (text) => text.replace(malformed, '"kind":"Mal')),
    );

    expect(await rejection(verified(dir('whole')))).to.be.instanceOf(UsageError);
    expect(await rejection(verified(broken)))
      .to.be.instanceOf(DataError)
      .with.property('message')
      .that.matches(/journal.sqlite row \d+: no input/);
  });
});
