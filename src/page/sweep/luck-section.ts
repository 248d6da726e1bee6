import type { SweepPage } from '../../report/sweep/sweep-page.js';
import { cards } from '../shell/cards.js';
import { h } from '../shell/element.js';
import { countText, decimalText, percentText } from '../shell/figure-text.js';
import type { Section } from '../shell/frame.js';

/** Whether the best row is likely luck, and the figures that say so. */
export const luckSection = ({ text, luck }: SweepPage): Section => {
  const { overfitting } = luck;
  return {
    id: 'luck',
    title: text.verdict,
    lead: text.counts,
    content: [
      h('ul', {}, ...text.reasons.map((reason) => h('li', {}, reason))),
      cards([
        { label: 'Combinations tried', value: countText(luck.trials), note: 'ever, in this folder' },
        {
          label: 'Sharpe ratio',
          value: decimalText(luck.sharpe, 3),
          note: luck.sharpe === null ? undefined : `a period, of ${countText(luck.periods)}`,
        },
        { label: 'By luck alone', value: decimalText(luck.luckySharpe, 3), note: 'the best of so many' },
        { label: 'Deflated Sharpe ratio', value: decimalText(luck.dsr, 3), note: 'above 0.95 passes' },
        {
          label: 'Probability of overfitting',
          value: decimalText(overfitting?.pbo, 2),
          note: 'below 0.5 passes',
        },
        { label: 'Loss out of sample', value: percentText(overfitting?.lossProbability, 0) },
        {
          label: 'Slope out of sample',
          value: decimalText(overfitting?.regression?.slope, 2),
          note: 'of Sharpe ratios on those in sample',
        },
      ]),
    ],
  };
};
