import '../style/page.css';
import '../style/report.css';
import type { SweepPage } from '../../report/sweep/sweep-page.js';
import { showFailure, showPage } from '../shell/frame.js';
import { pageData } from '../shell/page-data.js';
import { failedSection } from './failed-section.js';
import { landscapeSection } from './landscape-section.js';
import { luckSection } from './luck-section.js';
import { rowsSection } from './rows-section.js';

const show = (page: SweepPage): void => {
  showPage({ title: `Sweep of ${page.pipeline}`, facts: page.facts }, [
    luckSection(page),
    landscapeSection(page),
    rowsSection(page),
    ...(page.failed.length === 0 ? [] : [failedSection(page)]),
  ]);
};

pageData<SweepPage>().then(show).catch(showFailure);
