import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shareTape } from '../../../src/adapter/tape/shared/share-tape.js';
import { DEFAULT_QUALITY } from '../../../src/domain/quality.js';
import { epochMs } from '../../../src/domain/time.js';
import type { combinationRunner as CombinationRunner } from '../../../src/run/sweep/combination-runner.js';
import type { SweepJob } from '../../../src/run/sweep/sweep-job.js';
import { rejection } from '../../support/rejection.js';

const PIPELINE = `import { name } from './name.ts';
export default { name, instruments: ['NSE:ACC-EQ'], capital: 1000, risk: [], strategies: [] };
`;
const PART = `export const name = 'mine';\n`;

describe('combinationRunner', () => {
  let folder: string;
  let combinationRunner: typeof CombinationRunner;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pipelines-'));
    ({ combinationRunner } = await import('../../../src/run/sweep/combination-runner.js')); // as the ES module that it is: mocha requires
  });
  after(() => rmSync(folder, { recursive: true }));

  /** A sweep over `${name}.ts`, whose part was `part` when it began. */
  const jobOf = async (name: string, part: string): Promise<SweepJob> => ({
    path: join(folder, `${name}.ts`),
    files: { 'name.ts': hashOf(part), [`${name}.ts`]: hashOf(PIPELINE) },
    instruments: [],
    exchange: { isIdeal: true, fills: {}, charges: undefined },
    quality: DEFAULT_QUALITY,
    tape: await shareTape(nothing()),
    endAt: epochMs(0),
    slices: { sessions: [], parts: [], cuts: [] },
  });

  it('runs the code that the sweep began with, and no other', async () => {
    writeFileSync(join(folder, 'name.ts'), PART);
    for (const name of ['same', 'other']) writeFileSync(join(folder, `${name}.ts`), PIPELINE);

    const same = await combinationRunner(await jobOf('same', PART));
    const changed = await rejection(combinationRunner(await jobOf('other', `${PART}// before`)));

    expect(await same([]))
      .to.have.property('error')
      .that.contains('NSE:ACC-EQ'); // of which no master tells
    expect(changed).to.have.property('exitCode', 2);
    expect(changed)
      .to.have.property('message')
      .that.matches(/^name\.ts: changed since the sweep began/);
  });
});

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

async function* nothing(): AsyncIterable<never> {
  // a tape without messages
}
