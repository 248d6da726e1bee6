import type { SweepPage } from '../../report/sweep/sweep-page.js';
import { h } from '../shell/element.js';
import type { Section } from '../shell/frame.js';

/** What would have to be the same for rows to come out the same. */
export const setupSection = ({ setup, bestDigest }: SweepPage): Section => ({
  id: 'setup',
  title: 'Setup',
  lead: 'What every row has in common; with its settings it is enough to get a row again.',
  content: [
    h(
      'dl',
      { class: 'facts-list' },
      ...[
        ...Object.entries(setup),
        ...(bestDigest === null ? [] : [['digest of the best row', bestDigest]]),
      ].flatMap(([name = '', value = '']) => [h('dt', {}, name), h('dd', {}, h('code', {}, value))]),
    ),
  ],
});
