import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
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
 * what was done is not done again. A line that a killed process began and did not end is taken away.
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
  ) {}

  /**
   * Opens `folder`/rows.ndjson, made when missing. Throws a UsageError that names the differences where its rows are
   * of another `identity`, and where the folder cannot be written to; a DataError for a line that is no row.
   */
  static open(folder: string, identity: SweepIdentity): RowsFile {
    const path = join(folder, 'rows.ndjson');
    const fd = openIn(folder, path);
    const text = readFileSync(path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const [header, ...lines] = whole.split('\n').slice(0, -1);
    if (header === undefined) {
      const file = new RowsFile(path, fd, 0, []);
      file.write(headerLine(identity));
      return file;
    }
    requireSame(path, header, identity);
    const rows = lines.map((line, i) => rowOf(path, line, i + 2));
    const size = Buffer.byteLength(whole);
    ftruncateSync(fd, size);
    return new RowsFile(path, fd, size, [
      ...new Map(rows.map((row) => [combinationKey(row.settings), row])).values(),
    ]);
  }

  /** Appends rows. Throws a DataError where the disk takes them not; what was there before stays whole. */
  append(rows: readonly SweepRow[]): void {
    this.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
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

const openIn = (folder: string, path: string): number => {
  try {
    mkdirSync(folder, { recursive: true });
    closeSync(openSync(path, 'a'));
    return openSync(path, 'r+');
  } catch (error) {
    throw new UsageError(`cannot write the sweep to ${folder}: ${textOf(error)}`, { cause: error });
  }
};

const requireSame = (path: string, line: string, identity: SweepIdentity): void => {
  const header = decodeHeader(jsonOf(line));
  if (E.isLeft(header))
    throw new UsageError(
      `${path}: line 1 is no header of a sweep (${header.left.join('; ')}); name another --out`,
    );
  const differences = identityDifferences(header.right, identity);
  if (differences.length > 0)
    throw new UsageError(
      [`${path} holds rows of another sweep; name another --out, or remove it:`, ...differences].join('\n  '),
    );
};

const rowOf = (path: string, line: string, number: number): SweepRow => {
  const row = SweepRow.decode(jsonOf(line));
  if (E.isLeft(row)) throw new DataError(`${path}: line ${number} is no row of a sweep`);
  return row.right;
};

const jsonOf = (line: string): unknown => {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
};

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
