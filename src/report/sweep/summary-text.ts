import { countText, wholeText } from '../../domain/count-text.js';
import type { Verdict } from '../overfit/verdict.js';
import type { SummarisedRow, SweepSummary } from './sweep-summary.js';

/** What a sweep came to in sentences: the same on a console and on a page. */
export interface SummaryText {
  /** How many rows there are, and what became of them. */
  readonly counts: string;
  /** Whether the best row is luck. */
  readonly verdict: string;
  /** Why, a sentence each; what stands around the best row at the end. */
  readonly reasons: readonly string[];
}

/** Of a sweep whose objective is `figure`. */
export const summaryText = <Row extends SummarisedRow>(
  { counts, best, luck }: SweepSummary<Row>,
  figure: string,
): SummaryText => {
  const [first] = best;
  return {
    counts:
      `${rowsText(counts)}: ${wholeText(best.length)} ranked by ${figure}, ` +
      `${wholeText(counts.outside)} outside the constraints, ${wholeText(counts.unranked)} without ${figure}, ` +
      `${wholeText(counts.failed)} failed`,
    verdict: first === undefined ? 'There is no best row' : `The best row is ${VERDICTS[luck.verdict]}`,
    reasons:
      first === undefined
        ? [nothingText(counts.unranked, figure)]
        : [...luck.reasons, neighbourText(first.neighbourhood)],
  };
};

const rowsText = ({ rows, missing }: SweepSummary<SummarisedRow>['counts']): string =>
  missing === 0
    ? countText(rows, 'combination')
    : `UNFINISHED, ${wholeText(rows)} of ${countText(rows + missing, 'combination')}`;

const VERDICTS: Readonly<Record<Verdict, string>> = {
  'likely luck': 'LIKELY LUCK',
  'not likely luck': 'not likely luck',
  'cannot tell': 'not to be judged',
};

const nothingText = (unranked: number, figure: string): string =>
  unranked > 0
    ? `none has a ${figure}: it may take more sessions; --objective netPnl ranks any`
    : 'none is left to be the best';

const neighbourText = ({
  neighbours,
  asGood,
}: SweepSummary<SummarisedRow>['neighbourhoods'][number]): string => {
  if (neighbours === 0) return 'no other row is a step away from it: whether it stands alone is not known';
  const around = `${countText(neighbours, 'row is', 'rows are')} a step away from it`;
  return asGood === null
    ? around
    : `${around}, ${wholeText(Math.round(asGood * neighbours))} at least half as good`;
};
