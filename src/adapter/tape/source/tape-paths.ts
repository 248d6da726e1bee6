import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { UsageError } from '../../../domain/failure.js';
import { FORMATS, isTableName, stemOf, TAPE_PATTERN } from './tape-format.js';

/** A file that was named, or found in a folder or by a glob. */
export interface TapePath {
  /** As named or found. */
  readonly path: string;
  readonly resolved: string;
  readonly bytes: number;
}

/**
 * The files that `paths` (files, folders, searched through all their folders, and globs) name, each once, in the
 * order of their full paths, whatever the order in which they are named. What is found, not named, must have the
 * name of a table. Rejects with a UsageError for a path that is not there, a folder or glob without tables, and
 * data found in two formats.
 */
export const tapePaths = async (paths: readonly string[]): Promise<readonly TapePath[]> => {
  const named = await Promise.all(paths.map(expand));
  const byResolved = new Map<string, Found>();
  for (const found of named.flat()) {
    const known = byResolved.get(found.resolved);
    if (known === undefined || known.isSearched) byResolved.set(found.resolved, found);
  }
  const files = [...byResolved.values()].sort((a, b) => (a.resolved < b.resolved ? -1 : 1));
  if (files.length === 0) throw new UsageError('no tape was named');
  refuseTwins(files);
  return files;
};

/** `isSearched`: it was found, not named. */
type Found = TapePath & { readonly isSearched: boolean };

const expand = async (path: string): Promise<readonly Found[]> => {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory() === true)
    return search(path, TAPE_PATTERN, path, `${path}: no tape in this folder (${FORMATS})`);
  if (stats !== undefined) return [fileOf(path, stats.size, false)];
  if (isDynamicPattern(path)) return search(path, path, undefined, `${path}: matches no tape (${FORMATS})`);
  throw new UsageError(`${path}: no such file or folder`);
};

const search = async (
  path: string,
  pattern: string,
  folder: string | undefined,
  nothing: string,
): Promise<readonly Found[]> => {
  const matches = await glob(pattern, {
    cwd: folder ?? process.cwd(),
    caseSensitiveMatch: false,
    onlyFiles: true,
  });
  const tapes = matches
    .filter((match) => isTableName(folder === undefined ? basename(match) : match))
    .map((match) => (folder === undefined ? match : join(folder, match)));
  if (tapes.length === 0) throw new UsageError(nothing);
  return Promise.all(tapes.map(async (file) => fileOf(file, (await stat(file)).size, true)));
};

const fileOf = (path: string, bytes: number, isSearched: boolean): Found => ({
  path,
  resolved: resolve(path),
  bytes,
  isSearched,
});

/** The same data stored twice would be played twice; files that were all named are the user's own choice. */
const refuseTwins = (files: readonly Found[]): void => {
  const byStem = new Map<string, Found>();
  for (const file of files) {
    const twin = byStem.get(stemOf(file.resolved));
    if (twin !== undefined && (twin.isSearched || file.isSearched)) {
      throw new UsageError(
        `${twin.path} and ${file.path}: the same tape in two formats would be played twice; name the one to read`,
      );
    }
    byStem.set(stemOf(file.resolved), file);
  }
};
