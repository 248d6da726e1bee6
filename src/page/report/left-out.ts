import { h } from '../shell/element.js';
import { countText } from '../shell/figure-text.js';

/** Says so where the page has only the first rows; undefined where it has all. */
export const leftOut = (of: string, kept: number, count: number, file: string): HTMLElement | undefined =>
  kept >= count
    ? undefined
    : h(
        'p',
        { class: 'notice', role: 'note' },
        `The first ${countText(kept)} of ${countText(count)} ${of} are here; ${file} of a run with --out has all.`,
      );
