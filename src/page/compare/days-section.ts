import type { ComparedPair, Comparison } from '../../report/compare/comparison.js';
import { h } from '../shell/element.js';
import { countText, decimalText, percentText } from '../shell/figure-text.js';
import { type Column, figuresTable } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';

const COLUMNS: readonly Column<ComparedPair>[] = [
  { title: 'First', cell: ({ first }) => first, isText: true },
  { title: 'Second', cell: ({ second }) => second, isText: true },
  { title: 'Days in common', cell: ({ days }) => countText(days) },
  { title: 'Correlation', cell: ({ correlation }) => decimalText(correlation, 3) },
  { title: 'Mean difference', cell: ({ meanDifference }) => percentText(meanDifference, 4) },
  { title: 't', cell: ({ t }) => decimalText(t, 2) },
  { title: 'p', cell: ({ p }) => decimalText(p, 4) },
];

/** What the daily returns of every two runs say, and what else is not the same about them. */
export const daysSection = ({ pairs }: Comparison): Section => ({
  id: 'days',
  title: 'Daily returns',
  lead: 'First less second, on the sessions that both have; p is how likely chance alone makes as large a difference.',
  content: [
    figuresTable('Daily returns of every two runs', COLUMNS, pairs),
    ...pairs.map((pair) =>
      h(
        'div',
        { class: 'panel' },
        h('p', {}, pair.says),
        h('ul', {}, ...notAlike(pair).map((line) => h('li', {}, `Not alike, ${line}`))),
      ),
    ),
  ],
});

const notAlike = ({ first, second, onlyFirst, onlySecond, unlike }: ComparedPair): readonly string[] => [
  ...(onlyFirst + onlySecond === 0
    ? []
    : [`sessions: ${onlyFirst} of ${first} alone, ${onlySecond} of ${second} alone, left out above`]),
  ...unlike,
];
