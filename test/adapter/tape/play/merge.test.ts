import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { csvColumns } from '../../../../src/adapter/tape/decode/csv-columns.js';
import { RowKind } from '../../../../src/adapter/tape/decode/columns.js';
import { openTape } from '../../../../src/adapter/tape/open-tape.js';
import { tapeWriter } from '../../../../src/adapter/tape/write/tape-writer.js';
import { namedTokens } from '../../../../src/adapter/tape/decode/token-source.js';
import { ACC, INFY } from '../../../support/instrument.js';
import { message } from '../../../support/message.js';
import { rejection } from '../../../support/rejection.js';
import { reading } from '../recognised.js';
import { sourceOf } from '../source-of.js';
import { OPEN, play, tapeFolder, touchlines } from '../tape-folder.js';

/** Times of each file's rows, ms from the opening, going back now and then. */
const arbitraryFiles = fc.array(fc.array(fc.nat(30), { minLength: 1, maxLength: 40 }), {
  minLength: 1,
  maxLength: 6,
});

describe('openTape: many files', () => {
  const { path, file } = tapeFolder();

  it('merges by time, then file, then row, whatever the format and the size of a batch', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryFiles, fc.integer({ min: 1, max: 9 }), async (files, batchRows) => {
        const paths = await Promise.all(
          files.map(async (times, f) => {
            const rows = times.map(
              (ms, row) => `${OPEN + ms},tf,NSE|${f % 2 === 0 ? 22 : 1594},${f * 100 + row}\n`,
            );
            const text = `at,kind,token,last\n${rows.join('')}`;
            if (f % 3 === 0) return file(`m${f}.csv`, text);
            if (f % 3 === 1) return file(`m${f}.csv.gz`, gzipSync(text));
            const writer = await tapeWriter(path(`m${f}.parquet`));
            for (const [row, ms] of times.entries())
              await writer.append(
                message('tf', {
                  token: f % 2 === 0 ? ACC : INFY,
                  receivedAt: OPEN + ms,
                  last: f * 100 + row,
                }),
              );
            await writer.close();
            return path(`m${f}.parquet`);
          }),
        );

        const played = touchlines(await play({ paths: paths.toReversed(), batchRows }));

        const expected = files.flatMap((times, f) => {
          let latest = 0;
          return times.map((ms, row) => {
            latest = Math.max(latest, ms);
            return { at: OPEN + ms, f, row, last: f * 100 + row, flags: ms < latest ? 1 : 0 };
          });
        });
        expected.sort((a, b) => a.at - b.at || a.f - b.f || a.row - b.row);
        expect(played.map(({ receivedAt, last, flags }) => [receivedAt, last, flags])).to.deep.equal(
          expected.map(({ at, last, flags }) => [at, last, flags]),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('yields batches of at most the size asked for', async () => {
    const rows = Array.from({ length: 1_000 }, (_, i) => `${OPEN + i},tf,NSE|22,${i}\n`);
    const tape = await openTape({
      paths: [file('batched.csv', `at,kind,token,last\n${rows.join('')}`)],
      batchRows: 64,
    });

    const sizes: number[] = [];
    for await (const batch of tape.batches(new Set([ACC]))) sizes.push([...batch].length);

    expect(sizes).to.deep.equal([...Array.from({ length: 15 }, () => 64), 40]); // 15 * 64 + 40
  });

  it('grows its progress while it is read, and is whole at the end', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `${OPEN + i},tf,NSE|22,${i}\n`);
    const tape = await openTape({ paths: [file('long.csv', `at,kind,token,last\n${rows.join('')}`)] });

    const shares: number[] = [tape.progress.share];
    for await (const batch of tape.batches(new Set([ACC]))) {
      expect([...batch].length).to.be.greaterThan(0);
      shares.push(tape.progress.share);
    }

    expect(shares[0]).to.equal(0);
    expect(shares.at(-1)).to.equal(1);
    expect(shares).to.deep.equal(shares.toSorted((a, b) => a - b));
    expect(new Set(shares).size).to.be.greaterThan(3);
    expect(tape.progress).to.include({ rows: 60_000, skipped: 0 });
  });

  it('stops at the bad row of a file only when its time comes', async () => {
    const good = file(
      '1.csv',
      `at,kind,token,last\n${OPEN},tf,NSE|22,1\n${OPEN + 5},tf,NSE|22,2\n${OPEN + 9},tf,NSE|22,3\n`,
    );
    const bad = file('2.csv', `at,kind,token,last\n${OPEN + 2},tf,NSE|22,10\n${OPEN + 7},tf,NSE|22,x\n`);
    const tape = await openTape({ paths: [good, bad] });
    const lasts: unknown[] = [];
    const reading = async (): Promise<void> => {
      for await (const batch of tape.batches(new Set([ACC])))
        for (const each of batch) lasts.push(each.kind === 'tf' && each.last);
    };

    expect(await rejection(reading()))
      .to.have.property('message')
      .that.includes('2.csv: row 2');
    expect(lasts).to.deep.equal([1, 10, 2]);
  });

  it('is read once', async () => {
    const tape = await openTape({ paths: [file('once.csv', `at,kind,token,last\n${OPEN},tf,NSE|22,1\n`)] });
    tape.batches(new Set());

    expect(() => tape.batches(new Set())).to.throw('once');
  });
});

describe('csvColumns', () => {
  const { file } = tapeFolder();

  it('decodes the same rows however small the pieces in which the file comes', async () => {
    const line = fc.oneof(
      fc.nat(99).map((n) => `${OPEN + n},tf,NSE|22,${n}`),
      fc.constantFrom(
        '',
        ',,,',
        'x',
        `${OPEN},tf,NSE|22`,
        `"${OPEN}",tf,"NSE|22","1"`,
        `${OPEN},tk,NSE|22,"1\n2"`,
        `${OPEN},tf,NSE|22,1,,`,
        `${OPEN},tf,NSE|22,1,2`,
      ),
    );
    const summary = async (path: string, blockBytes: number): Promise<unknown> => {
      const plan = {
        source: await sourceOf(path),
        reading: reading(['at,kind,token,last']),
        tokens: namedTokens(),
      };
      const rows: unknown[] = [];
      let blanks = 0;
      for await (const columns of csvColumns(plan, ',', OPEN, blockBytes)) {
        blanks += columns.blanks;
        for (let i = 0; i < columns.count; i += 1) {
          const kind = columns.kind[i];
          const isWhole = kind === RowKind.Update || kind === RowKind.Snapshot;
          rows.push([
            columns.firstRow + i,
            kind,
            columns.at[i],
            isWhole ? columns.numbers.last[i] : columns.refused.get(i)?.message,
          ]);
        }
      }
      return { rows, blanks };
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 25 }),
        fc.integer({ min: 1, max: 90 }),
        fc.constantFrom('\n', '\r\n'),
        async (lines, blockBytes, end) => {
          const path = file('pieces.csv', ['at,kind,token,last', ...lines].join(end));

          expect(await summary(path, blockBytes)).to.deep.equal(await summary(path, 1 << 20));
        },
      ),
      { numRuns: 300 },
    );
  });
});
