import type { PageDetailed } from '../../report/page/report-page.js';
import { countText } from '../shell/figure-text.js';

/** Of which decisions the page can tell what they were made of; undefined where it is all. */
export const keptText = ({ executed, others }: PageDetailed): string | undefined => {
  if (executed.kept === executed.count && others.kept === others.count) return undefined;
  const parts = [partText(executed, 'orders that executed'), partText(others, 'others')];
  return `What a strategy saw and its state are kept of ${parts.join(' and ')}; decisions.ndjson of a run with --out has all.`;
};

const partText = ({ kept, count }: PageDetailed['executed'], what: string): string =>
  kept === count
    ? `all ${countText(count)} ${what}`
    : `${countText(kept)} of the ${countText(count)} ${what}, evenly spread`;
