import type { SweepPage } from '../../report/sweep/sweep-page.js';
import type { ToldWalk, ToldWindow } from '../../report/sweep/told-walk.js';
import { cards, toneOf } from '../shell/cards.js';
import { h } from '../shell/element.js';
import { countText, percentText, profitText } from '../shell/figure-text.js';
import { figuresTable } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import { figureLook } from './figure-look.js';
import { shortNames } from './short-names.js';
import { valueText } from './values.js';
import { samplesChart, windowsChart } from './walk-charts.js';

/** What came of choosing anew from time to time: each window, and every row in and out of sample. */
export const walkSection = (page: SweepPage, walked: ToldWalk): Section => ({
  id: 'walk',
  title: 'Walk forward',
  lead: 'The row that was best in sample is held out of sample, on sessions that it was not chosen on; then it is chosen anew.',
  content: [
    cards(cardsOf(page, walked)),
    h(
      'div',
      { class: 'pair' },
      panel('Windows', `${page.objective.figure} of the chosen row.`, windowsChart(page, walked)),
      panel(
        'Every row',
        'Means of its own over the windows. Without a slope, what was best in sample says nothing of what comes.',
        samplesChart(page),
      ),
    ),
    windowsTable(page, walked),
  ],
});

const panel = (title: string, lead: string, chart: HTMLElement): HTMLElement =>
  h('div', { class: 'panel' }, h('h3', {}, title), h('p', { class: 'lead' }, lead), chart);

const cardsOf = ({ objective: { figure } }: SweepPage, walked: ToldWalk) => {
  const { windows, netPnl, gaining, inSample, outOfSample, sessionsLeftOver } = walked;
  const { text } = figureLook(figure);
  return [
    {
      label: 'Net P&L out of sample',
      value: profitText(netPnl),
      tone: toneOf(netPnl),
      note: 'of what was chosen',
    },
    {
      label: 'Windows that gained',
      value: percentText(gaining, 0),
      note: `of ${countText(windows.length)}; left over at the end: ${countText(sessionsLeftOver)} sessions`,
    },
    { label: `${figure} in sample`, value: text(inSample), note: 'of the chosen, mean' },
    { label: `${figure} out of sample`, value: text(outOfSample), note: 'of the chosen, mean' },
  ];
};

const windowsTable = (
  { parameters, objective: { figure } }: SweepPage,
  { windows }: ToldWalk,
): HTMLElement => {
  const names = shortNames(parameters);
  const { text } = figureLook(figure);
  const settings = ({ chosen }: ToldWindow): string =>
    chosen === null
      ? 'none'
      : parameters.map((name, i) => `${names[i] ?? name} ${valueText(chosen[name])}`).join(', ');
  return figuresTable(
    'Windows of the walk forward',
    [
      { title: 'In sample', cell: ({ inSample }) => inSample.join(' to '), isText: true },
      { title: 'Out of sample', cell: ({ outOfSample }) => outOfSample.join(' to '), isText: true },
      { title: 'Chosen', cell: settings, isText: true },
      { title: `${figure} in sample`, cell: ({ objective }) => text(objective.inSample) },
      { title: `${figure} out of sample`, cell: ({ objective }) => text(objective.outOfSample) },
      {
        title: 'Net P&L out of sample',
        cell: ({ netPnl }) => profitText(netPnl),
        tone: ({ netPnl }) => toneOf(netPnl),
      },
    ],
    windows,
  );
};
