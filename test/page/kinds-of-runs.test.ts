import { expect } from 'chai';
import openingRange from '../../pipelines/opening-range.js';
import supertrend from '../../pipelines/supertrend.js';
import { bind, definePipeline, rupees } from '../../src/index.js';
import type { Report } from '../../src/report/report.js';
import { openingRange as breakOfRange } from '../../strategies/opening-range.js';
import type { Opened, Opening } from './browser.js';
import { pages } from './pages.js';
import { sampleRun } from './sample-run.js';

/** Waits for a range that lasts longer than the day. */
const idle = definePipeline({
  name: 'idle',
  instruments: ['NSE:RELIANCE-EQ', 'NSE:INFY-EQ'],
  capital: rupees(1_000_000),
  risk: [],
  strategies: [bind(breakOfRange, { minutes: 5_000, quantity: 1 })],
});

const OPENINGS: readonly Opening[] = [
  { width: 1400, theme: 'light' },
  { width: 1400, theme: 'dark' },
  { width: 390, theme: 'light' },
  { width: 390, theme: 'dark' },
];

describe('the page of a run', function () {
  this.timeout(120_000);
  const { path: pathOf, open } = pages();
  const reports = new Map<string, Report>();
  const htmlOf = (name: string): string => pathOf(`${name}.html`);
  before(async () => {
    for (const pipeline of [openingRange, supertrend, idle])
      reports.set(pipeline.name, await sampleRun(pipeline, { out: undefined, html: htmlOf(pipeline.name) }));
  });

  for (const { name } of [openingRange, supertrend, idle])
    for (const opening of OPENINGS)
      it(`of ${name} fits ${opening.width} pixels, ${opening.theme}, complains of nothing and asks for nothing`, async () => {
        const { page, complaints, requests } = await opened(htmlOf(name), opening);

        expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(opening.width);
        expect([complaints, requests]).to.deep.equal([[], []]);
        await page.close();
      });

  it('tells every figure of the whole and of each strategy, those of FIFO round trips too', async () => {
    const { page } = await opened(htmlOf(openingRange.name), {});
    const figures = page.locator('#figures');
    for (const group of (await figures.locator('summary').all()).slice(1)) await group.click();

    const text = await figures.innerText();

    expect(await figures.locator('thead').first().innerText()).to.match(/Figure\s+All\s+future\s+share/);
    expect(text).to.include('held against no hurdle');
    expect(text).to.match(
      new RegExp(`Round trips\\s+${reports.get(openingRange.name)?.performance.fifo.trips}\\s`),
    );
    expect(text).to.match(/Expectancy, 95 %/);
    expect(text).to.include('Likelihood of ruin');
    await page.close();
  });

  it('draws the stops of a bracket', async () => {
    const { page } = await opened(htmlOf(openingRange.name), {});

    expect(await page.locator('.chart.price').getAttribute('aria-label')).to.match(
      /[1-9]\d* prices of waiting orders/,
    );
    await page.close();
  });

  it('is walked through by the keyboard: first to the content, then every control, each with a mark of focus', async () => {
    const { page } = await opened(htmlOf(openingRange.name), {});
    const seen: { readonly text: string; readonly hasMark: boolean }[] = [];
    for (let i = 0; i < 25; i += 1) {
      await page.keyboard.press('Tab');
      seen.push(
        await page.evaluate(`(() => {
          const one = document.activeElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(one);
          const text = one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent;
          return { text, hasMark: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 };
        })()`),
      );
    }

    expect(seen[0]?.text).to.equal('To the content');
    expect(seen.map(({ text }) => text)).to.include.members([
      'Summary',
      'Instrument',
      'Candle width',
      'Fills',
    ]);
    expect(seen.filter(({ hasMark }) => !hasMark)).to.deep.equal([]);
    await page.close();
  });

  it('has a head for every column, and a name for every control and picture', async () => {
    const { page } = await opened(htmlOf(openingRange.name), {});

    expect(await page.locator('table.figures').count()).to.be.greaterThan(5);
    expect(await page.locator('table.figures:not(:has(thead th[scope=col]))').count()).to.equal(0);
    expect(await page.locator('table.figures:not(:has(caption))').count()).to.equal(0);
    expect(await page.locator('[role=img]:not([aria-label])').count()).to.equal(0);
    expect(
      await page.locator('select:not([aria-label]), input[type=search]:not([aria-label])').count(),
    ).to.equal(0);
    await page.close();
  });

  /** Opened and looked at from its head to its foot, so that all of it has been drawn. */
  const opened = async (path: string, opening: Opening): Promise<Opened> => {
    const one = await open(path, opening);
    for (const section of await one.page.locator('section').all()) await section.scrollIntoViewIfNeeded();
    await one.page.evaluate('scrollTo(0, 0)');
    return one;
  };
});
