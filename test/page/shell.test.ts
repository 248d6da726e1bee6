import { expect } from 'chai';
import { readFileSync, writeFileSync } from 'node:fs';
import { pageBundle } from '../../src/adapter/page/page-bundle.js';
import { writePage } from '../../src/adapter/page/write-page.js';
import { type Opening, until } from './browser.js';
import { emptyPage } from './empty-page.js';
import { pages } from './pages.js';

const HOSTILE = `</script><script>document.title='broken'</script><img src=x onerror="document.title='broken'">`;

describe('the shell of a page', function () {
  this.timeout(60_000);
  const { path: pathOf, open: openPage } = pages();

  const open = (pipeline: string, opening?: Opening) => {
    const path = pathOf('report.html');
    writePage(path, pageBundle('report'), pipeline, emptyPage(pipeline));
    return openPage(path, opening);
  };

  it('shows what it is given, complains of nothing and asks for nothing', async () => {
    const { page, complaints, requests } = await open('momentum');

    expect(await page.locator('h1').textContent()).to.equal('momentum');
    expect(await page.title()).to.equal('momentum');
    expect(complaints).to.deep.equal([]);
    expect(requests).to.deep.equal([]);
  });

  it('shows as text what would be HTML', async () => {
    const { page, complaints } = await open(HOSTILE);

    expect(await page.locator('h1').textContent()).to.equal(HOSTILE);
    expect(await page.title()).to.equal(HOSTILE);
    expect(await page.locator('img').count()).to.equal(0);
    expect(complaints).to.deep.equal([]);
  });

  it('runs no program but its own', async () => {
    const { page, complaints } = await open('momentum');

    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.ran = true">');
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);`);

    expect(await page.evaluate('window.ran')).to.equal(undefined);
    expect(complaints.join()).to.include('Content Security Policy');
  });

  it('can ask no server for anything', async () => {
    const { page } = await open('momentum');

    const answer = await page.evaluate(
      `fetch('http://127.0.0.1:9/').then(() => 'asked', (error) => error.message)`,
    );

    expect(answer).to.equal('Failed to fetch');
    expect(await page.evaluate('document.querySelector("meta[http-equiv]").content')).to.include(
      "default-src 'none'",
    );
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`is ${theme} where the system is, and the other at a press`, async () => {
      const { page } = await open('momentum', { theme });
      const other = theme === 'light' ? 'dark' : 'light';
      const isDark = async (): Promise<boolean> =>
        (await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')) ===
        'rgb(14, 16, 20)';

      expect(await isDark()).to.equal(theme === 'dark');
      await page.getByRole('button', { name: `Switch to the ${other} theme` }).click();

      expect(await isDark()).to.equal(other === 'dark');
      expect(await page.getByRole('button', { name: `Switch to the ${theme} theme` }).count()).to.equal(1);
    });
  }

  it('goes with the system until a theme is chosen', async () => {
    const { page } = await open('momentum', { theme: 'light' });
    const scheme = (): Promise<string> =>
      page.evaluate('getComputedStyle(document.documentElement).colorScheme');

    /** Behind it whoever listens has heard: that comes before a frame's callbacks. */
    const change = async (colorScheme: 'dark' | 'light'): Promise<void> => {
      await page.emulateMedia({ colorScheme });
      await until(page, `matchMedia('(prefers-color-scheme: ${colorScheme})').matches`);
      await page.evaluate('new Promise(requestAnimationFrame)');
    };

    await change('dark');
    expect(await scheme()).to.equal('dark');
    await page.getByRole('button', { name: 'Switch to the light theme' }).click();
    await change('light');
    await change('dark');

    expect(await scheme()).to.equal('light');
  });

  it('says so when it is cut off', async () => {
    const path = pathOf('cut.html');
    writePage(path, pageBundle('report'), 'cut', emptyPage('cut'));
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, whole.replace(/(id="data">[^<]{100})[^<]*/, '$1'));

    const { page } = await openPage(path);

    await page.getByRole('heading', { name: 'This page cannot be shown' }).waitFor();
  });
});
