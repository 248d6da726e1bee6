import type { SweepPage } from '../../report/sweep/sweep-page.js';
import { h } from '../shell/element.js';
import { nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import { heatMap } from './heat-map.js';
import { lines } from './lines.js';
import { parallel } from './parallel.js';

/** The objective over the parameters: a curve of one, a map of two, parallel axes of more. */
export const landscapeSection = (page: SweepPage): Section => {
  const { figure, isLeast } = page.objective;
  return {
    id: 'landscape',
    title: `${figure} over the settings`,
    lead: `A ${isLeast ? 'hollow' : 'plateau'} is worth more than a ${isLeast ? 'pit' : 'peak'} that stands alone.`,
    content: [h('div', { class: 'panel' }, chartOf(page))],
  };
};

const chartOf = (page: SweepPage): HTMLElement => {
  const known = page.rows.filter(({ objective }) => objective !== null);
  if (known.length === 0) return nothing(`No row has a ${page.objective.figure}.`);
  if (page.parameters.length === 1) return lines(page, known);
  return page.parameters.length === 2 ? heatMap(page, known) : parallel(page, known);
};
