import { type Entry, openPromise } from 'yauzl';
import { DataError } from '../../../domain/failure.js';

/** A file in an archive. */
export interface ZipEntry {
  readonly name: string;
  /** Where its packed bytes lie in the archive's file. */
  readonly start: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly crc32: number;
  readonly method: 'stored' | 'deflated';
}

/**
 * The entries of an archive that `isWanted` takes, in the order of their names, and the names of the others; folders
 * are neither. Rejects with a DataError that names archive and entry for what is broken, encrypted or packed in
 * another way than by deflate.
 */
export const zipEntries = async (
  path: string,
  isWanted: (name: string) => boolean,
): Promise<{ readonly entries: readonly ZipEntry[]; readonly others: readonly string[] }> => {
  const failed = (error: unknown): DataError =>
    error instanceof DataError
      ? error
      : new DataError(
          `${path}: not a whole zip archive: ${error instanceof Error ? error.message : String(error)}`,
        );
  const archive = await openPromise(path, { autoClose: false }).catch((error: unknown) => {
    throw failed(error);
  });
  try {
    const entries: ZipEntry[] = [];
    const others: string[] = [];
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      if (!isWanted(entry.fileName)) {
        others.push(entry.fileName);
        continue;
      }
      const method = methodOf(path, entry);
      const { fileDataStart } = await archive.readLocalFileHeaderPromise(entry, { minimal: true });
      entries.push({
        name: entry.fileName,
        start: fileDataStart,
        packedBytes: entry.compressedSize,
        bytes: entry.uncompressedSize,
        crc32: entry.crc32,
        method,
      });
    }
    return { entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)), others };
  } catch (error) {
    throw failed(error);
  } finally {
    archive.close();
  }
};

const methodOf = (path: string, entry: Entry): ZipEntry['method'] => {
  if (entry.isEncrypted())
    throw new DataError(`${path}: ${entry.fileName}: encrypted; unpack it with its password first`);
  if (entry.compressionMethod === 0) return 'stored';
  if (entry.compressionMethod === 8) return 'deflated';
  throw new DataError(
    `${path}: ${entry.fileName}: packed by method ${entry.compressionMethod}, not by deflate; unpack the archive first`,
  );
};
