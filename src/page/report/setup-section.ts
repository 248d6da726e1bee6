import { h } from '../shell/element.js';
import { rupeesText } from '../shell/figure-text.js';
import { figuresTable } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import type { Run } from './run.js';

/** What would have to be the same for the run to come out the same. */
export const setupSection = ({ page: { report } }: Run): Section => {
  const { config, pipeline, rxtape, digest } = report;
  return {
    id: 'setup',
    title: 'Setup',
    content: [
      figuresTable(
        'Strategies and their settings',
        [
          { title: 'Strategy', cell: ({ name }) => name, isText: true },
          { title: 'Capital', cell: ({ capital }) => rupeesText(capital) },
          { title: 'Settings', cell: (one) => h('code', {}, JSON.stringify(one.config)), isText: true },
        ],
        config.strategies,
      ),
      h('h3', {}, 'Models and rules'),
      h('ul', { class: 'plain' }, ...config.models.map((line) => h('li', {}, line))),
      h('p', {}, config.risk.length === 0 ? 'No risk rules.' : `Risk rules: ${config.risk.join(', ')}.`),
      h(
        'details',
        { class: 'panel' },
        h('summary', {}, 'All settings'),
        h('pre', {}, JSON.stringify(config.settings, null, 2)),
      ),
      h(
        'dl',
        { class: 'facts-list' },
        ...[
          ['Pipeline', pipeline],
          ['Capital', rupeesText(config.capital)],
          ['rxtape', rxtape],
          ['Digest', digest],
        ].flatMap(([name = '', value = '']) => [h('dt', {}, name), h('dd', {}, h('code', {}, value))]),
      ),
    ],
  };
};
