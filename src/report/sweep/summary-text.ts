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
    counts: [
      `${rowsText(counts)}: ${wholeText(best.length)} ranked by ${figure}`,
      ...partText(counts.outside, 'outside the constraints'),
      ...partText(counts.unranked, `without ${figure}`),
      ...partText(counts.failed, 'failed'),
    ].join(', '),
    verdict: first === undefined ? 'There is no best row' : `The best row is ${VERDICTS[luck.verdict]}`,
    reasons:
      first === undefined
        ? [nothingText(counts, figure)]
        : [...lossText(first.row), ...luck.reasons, neighbourText(first.neighbourhood)],
  };
};

const partText = (count: number, what: string): readonly string[] =>
  count === 0 ? [] : [`${wholeText(count)} ${what}`];

const rowsText = ({ rows, missing }: SweepSummary<SummarisedRow>['counts']): string =>
  missing === 0
    ? countText(rows, 'combination')
    : `UNFINISHED, ${wholeText(rows)} of ${countText(rows + missing, 'combination')}`;

const VERDICTS: Readonly<Record<Verdict, string>> = {
  'likely luck': 'LIKELY LUCK',
  'not likely luck': 'not likely luck',
  'cannot tell': 'not to be judged',
};

const nothingText = (
  { rows, outside, unranked, failed }: SweepSummary<SummarisedRow>['counts'],
  figure: string,
): string => {
  if (unranked > 0)
    return `none has a ${figure}, which may take more sessions or trades; another --objective ranks the same rows, and nothing runs again`;
  if (failed === rows) return 'all of them failed';
  return failed > 0 && outside > 0
    ? 'those that did not fail are outside the constraints'
    : 'none is within the constraints';
};

/** The best of many can be a loss. */
const lossText = ({ result }: SummarisedRow): readonly string[] => {
  const net = result?.figures['netPnl'] ?? 0;
  return net < 0 ? [`it is a loss all the same, of ${countText(Math.round(-net), 'rupee')}`] : [];
};

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
