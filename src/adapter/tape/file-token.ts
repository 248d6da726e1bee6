import { basename, resolve } from 'node:path';
import { UsageError } from '../../domain/failure.js';
import type { Token } from '../../domain/token.js';

/** The instrument of files whose rows do not name one. */
export interface TapeInstrument {
  /** File name or path, with `*` and `?`; undefined for all files. */
  readonly pattern: string | undefined;
  readonly token: Token;
}

/** The token given for a file: of the first pattern that it matches, else the one without a pattern. */
export const fileToken = (instruments: readonly TapeInstrument[], path: string): Token | undefined =>
  (
    instruments.find(({ pattern }) => pattern !== undefined && isMatch(pattern, path)) ??
    instruments.find(({ pattern }) => pattern === undefined)
  )?.token;

/** Throws a UsageError for a pattern that no file matches. */
export const requireMatches = (instruments: readonly TapeInstrument[], paths: readonly string[]): void => {
  for (const { pattern } of instruments) {
    if (pattern !== undefined && !paths.some((path) => isMatch(pattern, path)))
      throw new UsageError(`--instrument ${pattern}=…: matches none of ${paths.join(', ')}`);
  }
};

/** A pattern without a slash is of the file's name alone; `*` does not cross a slash, `**` does. */
const isMatch = (pattern: string, path: string): boolean =>
  pattern.includes('/')
    ? regexpOf(resolve(pattern)).test(resolve(path))
    : regexpOf(pattern).test(basename(path));

const regexpOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*\*\/?|\*|\?/g, (wild) => (wild === '?' ? '[^/]' : wild === '*' ? '[^/]*' : '.*'))}$`,
  );
