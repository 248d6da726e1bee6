import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import { isFailure } from '../../src/domain/failure.js';
import type { Token } from '../../src/domain/token.js';
import type { TouchlineMessage } from '../../src/domain/touchline.js';
import { taken } from '../support/taken.js';
import type { Base } from './bases.js';
import { claimOf } from './claim.js';
import { judge } from './judge.js';
import { mutateBytes, mutateParquet, mutateText } from './mutate.js';
import { plainCsv, type PlainTable } from './plain-csv.js';
import { plainParquet } from './plain-parquet.js';
import { random } from './random.js';

const TOKENS: ReadonlySet<Token> = new Set(['NSE|22', 'NSE|1594'] as Token[]);

/** What came of one input. */
export interface Outcome {
  /** `unjudged`: it was read, and the other reader does not come to the values. */
  readonly kind: 'refused' | 'read' | 'unjudged';
  /** What is wrong; undefined for a clear error or a right reading. */
  readonly fault: string | undefined;
}

/** One mutated input, from its number alone. */
export interface FuzzInput {
  readonly base: Base;
  readonly bytes: Buffer;
  readonly onBadRow: 'stop' | 'skip';
}

/** The input of `seed`: a base file, broken in one to a few ways; the plain file itself in one of a hundred. */
export const inputOf = (bases: readonly Base[], seed: number): FuzzInput => {
  const dice = random(seed);
  const base = dice.of(bases);
  const onBadRow = dice.of(['stop', 'skip'] as const);
  if (base.format === 'parquet') {
    const others = bases.filter((each) => each.format === 'parquet');
    return { base, onBadRow, bytes: mutateParquet(base.bytes, dice.of(others).bytes, dice) };
  }
  const others = bases.filter((each) => each.format === 'csv');
  const breaksText = base.packing.ending === '' || dice.below(2) === 0;
  const other = dice.of(others);
  const bytes = breaksText
    ? base.packing.pack(mutateText(base.text, other.text, dice))
    : mutateBytes(
        base.packing.pack(Buffer.from(base.text)),
        other.packing.pack(Buffer.from(other.text)),
        dice,
      );
  return { base, onBadRow, bytes };
};

/** Reads one input as a user would, from a file in `folder`, and judges what came of it. */
export const fuzzCase = async (bases: readonly Base[], seed: number, folder: string): Promise<Outcome> => {
  const { base, bytes, onBadRow } = inputOf(bases, seed);
  const path = join(folder, `${seed}-${base.name}`);
  writeFileSync(path, bytes);
  try {
    const read = await readAll(path, onBadRow);
    const { fault, isJudged } = judgementOf(base, bytes, onBadRow, read);
    return { kind: isJudged ? 'read' : 'unjudged', fault };
  } catch (error) {
    return { kind: 'refused', fault: faultOfError(error, path) };
  } finally {
    rmSync(path);
  }
};

interface Read {
  readonly mapping: string;
  readonly messages: readonly TouchlineMessage[];
}

const readAll = async (path: string, onBadRow: 'stop' | 'skip'): Promise<Read> => {
  const tape = await openTape({
    paths: [path],
    zone: 'Asia/Kolkata',
    defaultToken: 'NSE|22' as Token,
    intervalMs: 60_000,
    onBadRow,
  });
  const messages: TouchlineMessage[] = [];
  for await (const batch of tape.batches(TOKENS))
    for (const message of taken(batch)) if (message.kind !== 'Malformed') messages.push(message);
  return { mapping: tape.files[0]?.mapping ?? '', messages };
};

const LONGEST_MESSAGE = 4_000;

const faultOfError = (error: unknown, path: string): string | undefined => {
  if (!isFailure(error))
    return `no clear error: ${error instanceof Error ? (error.stack ?? '') : String(error)}`;
  if (!error.message.includes(path)) return `an error that does not name the file: ${error.message}`;
  if (/\bundefined\b|\[object|\bat .*:\d+:\d+/.test(error.message))
    return `an unclear error: ${error.message}`;
  return error.message.length > LONGEST_MESSAGE
    ? `an error of ${error.message.length} characters: ${error.message.slice(0, 200)}`
    : undefined;
};

interface Judgement {
  readonly fault: string | undefined;
  /** False where the other reader does not say what the file holds. */
  readonly isJudged: boolean;
}

const judgementOf = (
  base: Base,
  bytes: Buffer,
  onBadRow: 'stop' | 'skip',
  { mapping, messages }: Read,
): Judgement => {
  const claim = claimOf(mapping);
  const isWhole = onBadRow === 'stop';
  const heldAgainst = (table: PlainTable): string | undefined =>
    judge(table, claim, TOKENS, messages, isWhole);
  if (base.format === 'csv') {
    // What does not unpack may be plain text under another name, or be read as it was before it was broken.
    const text = base.packing.unpack(bytes);
    const texts = text === undefined ? [bytes, Buffer.from(base.text)] : [text];
    const faults = texts.map((each) => {
      const table = plainCsv(each, [...claim.columns.values()]);
      return table === undefined ? 'read an open quote' : heldAgainst(table);
    });
    return { fault: faults.includes(undefined) ? undefined : faults[0], isJudged: true };
  }
  // Bytes that nobody reads were broken, or arrow reads what is there; or it refuses only what the footer says.
  let fault: string | undefined;
  for (const each of [base.bytes, bytes, withFooterOf(base.bytes, bytes)]) {
    const table = plainParquet(each);
    fault =
      table === 'Refused' ? 'another reader refuses it' : table === 'Aside' ? undefined : heldAgainst(table);
    if (fault === undefined) return { fault, isJudged: table !== 'Aside' };
  }
  return { fault: `read ${messages.length} messages: ${fault ?? ''}`, isJudged: true };
};

/** The pages of one file under the footer of another of the same length. */
const withFooterOf = (whole: Buffer, pages: Buffer): Buffer => {
  const pagesEnd = whole.length - 8 - whole.readUInt32LE(whole.length - 8);
  return Buffer.concat([pages.subarray(0, pagesEnd), whole.subarray(pagesEnd)]);
};
