import { expect } from 'chai';
import { resumeRecorder } from '../../src/adapter/recording/resume-recorder.js';
import { sealHere } from '../../src/adapter/recording/seal-thread.js';
import { type Log, NO_LOG } from '../../src/port/log.js';
import { DataError } from '../../src/domain/failure.js';
import { epochMs } from '../../src/domain/time.js';
import { findUnfinished } from '../../src/run/find-unfinished.js';
import { headerDifference } from '../../src/run/header-difference.js';
import { leftBehind } from '../../src/run/left-behind.js';
import { HEADER } from '../adapter/recording/session-header.js';
import { recorderInto, recordings } from '../adapter/recording/sessions.js';
import { rejection } from '../support/rejection.js';
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

describe('findUnfinished', () => {
  const { dir } = recordings();
  const begun = async (where: string, days: number, how: 'ended' | 'cut' | 'running', name = HEADER.name) => {
    const header = { ...HEADER, name, startAt: epochMs(HEADER.startAt + days * 86_400_000) };
    const recorder = await recorderInto(dir(where), {}, { header });
    if (how === 'ended') await recorder.close(header.startAt, '0'.repeat(64));
    if (how === 'cut') await recorder.leave();
    return recorder;
  };
  const found = async (where: string, log: Log = NO_LOG): Promise<string | undefined> =>
    (await findUnfinished(dir(where), HEADER, log))?.folder;

  it('is the newest of that pipeline that was cut off', async () => {
    await begun('a', 0, 'ended');
    const cut = await begun('a', 1, 'cut');
    await begun('a', 2, 'cut', 'another');

    expect(await found('a')).to.equal(cut.folder);
  });

  it('is none where a newer one ended: whoever began it left the older behind', async () => {
    await begun('b', 0, 'cut');
    await begun('b', 1, 'ended');

    expect(await found('b')).to.equal(undefined);
    expect(await found('nowhere')).to.equal(undefined);
  });

  it('is one that runs, by whom, where it is the newest, and no older one then', async () => {
    await begun('c', 0, 'cut');
    const running = await begun('c', 1, 'running');
    const { folder, owner } = (await findUnfinished(dir('c'), HEADER, NO_LOG)) ?? {};

    expect(folder).to.equal(running.folder);
    expect(owner).to.deep.equal({ pid: process.pid, host: hostname() });
    await running.leave();
  });

  it('is one that was cut off beside an older one that runs: it was begun beside that', async () => {
    const running = await begun('h', 0, 'running');
    const cut = await begun('h', 1, 'cut');

    expect(await found('h')).to.equal(cut.folder);
    await running.leave();
  });

  const spoil = ({ folder }: { readonly folder: string }): void =>
    writeFileSync(join(folder, 'journal.sqlite'), 'no journal');

  it('tells of one that cannot be read, where it is older or of another pipeline', async () => {
    const told: string[] = [];
    spoil(await begun('f', 0, 'cut'));
    const cut = await begun('f', 1, 'cut');
    spoil(await begun('f', 2, 'cut', 'another'));

    expect(await found('f', { ...NO_LOG, warn: (_, line) => told.push(line) })).to.equal(cut.folder);
    expect(told).to.have.length(2);
    expect(told[0]).to.match(/^.*: cannot be read, and is left alone: .*is no SQLite file/);
  });

  it('rejects where one that cannot be read may be the newest: nobody knows what it has open', async () => {
    await begun('g', 0, 'cut');
    const newest = await begun('g', 0, 'cut');
    spoil(newest);
    const error = await rejection(found('g'));

    expect(error).to.be.instanceOf(DataError);
    expect(error)
      .to.have.property('message')
      .that.contains(`${newest.folder}: cannot be read, and may have been cut off: `);
  });

  it('takes the later of two that began at the same time, by the numbers of their folders', async () => {
    const folders: string[] = [];
    for (let i = 0; i < 11; i += 1) folders.push((await begun('d', 0, 'cut')).folder);

    expect(await found('d')).to.equal(folders.at(-1));
  });

  it('is none that went on and ended then', async () => {
    const { folder } = await begun('e', 0, 'cut');
    const { recorder, session } = await resumeRecorder({
      folder,
      code: HEADER,
      log: NO_LOG,
      sealer: sealHere,
    });
    session.close();
    await recorder.close(HEADER.startAt, '0'.repeat(64));

    expect(await found('e')).to.equal(undefined);
    expect(leftBehind(folder)).to.equal('0 open orders, 0 positions');
  });
});

describe('headerDifference', () => {
  const sha = (of: string) => ({ path: 'p.ts', sha256: of.repeat(64) });

  it('is none where only the place of the file, the start and the feed are others', () => {
    const moved = {
      ...HEADER,
      startAt: epochMs(1),
      feed: 'elsewhere',
      pipeline: { ...sha('a'), path: 'q.ts' },
    };
    expect(headerDifference({ ...HEADER, pipeline: sha('a') }, moved)).to.equal(undefined);
  });

  for (const [what, change, said] of [
    ['version', { rxtape: '9.9.9' }, `rxtape: was "${HEADER.rxtape}", is "9.9.9"`],
    ['pipeline', { pipeline: sha('b') }, `sha256: was "${'a'.repeat(64)}", is "${'b'.repeat(64)}"`],
    ['kind', { kind: 'live' }, 'kind: was "paper", is "live"'],
    [
      'setting',
      { settings: [{ strategy: 'momentum', key: 'fast', value: 9 }] },
      'settings.0: was nothing, is {"strategy":"momentum","key":"fast","value":9}',
    ],
    ['broker', { broker: { kind: 'routed', charges: 'none' } }, /^broker\.kind: was ".*", is "routed"$/],
    [
      'table',
      { tables: [{ name: 'charges/rates.csv', sha256: 'd'.repeat(64) }] },
      `tables.charges/rates.csv: was "${'c'.repeat(64)}", is "${'d'.repeat(64)}"`,
    ],
    ['quality', { quality: { ...HEADER.quality, gapMs: 1 } }, /^quality\.gapMs: was \d+, is 1$/],
    [
      'instrument',
      { instruments: HEADER.instruments.map((one) => ({ ...one, lotSize: 7 })) },
      /lotSize: was \d+, is 7$/,
    ],
  ] as const)
    it(`names another ${what}`, () => {
      const was = {
        ...HEADER,
        pipeline: sha('a'),
        tables: [{ name: 'charges/rates.csv', sha256: 'c'.repeat(64) }],
      };
      const difference = headerDifference(was, { ...was, ...change })?.what;
      if (typeof said === 'string') expect(difference).to.equal(said);
      else expect(difference).to.match(said);
    });
});
