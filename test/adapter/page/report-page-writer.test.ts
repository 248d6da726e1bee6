import { expect } from 'chai';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageBundle, type PageName } from '../../../src/adapter/page/page-bundle.js';
import { reportPageWriter } from '../../../src/adapter/page/report-page-writer.js';
import { UsageError } from '../../../src/domain/failure.js';
import { rupees } from '../../../src/domain/money.js';
import { PageFold } from '../../../src/report/page/page-fold.js';
import { emptyPage } from '../../page/empty-page.js';

describe('reportPageWriter', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rxtape-page-writer-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const fold = () =>
    new PageFold({ pipeline: 'p', capital: rupees(1), instruments: new Map(), strategies: new Map() });

  it('removes the page of an earlier run at once, and writes its own when the run is over', () => {
    const path = join(folder, 'report.html');
    writeFileSync(path, 'of an earlier run');

    const writer = reportPageWriter(path, fold());
    expect(existsSync(path)).to.equal(false);
    writer.finish({ ...emptyPage('momentum').report, trades: [] });

    expect(readFileSync(path, 'utf8')).to.include('<title>momentum · rxtape</title>');
  });

  it('leaves no page of a run that failed', () => {
    const path = join(folder, 'report.html');

    reportPageWriter(path, fold()).close();

    expect(existsSync(path)).to.equal(false);
  });

  it('refuses a place that cannot be written before the run', () => {
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, 'file', 'report.html');

    expect(() => reportPageWriter(path, fold())).to.throw(UsageError, `cannot write the page ${path}`);
  });

  it('names the build where a page is not built', () => {
    expect(() => pageBundle('nowhere' as PageName)).to.throw(
      UsageError,
      'dist/page/nowhere.js, is missing: npm run build makes it',
    );
  });
});
