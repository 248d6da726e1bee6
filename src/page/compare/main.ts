import '../style/page.css';
import '../style/report.css';
import type { Comparison } from '../../report/compare/comparison.js';
import { countText } from '../shell/figure-text.js';
import { showFailure, showPage } from '../shell/frame.js';
import { pageData } from '../shell/page-data.js';
import { daysSection } from './days-section.js';
import { figuresSection } from './figures-section.js';
import { growthSection } from './growth-section.js';

const show = (comparison: Comparison): void => {
  const names = comparison.runs.map(({ name }) => name);
  showPage({ title: names.join(', '), facts: [`${countText(names.length)} runs side by side`] }, [
    growthSection(comparison),
    figuresSection(comparison),
    daysSection(comparison),
  ]);
};

pageData<Comparison>().then(show).catch(showFailure);
