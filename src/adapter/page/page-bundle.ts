import { readFileSync } from 'node:fs';
import { UsageError } from '../../domain/failure.js';

/** The program of a page and its styles. */
export interface PageBundle {
  readonly script: string;
  readonly style: string;
}

/** Pages there are; each is a folder of `src/page`. */
export type PageName = 'report' | 'compare' | 'sweep';

const FOLDER = new URL('../../../dist/page/', import.meta.url);

/** What `npm run build` made of the page. Throws a UsageError where that has not been run. */
export const pageBundle = (name: PageName): PageBundle => ({
  script: read(`${name}.js`),
  style: read(`${name}.css`),
});

const read = (file: string): string => {
  try {
    return readFileSync(new URL(file, FOLDER), 'utf8');
  } catch {
    throw new UsageError(`the program of pages, dist/page/${file}, is missing: npm run build makes it`);
  }
};
