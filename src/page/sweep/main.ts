import '../style/page.css';
import '../style/report.css';
import type { SweepPage } from '../../report/sweep/sweep-page.js';
import { showFailure, showPage } from '../shell/frame.js';
import { pageData } from '../shell/page-data.js';
import { failedSection } from './failed-section.js';
import { landscapeSection } from './landscape-section.js';
import { luckSection } from './luck-section.js';
import { rowsSection } from './rows-section.js';
import { onlyStrategy } from './short-names.js';
import { setupSection } from './setup-section.js';
import { walkSection } from './walk-section.js';

const show = (page: SweepPage): void => {
  const strategy = onlyStrategy(page.parameters);
  const facts = [...page.facts, ...(strategy === undefined ? [] : [`settings of ${strategy}`])];
  showPage({ title: `Sweep of ${page.pipeline}`, facts }, [
    luckSection(page),
    landscapeSection(page),
    ...(page.walkForward === null ? [] : [walkSection(page, page.walkForward)]),
    rowsSection(page),
    ...(page.failed.length === 0 ? [] : [failedSection(page)]),
    setupSection(page),
  ]);
};

pageData<SweepPage>().then(show).catch(showFailure);
