import { expect } from 'chai';
import fc from 'fast-check';
import { type Columns, nullColumns, RowKind } from '../../../../src/adapter/tape/decode/columns.js';
import { putInOrder } from '../../../../src/adapter/tape/decode/put-in-order.js';
import { DataError } from '../../../../src/domain/failure.js';
import { MessageFlag } from '../../../../src/domain/touchline.js';
import type { Token } from '../../../../src/domain/token.js';
import { rejection } from '../../../support/rejection.js';

/** A row as a test writes it: what it is, and when. */
interface Row {
  readonly at: number;
  readonly kind: number;
  /** Of `last`, and of level 2 of the book; NaN is null. */
  readonly last: number;
  readonly bid2: number;
  readonly token: number;
  readonly flags: number;
}

const failures = {
  ofLateRow: (row: number, at: number, latestRow: number, latestAt: number) =>
    new DataError(`row ${row} at ${at} behind row ${latestRow} at ${latestAt}`),
  ofEmptyRow: (row: number) => new DataError(`row ${row} empty`),
};

const TOKENS = ['NSE|1', 'NSE|2', 'NSE|3'] as Token[];

/**
 * Hands out `rows` in chunks of `sizes`, in buffers that are used again and spoilt when the next are asked for.
 * Where a chunk has no value in a column, it may have the column of nulls in its place.
 */
async function* decoded(
  rows: readonly Row[],
  sizes: readonly number[],
  { sharesNulls = false, breaks = false } = {},
): AsyncGenerator<Columns> {
  const capacity = Math.max(1, ...sizes);
  const at = new Float64Array(capacity);
  const kind = new Uint8Array(capacity);
  const token = new Int32Array(capacity);
  const flags = new Uint16Array(capacity);
  const last = new Float64Array(capacity);
  const bid2 = new Float64Array(capacity);
  let from = 0;
  for (const [chunk, size] of sizes.entries()) {
    const some = rows.slice(from, from + size);
    const refused = new Map<number, DataError>();
    for (const [i, row] of some.entries()) {
      at[i] = row.at;
      kind[i] = row.kind;
      token[i] = row.token;
      flags[i] = row.flags;
      last[i] = row.last;
      bid2[i] = row.bid2;
      if (row.kind === RowKind.Refused) refused.set(i, new DataError(`row ${from + i + 1} bad`));
    }
    const numbers = nullColumns(capacity);
    numbers.last = last;
    const hasDepth = !sharesNulls || some.some((row) => !Number.isNaN(row.bid2));
    if (hasDepth) numbers.bid2 = bid2;
    await Promise.resolve();
    yield {
      count: some.length,
      firstRow: from + 1,
      at,
      kind,
      token,
      tokens: TOKENS,
      numbers,
      flags: some.some((row) => row.flags !== 0) ? flags : undefined,
      depth: hasDepth ? [bid2] : [],
      refused,
      blanks: chunk % 2,
      bytesRead: 10 * (chunk + 1),
    };
    for (const column of [at, kind, token, flags, last, bid2]) column.fill(77);
    from += size;
  }
  if (breaks) throw new DataError('broken off');
}

interface Passed {
  readonly rows: readonly unknown[];
  readonly blanks: number;
  readonly bytesRead: number;
  readonly failure: unknown;
}

const shown = ({ at, kind, last, bid2, token, flags }: Row, failure: string | undefined) =>
  failure !== undefined
    ? [at, failure]
    : kind === RowKind.Empty
      ? [at, 'empty']
      : [at, kind, last, bid2, TOKENS[token], flags];

/** What comes of the source, read as a cursor reads it. */
const passed = async (source: AsyncGenerator<Columns>, windowMs: number): Promise<Passed> => {
  const rows: unknown[] = [];
  let blanks = 0;
  let bytesRead = 0;
  let failure: unknown;
  try {
    for await (const columns of putInOrder(source, windowMs, failures)) {
      const { count, numbers, depth } = columns;
      blanks += columns.blanks;
      expect(columns.bytesRead).to.be.at.least(bytesRead);
      expect(columns.firstRow).to.equal(rows.length + 1);
      bytesRead = columns.bytesRead;
      for (let i = 0; i < count; i += 1) {
        const row = {
          at: columns.at[i] ?? NaN,
          kind: columns.kind[i] ?? NaN,
          last: numbers.last[i] ?? NaN,
          bid2: numbers.bid2[i] ?? NaN,
          token: columns.token[i] ?? NaN,
          flags: columns.flags?.[i] ?? 0,
        };
        rows.push(shown(row, row.kind === RowKind.Refused ? columns.refused.get(i)?.message : undefined));
        if (!Number.isNaN(row.bid2)) expect(depth).to.include(numbers.bid2);
        expect(numbers.volume[i]).to.be.NaN;
      }
    }
  } catch (error) {
    failure = error;
  }
  return { rows, blanks, bytesRead, failure };
};

/** The same by the definition: one pass over all rows, and a stable sort by the time at which each is told. */
const expected = (rows: readonly Row[], windowMs: number): readonly unknown[] => {
  let latestAt = -Infinity;
  let latestRow = 0;
  const told = rows.map((row, i) => {
    const { at, kind } = row;
    const isLate = at < latestAt - windowMs;
    const isBehind = at < latestAt;
    const was = { latestAt, latestRow };
    if (!isBehind) {
      latestAt = at;
      latestRow = i + 1;
    }
    if (kind === RowKind.Refused) {
      const when = isLate ? was.latestAt : at;
      return { when, what: shown({ ...row, at: when }, `row ${i + 1} bad`) };
    }
    if (isLate)
      return {
        when: was.latestAt,
        what: [was.latestAt, `row ${i + 1} at ${at} behind row ${was.latestRow} at ${was.latestAt}`],
      };
    return {
      when: at,
      what: shown({ ...row, flags: isBehind ? row.flags | MessageFlag.OutOfOrder : row.flags }, undefined),
    };
  });
  return told.sort((a, b) => a.when - b.when).map(({ what }) => what);
};

const arbitraryRow = fc.record({
  step: fc.oneof({ weight: 5, arbitrary: fc.nat(4) }, { weight: 2, arbitrary: fc.integer({ min: -12, max: -1 }) }),
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(RowKind.Update, RowKind.Snapshot) },
    { weight: 1, arbitrary: fc.constant(RowKind.Refused) },
  ),
  bid2: fc.constantFrom(NaN, NaN, 5),
  token: fc.nat(2),
  flags: fc.constantFrom(0, 0, 0, MessageFlag.Gap),
}); // prettier-ignore

const rowsOf = (drawn: readonly (Omit<Row, 'at' | 'last'> & { readonly step: number })[]): readonly Row[] => {
  let at = 1_000;
  return drawn.map(({ step, ...row }, i) => ({ at: (at += step), last: i, ...row }));
};

const arbitraryRows = fc.array(arbitraryRow, { maxLength: 60, size: 'max' }).map(rowsOf);

/** Chunk sizes that add up to at least `length`, empty ones among them. */
const sizesFor = (length: number, sizes: readonly number[]): readonly number[] => {
  const result: number[] = [];
  for (let sum = 0, i = 0; sum < length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    result.push(size);
    sum += size;
  }
  return result;
};
const arbitrarySizes = fc
  .array(fc.nat(9), { minLength: 1, maxLength: 6 })
  .map((sizes) => [...sizes, 1 + (sizes[0] ?? 0)]);

const plain = (at: number, last: number): Row => ({
  at,
  last,
  kind: RowKind.Update,
  bid2: NaN,
  token: 0,
  flags: 0,
});
const empty = (at: number): Row => ({ ...plain(at, NaN), kind: RowKind.Empty });

describe('putInOrder', () => {
  it('is a stable sort of rows that are not too late, however the file comes in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryRows,
        arbitrarySizes,
        fc.constantFrom(0, 1, 5, 20, 1_000),
        fc.boolean(),
        async (rows, sizes, windowMs, sharesNulls) => {
          const chunks = sizesFor(rows.length, sizes);
          const {
            rows: told,
            blanks,
            bytesRead,
            failure,
          } = await passed(decoded(rows, chunks, { sharesNulls }), windowMs);

          expect(told).to.deep.equal(expected(rows, windowMs));
          expect(failure).to.equal(undefined);
          expect(blanks).to.equal(Math.floor(chunks.length / 2)); // one in every other chunk
          expect(bytesRead).to.equal(10 * chunks.length);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is nothing but a stable sort when every row is within the window of its place', async () => {
    const jittered = fc.array(fc.record({ gap: fc.nat(3), jitter: fc.nat(5) }), {
      maxLength: 80,
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(jittered, arbitrarySizes, async (drawn, sizes) => {
        let at = 0;
        const rows = drawn.map(({ gap, jitter }, i) => plain((at += gap) + jitter, i));
        const { rows: told } = await passed(decoded(rows, sizesFor(rows.length, sizes)), 5);

        const sorted = rows.toSorted((a, b) => a.at - b.at);
        expect(told.map((row) => (row as number[])[2])).to.deep.equal(sorted.map(({ last }) => last));
      }),
      { numRuns: 300 },
    );
  });

  it('is so over pieces of a large row group, of which little is copied', async () => {
    const swapped = [3, 8_190, 8_191, 8_192, 16_383, 16_384, 19_998];
    const rows = Array.from({ length: 20_000 }, (_, i) => plain(i, i));
    for (const i of swapped) {
      const [a, b] = [rows[i], rows[i + 1]];
      if (a !== undefined && b !== undefined) rows.splice(i, 2, b, a);
    }
    const inOrder = await passed(decoded(rows, [20_000]), 10);

    expect(inOrder.rows).to.deep.equal(expected(rows, 10));
    expect(inOrder.rows.map((row) => (row as number[])[0])).to.deep.equal(rows.map((_, i) => i));

    rows.splice(15_000, 1, plain(3, 0)); // too late
    for (const i of [100, 8_191, 12_000]) rows.splice(i, 1, { ...plain(i, 0), kind: RowKind.Refused });
    expect((await passed(decoded(rows, [20_000]), 10)).rows).to.deep.equal(expected(rows, 10));
  });

  it('passes on what is in order in the buffers in which it came, all but the last of each piece', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => plain(i, i));
    const source = decoded(rows, [50, 50]);
    const buffers = new Set<Float64Array>();
    const counts: number[] = [];
    const taken: Float64Array[] = [];
    const noting = async function* (): AsyncGenerator<Columns> {
      for await (const columns of source) {
        buffers.add(columns.at);
        yield columns;
      }
    };
    for await (const { at, count } of putInOrder(noting(), 10, failures)) {
      taken.push(at);
      counts.push(count);
    }

    expect(counts).to.deep.equal([40, 10, 40, 10]); // times 40 to 49 wait for the next piece
    expect(taken.map((at) => buffers.has(at))).to.deep.equal([true, false, true, false]);
  });

  it('passes on what it holds before the failure of a file that breaks off', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRows, arbitrarySizes, async (rows, sizes) => {
        const { rows: told, failure } = await passed(
          decoded(rows, sizesFor(rows.length, sizes), { breaks: true }),
          50,
        );

        expect(told).to.deep.equal(expected(rows, 50));
        expect(failure).to.have.property('message', 'broken off');
      }),
      { numRuns: 100 },
    );
  });

  it('closes its source when it is left', async () => {
    let isClosed = false;
    const source = async function* (): AsyncGenerator<Columns> {
      try {
        yield* decoded([plain(1, 1), plain(20, 2)], [2, 0, 0]);
      } finally {
        isClosed = true;
      }
    };
    for await (const columns of putInOrder(source(), 1, failures)) {
      expect(columns.count).to.equal(1);
      break;
    }

    expect(isClosed).to.equal(true);
  });

  describe('leaves empty rows', () => {
    const whole = async (rows: readonly Row[], sizes: readonly number[]): Promise<readonly unknown[]> =>
      (await passed(decoded(rows, sizes), 10)).rows;
    const told = (row: Row, flags = 0): unknown => shown({ ...row, flags }, undefined);
    const [a, b] = [plain(5, 1), plain(3, 2)];

    for (const sizes of [[4], [1, 1, 1, 1], [2, 2], [3, 1]]) {
      it(`at the end of the file, in chunks of ${sizes.join(', ')}`, async () => {
        expect(await whole([a, b, empty(3), empty(3)], sizes)).to.deep.equal([
          told(b, MessageFlag.OutOfOrder),
          told(a),
          [5, 'empty'],
          [5, 'empty'],
        ]);
      });

      it(`and refuses them by their number between rows that change places, in chunks of ${sizes.join(', ')}`, async () => {
        const first = plain(-100, 0); // has long been passed on
        expect(await whole([first, a, empty(5), empty(5), b], [1, ...sizes])).to.deep.equal([
          told(first),
          told(b, MessageFlag.OutOfOrder),
          told(a),
          [5, 'row 3 empty'],
          [5, 'row 4 empty'],
        ]);
      });
    }
  });

  it('fails as its source does when there is nothing to pass on', async () => {
    const reading = async (): Promise<void> => {
      await putInOrder(decoded([], [], { breaks: true }), 1, failures).next();
    };

    expect(await rejection(reading())).to.have.property('message', 'broken off');
  });
});
