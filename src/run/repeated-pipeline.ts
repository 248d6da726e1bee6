import { ROW } from '../adapter/journal/journal-row.js';
import type { RecordedSession } from '../adapter/recording/read-session.js';
import type { Pipeline } from '../operator/pipeline.js';
import { type Concluded, journaledStrategies } from './journaled-strategies.js';
import type { SecondLife } from './second-life.js';

/** The event at which the strategies of a session began again for the last time; undefined where they never did. */
export const restartedAt = ({ journal }: Pick<RecordedSession, 'journal'>): number | undefined =>
  journal.rowsWhere(
    `kind = '${ROW.input}' and json_extract(body, '$.event') = 'Restarted' order by n desc limit 1`,
  )[0]?.seq ?? undefined;

/**
 * `pipeline` as it repeats a recorded session, in one run: where its strategies began again, what they decided before
 * is taken from the journal, since it was other code that did. `note` is told so.
 */
export const repeatedPipeline = (
  pipeline: Pipeline,
  session: Pick<RecordedSession, 'journal'>,
  note: (line: string) => void = () => undefined,
): Pipeline => {
  const restart = restartedAt(session);
  if (restart === undefined) return pipeline;
  note(`strategies began again at entry ${restart}: what they decided before is taken as it was recorded`);
  return journaledStrategies(pipeline, concludedIn(session), (seq) => seq < restart);
};

/** `pipeline` as a session goes on with it: as {@link repeatedPipeline}, or with strategies that begin again there. */
export const resumedPipeline = (
  pipeline: Pipeline,
  session: Pick<RecordedSession, 'journal'>,
  second: SecondLife,
): Pipeline =>
  second.restarts
    ? journaledStrategies(pipeline, concludedIn(session), (seq) => second.covers(seq))
    : repeatedPipeline(pipeline, session);

const concludedIn = ({ journal }: Pick<RecordedSession, 'journal'>): readonly Concluded[] =>
  journal
    .rowsWhere(`kind in ('Decision', 'StrategyFailed', 'Plotted') order by n`)
    .map(({ body }) => JSON.parse(body ?? '') as Concluded); // as it was written
