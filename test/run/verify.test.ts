import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import { tapeWriter } from '../../src/adapter/tape/write/tape-writer.js';
import { verificationText } from '../../src/adapter/console/verification-text.js';
import { DataError, UsageError } from '../../src/domain/failure.js';
import { copyMessage } from '../../src/domain/touchline.js';
import type { Price } from '../../src/domain/money.js';
import { NO_LOG } from '../../src/port/log.js';
import { ALL_TOKENS } from '../../src/port/tape.js';
import type { Verification } from '../../src/report/verification.js';
import { verify } from '../../src/run/verify.js';
import { recordings } from '../adapter/recording/sessions.js';
import { rejection } from '../support/rejection.js';
import { PIPELINE, recordedSession } from './recorded-session.js';

const verified = (folder: string, pipeline?: string): Promise<Verification> =>
  verify(folder, { pipeline, log: NO_LOG });

/** Changes the text of a file of a session. */
const change = (folder: string, name: string, how: (text: string) => string): void => {
  const path = join(folder, name);
  const before = readFileSync(path, 'utf8');
  const after = how(before);
  expect(after).to.not.equal(before);
  writeFileSync(path, after);
};

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

  it('verifies one that was killed up to what was on the disk', async () => {
    const found = await verified(killed);

    expect(found).to.include({ recording: 'cut off', difference: null, touchlines: 2_000 });
    expect(found.compared).to.be.greaterThan(20);
    expect(segmentsOf(killed).length).to.be.greaterThan(1);
    expect(readdirSync(killed).filter((name) => /\.(wal|part|lock)$/.test(name))).to.be.empty;
  });

  it('verifies one that lost what the disk did not take up to the loss', async () => {
    const found = await verified(await recordedSession(dir('lost'), { limits: { waitingBytes: 60_000 } }));

    expect(found).to.include({ recording: 'lost', difference: null });
    expect(found.touchlines).to.be.within(400, 3_000);
    expect(found.compared).to.be.greaterThan(0);
    expect(verificationText(found)).to.contain('with a loss: verified up to where the disk took no more');
  });

  it('cuts the torn last entry of a killed session off, and verifies those before it', async () => {
    const torn = dir('torn');
    cpSync(killed, torn, { recursive: true });
    change(torn, 'entries.journal', (text) => text.slice(0, text.indexOf('"kind":"OrderSent"') + 40));

    const found = await verified(torn);

    expect(found).to.include({ recording: 'cut off', difference: null });
    expect(found.compared).to.be.within(1, 60);
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
    change(folder, 'segments.journal', (text) => {
      const [line = '', ...rest] = text.split('\n');
      const forged = { ...(JSON.parse(line) as object), bytes: bytes.length, sha256 };
      return [JSON.stringify(forged), ...rest].join('\n');
    });

    const { difference, compared } = await verified(folder);

    expect(difference?.recorded?.seq).to.be.greaterThan(100);
    expect(compared).to.be.greaterThan(0);
    expect(difference?.input).to.include({ token: 'NFO|53001' });
  });

  it('finds an input that was taken out', async () => {
    const folder = copy('removed');
    change(folder, 'inputs.journal', (text) =>
      text.replace(/\{"after":\d+,"input":\{"kind":"Malformed".*\n/, ''),
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
    change(folder, 'entries.journal', (text) =>
      text.replace('"kind":"Submit","side":"BUY"', '"kind":"Submit","side":"SELL"'),
    );

    const found = await verified(folder);
    const { difference } = found;

    expect(difference?.fields).to.deep.equal(['intent.side: recorded "SELL", replayed "BUY"']);
    expect(difference?.recorded?.line).to.be.greaterThan(0);
    expect(difference?.causes[0]).to.include({ kind: 'Tick', token: 'NFO|53001' });
    expect(difference?.input).to.include({ token: 'NFO|53001', kind: 'tf' });
    expect(difference?.before.length).to.be.greaterThan(0);
    expect(verificationText(found)).to.contain('intent.side: recorded "SELL", replayed "BUY"');
  });

  it('finds an entry that was taken out at the end, and one that was put there', async () => {
    const shorter = copy('shorter');
    change(shorter, 'entries.journal', (text) => {
      const lines = text.split('\n');
      const last = lines.findLastIndex((line) => line.includes('"kind"'));
      return lines.filter((_, i) => i !== last).join('\n');
    });
    const { difference } = await verified(shorter);
    expect(difference?.summary).to.match(/^the replay has entry \d+, the recording has none there$/);

    const longer = copy('longer');
    change(
      longer,
      'entries.journal',
      (text) => `${text}{"kind":"Decision","seq":999999,"at":1767585000000}\n`,
    );
    const other = (await verified(longer)).difference;
    expect(other?.summary).to.match(/^the recording has entry 999999, the replay has none there$/);
  });

  it('finds a journal that was cut, where the replay is the same to its end', async () => {
    const folder = copy('cut');
    change(folder, 'entries.journal', (text) => text.slice(0, text.indexOf('"through"') - 1));

    const { difference, digest } = await verified(folder);

    expect(digest.recorded).to.equal(digest.replayed);
    expect(difference?.summary).to.match(
      /^entries.journal goes to entry \d+, and the session ended with \d+: it was cut$/,
    );
  });

  it('names a journal that is missing, and a segment of which there is no sum', async () => {
    for (const [name, problem] of [
      ['inputs.journal', /inputs.journal is missing/],
      ['entries.journal', /entries.journal is missing/],
      ['segments.journal', /000001.parquet: segments.journal has no sum of this segment/],
    ] as const) {
      const folder = copy(`without-${name}`);
      rmSync(join(folder, name));
      const error = await rejection(verified(folder));
      expect(error).to.be.instanceOf(DataError).with.property('message').that.matches(problem);
    }
  });

  it('finds other settings, another latency and another digest', async () => {
    const settings = copy('settings');
    change(settings, 'session.json', (text) => text.replace('"value": 60', '"value": 61'));
    const latency = copy('latency');
    change(latency, 'session.json', (text) => text.replace('"latencyMs": 75', '"latencyMs": 80'));
    const digest = copy('digest');
    change(digest, 'session-end.json', (text) => text.replace(/"digest": "[0-9a-f]/, '"digest": "x'));

    expect((await verified(settings)).difference?.recorded).to.not.equal(null);
    expect((await verified(latency)).difference?.fields.join()).to.contain('at: recorded');
    expect((await verified(digest)).difference?.summary).to.contain(
      'the digest in session-end.json is another',
    );
  });

  it('tells of a pipeline file that is another, and asks for one that is not there', async () => {
    const moved = copy('moved');
    change(moved, 'session.json', (text) => text.replace(PIPELINE, 'pipelines/no-such.ts'));
    const other = copy('other');
    change(other, 'session.json', (text) => text.replace(/"sha256": "[0-9a-f]{4}/, '"sha256": "0000'));

    expect(await rejection(verified(moved)))
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.contains('no pipeline file pipelines/no-such.ts')
      .and.contains('--pipeline FILE');
    expect((await verified(moved, PIPELINE)).difference).to.equal(null);
    expect((await verified(other)).notes.join()).to.contain(`${PIPELINE} is not what it was`);
  });

  it('refuses a folder that holds no session, and journals that no recording has written', async () => {
    const broken = copy('broken');
    change(broken, 'inputs.journal', (text) => text.replace('"kind":"Malformed"', '"kind":"Mal'));

    expect(await rejection(verified(dir('whole')))).to.be.instanceOf(UsageError);
    expect(await rejection(verified(broken)))
      .to.be.instanceOf(DataError)
      .with.property('message')
      .that.matches(/inputs.journal line \d+: no input/);
  });
});
