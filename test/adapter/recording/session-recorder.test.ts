import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { verifyChain } from '../../../src/adapter/journal/verify-chain.js';
import { readSession } from '../../../src/adapter/recording/read-session.js';
import { at } from '../../operator/messages.js';
import { inputs } from './arbitrary-input.js';
import { inputsOf, recorderInto, recordings } from './sessions.js';

describe('sessionRecorder', () => {
  const { dir } = recordings();

  it('gives back any inputs, in their order, whatever the size of its segments and whenever it writes', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        inputs,
        fc.integer({ min: 1, max: 4_000 }),
        fc.array(fc.nat(40), { maxLength: 6 }),
        async (given, segmentBytes, writes) => {
          run += 1;
          const recorder = await recorderInto(dir(`any-${run}`), { segmentBytes });
          for (const [i, input] of given.entries()) {
            recorder.input(input);
            if (writes.includes(i)) await recorder.flush();
          }
          await recorder.close(at(1), 'digest');

          expect(await inputsOf(recorder.folder)).to.deep.equal(given);
          const session = await readSession(recorder.folder);
          expect(session.end).to.include({ endAt: at(1), digest: 'digest' });
          expect(verifyChain(session.journal)).to.equal(undefined);
          session.close();
          expect(recorder.stats().lost).to.deep.equal({ touchlines: 0, others: 0, entries: 0 });
          expect(readdirSync(recorder.folder).filter((name) => /-wal|-shm|\.part|\.lock/.test(name))).to.be
            .empty;
        },
      ),
      { numRuns: 100 },
    );
  });
});
