import * as E from 'fp-ts/lib/Either.js';
import { DataError, isFailure, UsageError } from '../../../domain/failure.js';
import { foreignKindOf, formatOfContent, type Packing, packingOf } from './content.js';
import { partitionsOf } from './partitions.js';
import type { RefusedSource, Source, SourceBytes } from './source.js';
import { formatOf, FORMATS, isTableName, stemOf, type TapeFormat } from './tape-format.js';
import { type TapePath, tapePaths } from './tape-paths.js';
import { rawBytes, unpacked } from './unpack.js';
import { zipEntries } from './zip-archive.js';
import { zipBytes } from './zip-bytes.js';

/**
 * The tables that `paths` (files, folders, searched through all their folders, and globs) name, each once: every
 * file, and every entry of a zip archive, in the order of their full paths; a file or archive that is none in its
 * place. Rejects with a UsageError for a path that is not there, a folder or glob without tables, and data found
 * in two formats.
 */
export const findSources = async (
  paths: readonly string[],
): Promise<readonly E.Either<RefusedSource, Source>[]> => {
  const sources: E.Either<RefusedSource, Source>[] = [];
  for (const file of await tapePaths(paths)) {
    try {
      sources.push(...(await sourcesOf(file)).map(E.right));
    } catch (error) {
      if (!isFailure(error)) throw error;
      sources.push(E.left({ name: file.path, bytes: file.bytes, failure: error }));
    }
  }
  return sources;
};

/** So much of a table is looked at to tell what it is. */
const HEAD_BYTES = 1 << 12;

/** Bytes not unpacked yet: of a file, or of an entry of an archive. */
type Open = (blockBytes: number, onRead: (bytes: number) => void) => AsyncGenerator<Buffer>;

const sourcesOf = async (file: TapePath): Promise<readonly Source[]> => {
  const open: Open = (blockBytes, onRead) =>
    rawBytes({ path: file.path, start: 0, end: file.bytes }, blockBytes, onRead);
  const head = await headOf(file.path, open(HEAD_BYTES, ignore));
  return packingOf(head) === 'zip' || (/\.zip$/i.test(file.path) && head.length > 0)
    ? archived(file)
    : [await table(file, undefined, file.bytes, open, head)];
};

const archived = async (file: TapePath): Promise<readonly Source[]> => {
  const { path } = file;
  const { entries, others } = await zipEntries(path, isTableName);
  if (entries.length === 0) {
    const held = others.length === 0 ? 'it is empty' : `it holds ${listed(others)}`;
    throw new DataError(`${path}: no table in this archive (${FORMATS}); ${held}`);
  }
  const sources: Source[] = [];
  for (const entry of entries) {
    if (/\.zip$/i.test(entry.name))
      throw new UsageError(`${path}: ${entry.name}: an archive in an archive; unpack the outer one first`);
    const open: Open = (blockBytes, onRead) => zipBytes(path, entry, blockBytes, onRead);
    const head = await headOf(`${path}: ${entry.name}`, open(HEAD_BYTES, ignore));
    sources.push(await table(file, entry.name, entry.packedBytes, open, head));
  }
  refuseTwins(sources);
  return sources;
};

const table = async (
  { path }: TapePath,
  entry: string | undefined,
  bytes: number,
  open: Open,
  head: Buffer,
): Promise<Source> => {
  const name = entry === undefined ? path : `${path}: ${entry}`;
  const own = entry ?? path;
  const packing = packingOf(head);
  const opened = (blockBytes: number): SourceBytes => new OpenedBytes(name, open, packing, blockBytes);
  const content = packing === 'plain' ? head : await headOf(name, opened(HEAD_BYTES));
  const foreign = foreignKindOf(content);
  if (foreign !== undefined) throw new UsageError(`${name}: ${foreign}`);
  const format = formatOfContent(own, content);
  if (format === undefined && !(packing === 'plain' ? false : isTableName(own)))
    throw new UsageError(`${name}: no tape; a tape's name ends in ${FORMATS}`);
  if (format === 'parquet' && (packing !== 'plain' || entry !== undefined))
    throw new UsageError(`${name}: Parquet is packed in itself and read in places; unpack it first`);
  return {
    name,
    path,
    entry,
    format: format ?? 'csv',
    bytes,
    partitions: partitionsOf(entry === undefined ? path : `${path}/${entry}`),
    notes: notesOf(own, packing, format ?? 'csv'),
    open: opened,
  };
};

/** Bytes up to {@link HEAD_BYTES}, or all there are. */
const headOf = async (name: string, bytes: AsyncIterable<Buffer>): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of bytes) {
      parts.push(part);
      length += part.length;
      if (length >= HEAD_BYTES) break;
    }
  } catch (error) {
    throw readFailure(name, error);
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
};

class OpenedBytes implements SourceBytes {
  bytesRead = 0;

  constructor(
    private readonly name: string,
    private readonly raw: Open,
    private readonly packing: Packing,
    private readonly blockBytes: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    const raw = this.raw(this.blockBytes, (bytes) => {
      this.bytesRead += bytes;
    });
    try {
      yield* unpacked(raw, this.packing, this.blockBytes);
    } catch (error) {
      throw readFailure(this.name, error);
    }
  }
}

const readFailure = (name: string, error: unknown): unknown =>
  isFailure(error) || !(error instanceof Error)
    ? error
    : new DataError(`${name}: cannot be read: ${error.message}`);

const notesOf = (own: string, packing: Packing, format: TapeFormat): readonly string[] => {
  const notes: string[] = [];
  const extension = packing === 'gzip' ? /\.gz(?:\.zip)*$/i : /\.zst(?:\.zip)*$/i;
  if (packing !== 'plain' && !extension.test(own))
    notes.push(`packed by ${packing}, which its name does not say`);
  if (packing === 'plain' && /\.(?:gz|zst)$/i.test(own)) notes.push('not packed, whatever its name says');
  const named = formatOf(own);
  if (named !== undefined && named !== format) notes.push(`${format.toUpperCase()}, whatever its name says`);
  return notes;
};

/** The same data twice in one archive would be played twice. */
const refuseTwins = (sources: readonly Source[]): void => {
  const byStem = new Map<string, Source>();
  for (const source of sources) {
    const stem = stemOf(source.entry ?? '');
    const twin = byStem.get(stem);
    if (twin !== undefined)
      throw new UsageError(
        `${twin.name} and ${source.entry ?? ''}: the same tape in two formats would be played twice; unpack the archive and name the one to read`,
      );
    byStem.set(stem, source);
  }
};

const listed = (names: readonly string[]): string =>
  names.length <= MOST_LISTED
    ? names.join(', ')
    : `${names.slice(0, MOST_LISTED).join(', ')} and ${names.length - MOST_LISTED} more`;

const MOST_LISTED = 5;

const ignore = (): void => undefined;
