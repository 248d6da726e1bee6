import '../style/page.css';
import type { ReportPage } from '../../report/page/report-page.js';
import { showFailure, showPage } from '../shell/frame.js';
import { pageData } from '../shell/page-data.js';
import { summary } from './summary.js';

const show = ({ report }: ReportPage): void => {
  const { data, pipeline } = report;
  const tokens = data.tokens.map(({ instrument }) => instrument).join(', ');
  const span = data.from === null || data.to === null ? 'no ticks' : spanText(data.from, data.to);
  showPage({ title: pipeline, facts: [tokens, span] }, [summary(report)]);
};

const spanText = (from: string, to: string): string =>
  from.slice(0, 10) === to.slice(0, 10)
    ? `${from.slice(0, 10)}, ${from.slice(11, 16)} to ${to.slice(11, 16)} IST`
    : `${from.slice(0, 10)} to ${to.slice(0, 10)}`;

pageData<ReportPage>().then(show).catch(showFailure);
