import type { Failure } from '../../../domain/failure.js';
import type { TapeFormat } from './tape-format.js';

/** One stored table: a file, or an entry of an archive. */
export interface Source {
  /** For people: `x.csv`, and `x.zip: entry.csv` for an entry. */
  readonly name: string;
  /** The file, as named or found. */
  readonly path: string;
  /** Path inside the archive; undefined for a plain file. */
  readonly entry: string | undefined;
  readonly format: TapeFormat;
  /** On disk; of an entry its packed size. */
  readonly bytes: number;
  /** What `key=value` folders of the path say, such as `date` → `2025-12-29`; a null of Hive is left out. */
  readonly partitions: ReadonlyMap<string, string>;
  /** What is odd about it and was mended, for people. */
  readonly notes: readonly string[];
  /**
   * Its bytes from the start, unpacked, in pieces of about `blockBytes`. Whatever is wrong with them is a
   * DataError that names the source. Parquet is read from `path` by random access instead.
   */
  open(blockBytes: number): SourceBytes;
}

/** A file that was found and cannot be read as it is, with what would have been thrown. */
export interface RefusedSource {
  readonly name: string;
  readonly bytes: number;
  readonly failure: Failure;
}

/** May be iterated once; to stop early closes the file. */
export interface SourceBytes extends AsyncIterable<Buffer> {
  /** Bytes of the file read so far, before unpacking; at the end all of {@link Source.bytes}. */
  readonly bytesRead: number;
}
