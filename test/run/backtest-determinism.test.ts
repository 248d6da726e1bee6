import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { Entry } from '../../src/domain/entry.js';
import { RunDigest } from '../../src/report/run-digest.js';
import type { Reader } from '../../src/run/read-entries.js';
import { sampleEntries, sampleMessages } from './oracle/sample-run.js';

const digestOf = (entries: readonly Entry[]): string => {
  const digest = new RunDigest();
  for (const entry of entries) digest.take(entry);
  return digest.hex();
};

/** Entries are compared as text: chai's deep comparison of a hundred thousand objects takes minutes. */
const textOf = (entries: readonly Entry[]): string =>
  entries.map((entry) => JSON.stringify(entry)).join('\n');

describe('the same backtest', () => {
  const messages = sampleMessages(8_000);

  it('gives the same entries and the same digest again', async () => {
    const [once, again] = [await sampleEntries(messages), await sampleEntries(messages)];

    expect(once.filter(({ kind }) => kind === 'Decision')).to.have.length.above(1_000);
    expect(textOf(again) === textOf(once)).to.equal(true);
    expect(digestOf(again)).to.equal(digestOf(once));
  });

  for (const size of [1, 7, 1_000]) {
    it(`gives the same in batches of ${size} as in one`, async () => {
      const whole = await sampleEntries(messages, messages.length);

      const cut = await sampleEntries(messages, size);

      expect(textOf(cut) === textOf(whole)).to.equal(true);
    });
  }

  it('gives the same beside another run in the same process', async () => {
    const alone = await sampleEntries(messages.slice(0, 2_000));

    const [one, other] = await Promise.all([
      sampleEntries(messages.slice(0, 2_000), 7),
      sampleEntries(messages.slice(0, 2_000), 11),
    ]);

    expect([textOf(one) === textOf(alone), textOf(other) === textOf(alone)]).to.deep.equal([true, true]);
  });

  it('shows its readers the same in whatever order they are called', async () => {
    const seenBy = async (order: readonly number[]): Promise<readonly (readonly Entry[])[]> => {
      const seen: Entry[][] = [[], [], []];
      const readers = seen.map(
        (entries): Reader =>
          (entry) =>
            entries.push(entry),
      );
      const inOrder = order.flatMap((i) => readers[i] ?? []);
      await sampleEntries(messages.slice(0, 2_000), 100, inOrder);
      return seen;
    };

    const forwards = (await seenBy([0, 1, 2])).map(textOf);
    const backwards = (await seenBy([2, 1, 0])).map(textOf);

    expect(new Set([...forwards, ...backwards]).size).to.equal(1);
    expect(forwards[0]).to.have.length.above(100_000);
  });

  it('has the same digest in other processes, in other time zones and languages', async () => {
    const run = promisify(execFile);
    const digestIn = async (zone: string, language: string): Promise<string> => {
      const env = { ...process.env, TZ: zone, LANG: language, LC_ALL: language };
      const { stdout } = await run(process.execPath, ['--import', 'tsx', 'test/run/oracle/print-digest.ts'], {
        env,
      });
      return stdout;
    };

    const digests = [await digestIn('Asia/Kolkata', 'C'), await digestIn('America/New_York', 'hi_IN.UTF-8')];

    const here = digestOf(await sampleEntries(messages));
    expect(here).to.match(/^[0-9a-f]{64}$/);
    expect(digests).to.deep.equal([here, here]);
  });
});
