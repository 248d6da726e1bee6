import { lengthText } from '../../domain/length-text.js';
import { SECOND_MS } from '../../domain/time.js';

/** How long the rest takes at the pace of `seconds` for `share` of it: `3 min 20 s`; `-` where nothing is done yet. */
export const leftText = (seconds: number, share: number): string =>
  share === 0
    ? '-'
    : share === 1
      ? '0 s'
      : lengthText(Math.ceil((seconds * (1 - share)) / share) * SECOND_MS);
