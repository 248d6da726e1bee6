import { h } from './element.js';

/** A figure that stands for itself. */
export interface Card {
  readonly label: string;
  readonly value: string;
  /** In small print below it. */
  readonly note?: string | undefined;
  /** Colours it as a profit or a loss. */
  readonly tone?: 'gain' | 'loss' | undefined;
  /** What it is, on hover and for screen readers. */
  readonly title?: string | undefined;
}

/** Figures side by side. */
export const cards = (list: readonly Card[]): HTMLElement =>
  h(
    'dl',
    { class: 'cards' },
    ...list.map(({ label, value, note, tone, title }) =>
      h(
        'div',
        { class: 'card', title },
        h('dt', {}, label),
        h('dd', { class: tone === undefined ? 'value' : `value ${tone}` }, value),
        note === undefined ? undefined : h('dd', { class: 'note' }, note),
      ),
    ),
  );

/** The tone of a profit or loss; none for zero and for no figure. */
export const toneOf = (value: number | null | undefined): 'gain' | 'loss' | undefined =>
  value === null || value === undefined || value === 0 ? undefined : value > 0 ? 'gain' : 'loss';
