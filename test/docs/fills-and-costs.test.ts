import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { PAGE, pageNow } from './fills-page.js';

describe('docs/fills-and-costs.md', () => {
  it('has the tables that the code gives: npm run docs:fills makes them', async () => {
    expect(readFileSync(PAGE, 'utf8')).to.equal(await pageNow());
  }).timeout(120_000);
});
