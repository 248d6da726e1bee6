import { countText, wholeText } from '../../domain/count-text.js';
import { istTextOf } from '../../domain/session.js';
import type { JournalCheck, JournalSummary } from '../../report/journal-summary.js';
import { plainTable } from './plain-table.js';

/** What a journal holds, for a terminal. */
export const journalText = (summary: JournalSummary): string => {
  const { path, bytes, schema, session, ended, rows, head, kinds, ticks, segments, orders } = summary;
  return [
    path,
    `session   ${session.kind === 'record' ? 'a recording' : `${session.kind} session of ${session.name}`}, from ${istTextOf(session.startAt)}, ${session.feed}; ended: ${ended}`,
    `written   by rxtape ${session.rxtape}, schema ${schema}, ${(bytes / 1e6).toFixed(1)} MB`,
    `ticks     ${wholeText(ticks)}, ${countText(segments, 'segment')} of Parquet`,
    `orders    ${wholeText(orders.decided)} decided, ${wholeText(orders.sent)} sent, ${wholeText(orders.filled)} executed in ${countText(orders.fills, 'fill')}`,
    `head      row ${rows}, ${head}`,
    '',
    plainTable(
      ['rows', 'kind'],
      Object.entries(kinds).map(([kind, of]) => [wholeText(of), kind]),
      [1],
    ),
  ].join('\n');
};

/** What a check found, for a terminal. */
export const journalCheckText = ({ path, rows, head, segments, fault }: JournalCheck): string =>
  fault === null
    ? `${path}: whole\nchain     ${wholeText(rows)} rows, each behind the one that it was written behind\nsegments  ${wholeText(segments)}, each as it was recorded\nhead      ${head}`
    : `CHANGED   ${fault}`;
