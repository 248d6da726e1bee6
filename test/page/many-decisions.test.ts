import { expect } from 'chai';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { reportPageWriter } from '../../src/adapter/page/report-page-writer.js';
import { market } from '../../src/domain/intent.js';
import { epochMs } from '../../src/domain/time.js';
import { PageFold } from '../../src/report/page/page-fold.js';
import { ReportFold } from '../../src/report/report-fold.js';
import { reportOf } from '../../src/report/report-of.js';
import { ACC, Belt, frame, ist } from '../report/belt.js';
import { facts } from '../report/facts.js';
import { openPage, type Opened, startBrowser, until } from './browser.js';

const DECISIONS = 200_000;
/** Of ten orders one executes. */
const EXECUTED = 20_000;

describe('the page of a run of 200,000 decisions', function () {
  this.timeout(180_000);
  let browser: Browser;
  let folder: string;
  let path: string;
  let opened: Opened;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rxtape-many-decisions-'));
    path = join(folder, 'many.html');
    write(path);
    browser = await startBrowser();
    opened = await openPage(browser, path);
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  it('is below ten megabytes', () => {
    expect(statSync(path).size).to.be.below(10_000_000);
  });

  it('has every signal, execution and trade on the chart', async () => {
    const { page } = opened;
    await until(
      page,
      `document.querySelector('.chart.price').getAttribute('aria-label').includes('signals')`,
    );

    expect(await page.locator('.chart.price').getAttribute('aria-label')).to.include(
      '2,00,000 signals, 20,000 executions, 0 prices of waiting orders, 10,000 trades',
    );
    expect(await page.locator('#price .key').innerText()).not.to.include('Of very many');
  });

  it('draws the last one where it is, and a click on it opens it', async () => {
    const { page } = opened;
    await page.evaluate(
      `document.querySelector('.chart.price').scrollIntoView({ block: 'center', behavior: 'instant' })`,
    );
    const spot = await until<{ readonly x: number; readonly y: number }>(page, SETTLED_MARK);

    await page.mouse.click(spot.x, spot.y);

    expect(await page.getByRole('dialog').innerText()).to.include('entry');
    await page.keyboard.press('Escape');
  });

  it('says of which decisions it is kept what they were made of: of executed orders before others', async () => {
    const { page } = opened;
    await page.locator('#decisions').scrollIntoViewIfNeeded();

    // 20,000 halved twice is no more than 8,000; of 180,000 others every 32nd fits beside them
    expect(await page.locator('#decisions .notice').allInnerTexts()).to.deep.equal([
      'What a strategy saw and its state are kept of 5,000 of the 20,000 orders that executed, evenly spread and 2,813 of the 1,80,000 others, evenly spread; decisions.ndjson of a run with --out has all.',
    ]);
  });

  it('finds the last decision, and opens what is kept of it', async () => {
    const { page } = opened;
    const search = page.getByRole('searchbox', { name: 'Search decisions' });
    const first = page.locator('#decisions .tabulator-row').first();
    await first.waitFor();

    await search.fill('reason 199999');
    expect(await page.locator('#decisions .shown').textContent()).to.equal('1 of 2,00,000 decisions');
    await first.getByRole('button').click();
    expect(await page.getByRole('dialog').innerText()).to.match(/Outcome\s+Cancelled/);
    await page.keyboard.press('Escape');

    await search.fill('reason 199960'); // the 19,996th that executed, the 4,999th of those that are kept
    await first.getByRole('button').click();
    expect(await page.getByRole('dialog').innerText())
      .to.include('What it saw')
      .and.to.match(/Filled: 1 at [\d.,]+, costs/);
    await page.keyboard.press('Escape');
  });

  it('complains of nothing and asks for nothing', () => {
    expect([opened.complaints, opened.requests]).to.deep.equal([[], []]);
  });
});

/** A run that wants something ten times a second; every tenth order executes, the others are cancelled. */
const write = (path: string): void => {
  const pageFold = new PageFold(frame);
  const writer = reportPageWriter(path, pageFold);
  const fold = new ReportFold(frame, writer);
  const open = ist('2026-01-05 09:15:00');
  const belt = new Belt();
  for (let i = 0; i < DECISIONS; i += 1) {
    const at = epochMs(open + i * 100);
    const price = 1_000 + Math.round(1_000 * Math.sin(i / 9_000)) / 20;
    const tick = belt.tick(at, ACC, price);
    const side = Math.floor(i / (DECISIONS / EXECUTED)) % 2 === 0 ? 'BUY' : 'SELL';
    const order = belt.order('alpha', tick, market(side, 1, `reason ${i}`));
    if (i % (DECISIONS / EXECUTED) === 0) belt.fill(at, order, price, 1);
    else belt.update(at, { ...order, state: 'Cancelled' }, 0);
  }
  for (const entry of belt.entries) {
    fold.take(entry);
    pageFold.take(entry);
  }
  writer.finish(reportOf(fold.result(), facts));
};

/** The rightmost place of the chart's upper canvas that is of a mark's colour, once there is one. */
const LAST_MARK = `(() => {
  const [red, green, blue] = getComputedStyle(document.documentElement).getPropertyValue('--loss').trim().slice(1).match(/../g).map((two) => parseInt(two, 16));
  const canvas = [...document.querySelectorAll('.chart.price canvas')].sort((a, b) => b.width * b.height - a.width * a.height)[1];
  if (canvas === undefined || canvas.width === 0) return undefined;
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data, width, height } = copy.getImageData(0, 0, canvas.width, canvas.height);
  const box = canvas.getBoundingClientRect();
  for (let x = width - 1; x >= 0; x -= 1)
    for (let y = 0; y < height; y += 1) {
      const i = (y * width + x) * 4;
      if (data[i] === red && data[i + 1] === green && data[i + 2] === blue && data[i + 3] === 255)
        return { x: box.left + (x / width) * box.width, y: box.top + (y / height) * box.height };
    }
  return undefined;
})()`;

/** That place, once two frames after each other have it: the chart moves no more. */
const SETTLED_MARK = `(() => {
  const before = window.markBefore;
  const spot = window.markBefore = ${LAST_MARK};
  return spot !== undefined && before?.x === spot.x && before.y === spot.y ? spot : undefined;
})()`;
