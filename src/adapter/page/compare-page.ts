import type { Comparison } from '../../report/compare/comparison.js';
import { makeRoom } from './make-room.js';
import { pageBundle } from './page-bundle.js';
import { writePage } from './write-page.js';

/**
 * Makes room for the page of a comparison at `path`; what is returned writes it. Throws a UsageError when it cannot be
 * written, or the pages are not built.
 */
export const comparePageWriter = (path: string): ((comparison: Comparison) => void) => {
  const bundle = pageBundle('compare');
  makeRoom(path);
  return (comparison) => {
    const names = comparison.runs.map(({ name }) => name).join(', ');
    writePage(path, bundle, `${names} · rxtape`, comparison);
  };
};
