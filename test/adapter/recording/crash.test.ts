import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect } from 'chai';
import { openTape } from '../../../src/adapter/tape/open-tape.js';
import { recoverSessions, sessionFolders } from '../../../src/adapter/recording/recover-sessions.js';
import { SECOND_MS } from '../../../src/domain/time.js';
import { ALL_TOKENS } from '../../../src/port/tape.js';
import { NO_LOG } from '../../../src/port/log.js';
import { random } from '../../fuzz/random.js';
import { allTaken } from '../../support/taken.js';
import { RecordingProcess } from './recording-process.js';
import { inputsOf, recordings, volumesOf } from './sessions.js';

/** Ticks of 16 ms or so in a segment, so that a kill meets every step of a rotation. */
const SMALL = { flushMs: 50, segmentBytes: 60_000 };

describe('a recording process that is killed', () => {
  const { dir } = recordings();

  it('loses at most the last second; the next start makes all of it Parquet, nothing twice', async function () {
    this.timeout(300_000);
    const root = dir('killed');
    const { below } = random(11);
    const runs: RecordingProcess[] = [];
    for (let i = 0; i < 16; i += 1) {
      const running = new RecordingProcess(root, SMALL);
      runs.push(running);
      const ticks = 1 + below(12_000);
      await running.until(({ count }) => count >= ticks);
      await running.end('SIGKILL');
    }
    await recoverSessions(root, NO_LOG);

    let total = 0;
    for (const { folder, firstAt, last, stderr } of runs) {
      expect(readdirSync(folder).filter((name) => /-wal|-shm|\.part|\.lock/.test(name))).to.be.empty;
      const volumes = await volumesOf([folder]);
      volumes.forEach((volume, i) => {
        if (volume !== i + 1) throw new Error(`${folder}: tick ${i + 1} of the tape is number ${volume}`);
      });
      total += volumes.length;
      const inputs = await inputsOf(folder);
      inputs.forEach((input, i) => {
        const before = inputs[i - 1];
        if (input.kind === 'Malformed') expect(before).to.include({ volume: Number(input.detail.slice(6)) });
      });
      const lastKept = (await timesOf(folder)).at(-1) ?? firstAt;
      expect(lastKept, stderr).to.be.at.least(last.at - SECOND_MS);
      expect(inputs.at(-1)?.receivedAt ?? firstAt).to.be.at.least(last.at - SECOND_MS);
    }
    expect((await sessionFolders(root)).map((folder) => basename(folder))).to.have.length(16);
    expect(await volumesOf([root])).to.have.length(total);
    expect(runs.filter(({ stderr }) => stderr.includes('was cut off')).length).to.be.greaterThan(5);
  });
});

const timesOf = async (folder: string): Promise<readonly number[]> => {
  const tape = await openTape({ paths: [folder] }).catch(() => undefined);
  return tape === undefined
    ? []
    : (await allTaken(tape.batches(ALL_TOKENS))).map(({ receivedAt }) => receivedAt);
};
