import * as E from 'fp-ts/lib/Either.js';
import { findSources } from '../../../src/adapter/tape/source/find-sources.js';
import type { Source } from '../../../src/adapter/tape/source/source.js';

/** The one table at `path`. */
export const sourceOf = async (path: string): Promise<Source> => {
  const [source, ...others] = await findSources([path]);
  if (source === undefined || others.length > 0) throw new Error(`${path}: ${others.length} other tables`);
  if (E.isLeft(source)) throw source.left.failure;
  return source.right;
};
