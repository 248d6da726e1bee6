import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import several from '../../pipelines/several.js';
import { pages } from './pages.js';
import { sampleRun } from './sample-run.js';

const WIDTH = 390;

describe('the tables of a report on a phone', function () {
  this.timeout(120_000);
  const { path: pathOf, open } = pages();
  let page: Page;

  before(async () => {
    const path = pathOf('several.html');
    await sampleRun(several, { out: undefined, html: path });
    ({ page } = await open(path, { width: WIDTH, height: 800 }));
  });

  /** Where the part begins and ends, in px from the left of the screen. */
  const span = async (part: Locator): Promise<readonly [number, number]> => {
    const box = await part.boundingBox();
    return [box?.x ?? NaN, (box?.x ?? NaN) + (box?.width ?? NaN)];
  };

  for (const [section, result] of [
    ['trades', 'Net P&L'],
    ['decisions', 'Outcome'],
  ] as const)
    it(`have what became of ${section} beside their moment, which stays when they are scrolled`, async () => {
      const table = page.locator(`#${section} .long`);
      await table.scrollIntoViewIfNeeded();
      await table.locator('.tabulator-row').first().waitFor();
      const titles = await table.locator('.tabulator-col-title').allInnerTexts();
      const cells = table.locator('.tabulator-row').first().locator('.tabulator-cell');
      const [from, to] = await span(cells.first());

      expect(titles[1]).to.equal(result);
      expect((await span(cells.nth(1).locator('span')))[1]).to.be.at.most(WIDTH);
      await page.evaluate(`document.querySelector('#${section} .tabulator-tableholder').scrollBy(400, 0)`);
      expect((await span(cells.nth(1)))[1]).to.be.below(to);
      expect(await span(cells.first())).to.deep.equal([from, to]);
    });

  it('keep the first column of few rows, too, and leave room beside it', async () => {
    const region = page.getByRole('region', { name: 'Files' });
    await region.scrollIntoViewIfNeeded();
    const first = region.locator('tbody tr').first().locator('td').first();
    const [from, to] = await span(first);

    expect(
      await page.evaluate(`(() => {
        const box = document.querySelector('#data [aria-label="Files"]');
        box.scrollBy(400, 0);
        return box.scrollLeft;
      })()`),
    ).to.be.above(0);
    expect(await span(first)).to.deep.equal([from, to]);
    expect(to - from).to.be.within(100, WIDTH / 2);
  });
});
