import { readFileSync, writeFileSync } from 'node:fs';
import * as prettier from 'prettier';
import { fillsTables } from './fills-table.js';

export const PAGE = 'docs/fills-and-costs.md';

/** The page with the tables that the code gives now, in place of those between its marks, as the linter wants it. */
export const pageNow = async (): Promise<string> => {
  const { models, grid } = await fillsTables();
  const page = replaced(replaced(readFileSync(PAGE, 'utf8'), 'models', models), 'grid', grid);
  const config = await prettier.resolveConfig(PAGE);
  return prettier.format(page, { ...config, parser: 'markdown' });
};

export const writeTables = async (): Promise<void> => {
  writeFileSync(PAGE, await pageNow());
};

const replaced = (page: string, name: string, table: string): string => {
  const begin = `<!-- ${name} -->`;
  const end = `<!-- end of ${name} -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${PAGE} has no ${begin} … ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${table}\n\n${page.slice(to)}`;
};
