import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PageBundle } from './page-bundle.js';
import { pageHtml } from './page-html.js';

/**
 * Writes the page to `path`, as {@link pageHtml} makes it; `path` holds a whole page or what it held before; its folder
 * is made when missing.
 */
export const writePage = (
  path: string,
  bundle: PageBundle,
  title: string,
  data: unknown,
  later: Readonly<Record<string, unknown>> = {},
): void => {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  try {
    writeFileSync(partial, pageHtml(bundle, title, data, later));
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};
