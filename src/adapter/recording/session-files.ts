import { join } from 'node:path';
import { istTextOf, type SessionDay, startOfSession } from '../../domain/session.js';
import type { EpochMs } from '../../domain/time.js';
import { JOURNAL_FILE } from '../journal/open-journal.js';

/** The files of a session's folder. Only its Parquet segments have names of tapes. */
export const SESSION_FILES = {
  journal: JOURNAL_FILE,
  lock: 'session.lock',
} as const;

/** Behind the name of a file that is not whole yet. */
export const PART = '.part';

/**
 * The name of a part of a session's ticks, of one day in India; `number` counts through the session, from 1.
 * `2026-11-22_000003`: in the order of the names is in the order of time.
 */
export const segmentName = (day: SessionDay, number: number): string =>
  `${istTextOf(startOfSession(day)).slice(0, 10)}_${String(number).padStart(6, '0')}`;

/** Which one of the session's segments `name` is, from 1. */
export const segmentNumber = (name: string): number => Number(name.slice(name.indexOf('_') + 1));

/** The journal of a session. */
export const journalPath = (folder: string): string => join(folder, SESSION_FILES.journal);

/** Where the ticks of a segment lie when it is over. */
export const parquetPath = (folder: string, segment: string): string => join(folder, `${segment}.parquet`);

/** `2026-11-22_091500-paper-momentum`, by the session's own clock. */
export const folderNameOf = (startAt: EpochMs, kind: string, name: string): string => {
  const [date = '', time = ''] = istTextOf(startAt).slice(0, 19).split('T');
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  return `${date}_${time.replaceAll(':', '')}-${kind}${plain === kind ? '' : `-${plain}`}`;
};
