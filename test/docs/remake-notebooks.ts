import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { remade } from './notebooks-page.js';

/** `npm run docs:notebooks`: puts what the examples of docs/notebooks.md print into it. */
const PAGE = 'docs/notebooks.md';
const dir = mkdtempSync(join(tmpdir(), 'rxtape-notebooks-'));
try {
  writeFileSync(PAGE, remade(readFileSync(PAGE, 'utf8'), dir));
} finally {
  rmSync(dir, { recursive: true });
}
