import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { realData } from './real-data.js';

describe('the tests of real data', () => {
  if (realData === undefined) {
    it('are not run, since the data is not here: set RXTAPE_REAL_DATA to the folder that holds it', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const folders = readdirSync(realData, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const here = new URL('.', import.meta.url);
  const texts = readdirSync(here)
    .filter((name) => name.endsWith('.test.ts') && name !== 'folders.test.ts')
    .map((name) => readFileSync(new URL(name, here), 'utf8'));

  for (const folder of folders) {
    it(`name ${folder}`, () => {
      expect(texts.some((text) => text.includes(folder))).to.equal(true);
    });
  }
});
