import { sessionDayOf } from '../../../domain/session.js';
import { type EpochMs, epochMs } from '../../../domain/time.js';
import type { SharedTape } from './shared-tape.js';

/** When the messages of each session of `tape` begin and end, in their order. */
export const sessionSpans = ({
  pieces,
}: SharedTape): readonly { readonly firstAt: EpochMs; readonly lastAt: EpochMs }[] => {
  const spans: { readonly firstAt: EpochMs; lastAt: EpochMs }[] = [];
  let day = NaN;
  for (const { at, count } of pieces) {
    for (let i = 0; i < count; i += 1) {
      const moment = epochMs(at[i] ?? NaN);
      const latest = spans.at(-1);
      if (latest !== undefined && sessionDayOf(moment) === day) latest.lastAt = moment;
      else {
        day = sessionDayOf(moment);
        spans.push({ firstAt: moment, lastAt: moment });
      }
    }
  }
  return spans;
};
