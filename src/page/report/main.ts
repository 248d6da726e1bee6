import '../style/page.css';
import '../style/report.css';
import type { ReportPage } from '../../report/page/report-page.js';
import { countText, rupeesText } from '../shell/figure-text.js';
import { showFailure, showPage } from '../shell/frame.js';
import { pageData } from '../shell/page-data.js';
import { breakdownSection } from './breakdown-section.js';
import { calendarSection } from './calendar-section.js';
import { costsSection } from './costs-section.js';
import { dataSection } from './data-section.js';
import { openDecision } from './decision-dialog.js';
import { decisionsSection } from './decisions-section.js';
import { equitySection } from './equity-section.js';
import { figuresSection } from './figures-section.js';
import { priceSection } from './price-section.js';
import { runOf } from './run.js';
import { setupSection } from './setup-section.js';
import { strategiesSection } from './strategies-section.js';
import { summary } from './summary.js';
import { tradeCharts } from './trade-charts.js';
import { tradesSection } from './trades-section.js';

const show = (page: ReportPage): void => {
  const run = runOf(page);
  const decide = (place: number): void => {
    openDecision(run, place).catch(showFailure);
  };
  const price = priceSection(run, decide);
  showPage({ title: page.report.pipeline, facts: factsOf(page) }, [
    summary(page.report),
    price.section,
    equitySection(run),
    strategiesSection(run),
    calendarSection(run),
    breakdownSection(run),
    figuresSection(run),
    tradeCharts(run, price.show),
    tradesSection(run, price.show),
    decisionsSection(run, decide),
    costsSection(run),
    dataSection(run),
    setupSection(run),
  ]);
};

const factsOf = ({ report, tokens, strategies }: ReportPage): readonly string[] => {
  const { data, config } = report;
  const few = tokens.slice(0, 3).map(({ instrument }) => instrument);
  const more = tokens.length - few.length;
  return [
    data.from === null || data.to === null ? 'no ticks' : spanText(data.from, data.to),
    more > 0 ? `${few.join(', ')} and ${countText(more)} more` : few.join(', '),
    strategies.length === 1 ? '1 strategy' : `${countText(strategies.length)} strategies`,
    `${rupeesText(config.capital, 0)} capital`,
  ];
};

const spanText = (from: string, to: string): string =>
  from.slice(0, 10) === to.slice(0, 10)
    ? `${from.slice(0, 10)}, ${from.slice(11, 16)} to ${to.slice(11, 16)} IST`
    : `${from.slice(0, 10)} to ${to.slice(0, 10)}`;

pageData<ReportPage>().then(show).catch(showFailure);
