import { isUtf8 } from 'node:buffer';
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import {
  decodeHeader,
  headerLine,
  identityDifferences,
  type SweepIdentity,
} from '../../codec/sweep/identity.js';
import { combinationKey, SweepRow } from '../../codec/sweep/row.js';
import { DataError, UsageError } from '../../domain/failure.js';

/** Rows that a loss of power may take are not older than this. */
const SYNC_MS = 1_000;

/**
 * The rows of all sweeps of a folder, as NDJSON behind a header that says of what: appended as they come, so that
 * what was done is not done again. A last line that a killed process began and did not end is taken away without a
 * word; lines that are no rows for another reason (an editor, a disk) are taken out, and told.
 */
export class RowsFile {
  private syncedAt = performance.now();
  private isClosed = false;

  private constructor(
    readonly path: string,
    private readonly fd: number,
    /** Bytes of whole lines. */
    private size: number,
    /** What was there, each combination once. */
    readonly before: readonly SweepRow[],
    /** Numbers of the lines that were no rows, from 1, as they were counted before they were taken out. */
    readonly broken: readonly number[],
  ) {}

  /**
   * Opens `folder`/rows.ndjson, made when missing, in a folder that this process holds. Throws a UsageError that names
   * the differences where its rows are of another `identity`, and where the folder cannot be written to.
   */
  static open(folder: string, identity: SweepIdentity): RowsFile {
    const path = join(folder, 'rows.ndjson');
    closeSync(opened(folder, path, 'a')); // made when missing
    const [header, ...lines] = wholeLines(readFileSync(path));
    if (header === undefined) {
      const file = new RowsFile(path, opened(folder, path, 'w'), 0, [], []);
      file.write(headerLine(identity));
      return file;
    }
    requireSame(path, header, identity);
    const read = lines.map((line, i) => ({ line, number: i + 2, row: rowOf(line) }));
    const broken = read.flatMap(({ row, number }) => (row === undefined ? [number] : []));
    const whole = [header, ...read.flatMap(({ row, line }) => (row === undefined ? [] : [line]))];
    if (broken.length > 0) replace(path, Buffer.concat(whole));
    const fd = opened(folder, path, 'r+');
    const size = whole.reduce((sum, line) => sum + line.length, 0);
    ftruncateSync(fd, size);
    const rows = new Map(
      read.flatMap(({ row }) => (row === undefined ? [] : [[combinationKey(row.settings), row]])),
    );
    return new RowsFile(path, fd, size, [...rows.values()], broken);
  }

  /** Appends a row. Throws a DataError where the disk takes it not; what was there before stays whole. */
  append(row: SweepRow): void {
    this.write(`${JSON.stringify(row)}\n`);
    if (performance.now() - this.syncedAt < SYNC_MS) return;
    fsyncSync(this.fd);
    this.syncedAt = performance.now();
  }

  /** A second call does nothing. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    try {
      fsyncSync(this.fd);
    } finally {
      closeSync(this.fd);
    }
  }

  private write(text: string): void {
    const bytes = Buffer.from(text);
    try {
      for (let done = 0; done < bytes.length;)
        done += writeSync(this.fd, bytes, done, bytes.length - done, this.size + done);
      this.size += bytes.length;
    } catch (error) {
      ftruncateSync(this.fd, this.size);
      throw new DataError(
        `${this.path}: cannot be written: ${textOf(error)}; what it holds is whole, and the same command goes on from it once there is space`,
        { cause: error },
      );
    }
  }
}

const opened = (folder: string, path: string, flags: 'a' | 'w' | 'r+'): number => {
  try {
    return openSync(path, flags);
  } catch (error) {
    throw new UsageError(`cannot write the sweep to ${folder}: ${textOf(error)}`, { cause: error });
  }
};

const NEWLINE = 0x0a;

/** Each with its newline; what is behind the last one is none. Of bytes: those that are no text count as they are. */
const wholeLines = (bytes: Buffer): readonly Buffer[] => {
  const lines: Buffer[] = [];
  let begin = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, begin)) {
    lines.push(bytes.subarray(begin, at + 1));
    begin = at + 1;
  }
  return lines;
};

/** The file has what it had before or all of `bytes`. */
const replace = (path: string, bytes: Buffer): void => {
  const partial = `${path}.partial`;
  try {
    writeFileSync(partial, bytes, { flush: true });
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw new DataError(`${path}: lines that are no rows cannot be taken out: ${textOf(error)}`, {
      cause: error,
    });
  }
};

const requireSame = (path: string, line: Buffer, identity: SweepIdentity): void => {
  const header = decodeHeader(jsonOf(line));
  if (E.isLeft(header))
    throw new UsageError(
      `${path}: line 1 is no header of a sweep (${header.left.join('; ')}); name another --out, or remove it`,
    );
  const differences = identityDifferences(header.right, identity);
  if (differences.length > 0)
    throw new UsageError(
      [`${path} holds rows of another sweep; name another --out, or remove it:`, ...differences].join('\n  '),
    );
};

/** Undefined for a line that is none. */
const rowOf = (line: Buffer): SweepRow | undefined => {
  const row = SweepRow.decode(jsonOf(line));
  return E.isLeft(row) ? undefined : row.right;
};

/** Undefined for bytes that are no text too. */
const jsonOf = (line: Buffer): unknown => {
  try {
    return isUtf8(line) ? (JSON.parse(line.toString()) as unknown) : undefined;
  } catch {
    return undefined;
  }
};

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
