import type { SweepPage } from '../../report/sweep/sweep-page.js';
import { figuresTable } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';

/** Rows that are shown. */
const MOST = 200;

/** Combinations that failed, with what was wrong. */
export const failedSection = ({ failed }: SweepPage): Section => ({
  id: 'failed',
  title: 'Failed',
  lead: failed.length > MOST ? `The first ${MOST} of ${failed.length}; all are in results.csv.` : undefined,
  content: [
    figuresTable(
      'Combinations that failed',
      [
        { title: 'Settings', cell: ({ settings }) => settings, isText: true },
        { title: 'What was wrong', cell: ({ error }) => error, isText: true },
      ],
      failed.slice(0, MOST),
    ),
  ],
});
