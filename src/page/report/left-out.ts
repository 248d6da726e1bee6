import { h } from '../shell/element.js';
import { countText } from '../shell/figure-text.js';

/** Says so where the page has only the first rows; undefined where it has all. */
export const leftOut = (
  of: string,
  { length, count }: { readonly length: number; readonly count: number },
  file: string,
): HTMLElement | undefined =>
  length >= count
    ? undefined
    : h(
        'p',
        { class: 'notice', role: 'note' },
        `The first ${countText(length)} of ${countText(count)} ${of} are here; ${file} of a run with --out has all.`,
      );
