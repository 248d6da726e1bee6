import { basename, resolve } from 'node:path';
import { UsageError } from '../../domain/failure.js';
import type { Token } from '../../domain/token.js';
import type { Source } from './source/source.js';

/** The instrument of files whose rows do not name one. */
export interface TapeInstrument {
  /** Name or path of a file, or of an entry of an archive, with `*` and `?`; undefined for all. */
  readonly pattern: string | undefined;
  readonly token: Token;
}

/** The token given for a file: of the first pattern that it matches, else the one without a pattern. */
export const fileToken = (instruments: readonly TapeInstrument[], source: Source): Token | undefined =>
  (
    instruments.find(({ pattern }) => pattern !== undefined && isMatch(pattern, source)) ??
    instruments.find(({ pattern }) => pattern === undefined)
  )?.token;

/** Throws a UsageError for a pattern that no file matches. */
export const requireMatches = (instruments: readonly TapeInstrument[], sources: readonly Source[]): void => {
  for (const { pattern } of instruments) {
    if (pattern !== undefined && !sources.some((source) => isMatch(pattern, source)))
      throw new UsageError(
        `--instrument ${pattern}=…: matches none of ${sources.map(({ name }) => name).join(', ')}`,
      );
  }
};

/**
 * A pattern without a slash is of the name alone, of the file or of the entry in its archive; `*` does not cross a
 * slash, `**` does.
 */
const isMatch = (pattern: string, { path, entry }: Source): boolean =>
  pattern.includes('/')
    ? regexpOf(resolve(pattern)).test(resolve(path, entry ?? ''))
    : regexpOf(pattern).test(basename(path)) || regexpOf(pattern).test(basename(entry ?? ''));

const regexpOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*\*\/?|\*|\?/g, (wild) => (wild === '?' ? '[^/]' : wild === '*' ? '[^/]*' : '.*'))}$`,
  );
