import { join } from 'node:path';
import { istTextOf, type SessionDay, startOfSession } from '../../domain/session.js';
import type { EpochMs } from '../../domain/time.js';

/** The files of a session's folder. Only its Parquet segments have names of tapes. */
export const SESSION_FILES = {
  header: 'session.json',
  end: 'session-end.json',
  inputs: 'inputs.journal',
  entries: 'entries.journal',
  segments: 'segments.journal',
  lock: 'session.lock',
} as const;

/** Behind the name of a file that is not whole yet. */
export const PART = '.part';

/** A part of a session's ticks, of one day in India; `number` counts through the session, from 1. */
export interface Segment {
  readonly day: SessionDay;
  readonly number: number;
}

/** `2026-11-22_000003`: in the order of the names is in the order of time. */
const stemOf = ({ day, number }: Segment): string =>
  `${istTextOf(startOfSession(day)).slice(0, 10)}_${String(number).padStart(6, '0')}`;

/** Where the ticks of a segment are written as they come: CSV of the project's own form. */
export const walPath = (folder: string, segment: Segment): string => join(folder, `${stemOf(segment)}.wal`);

/** Where the same ticks lie when the segment is over. */
export const parquetPath = (folder: string, segment: Segment): string =>
  join(folder, `${stemOf(segment)}.parquet`);

/** A segment as a folder lists it. */
export interface SegmentFile {
  /** Without what names its form. */
  readonly stem: string;
  readonly number: number;
  readonly isParquet: boolean;
}

/** What `name` says of a segment; undefined for another file. */
export const segmentFileOf = (name: string): SegmentFile | undefined => {
  const [, stem, number, form] = /^(\d{4}-\d\d-\d\d_(\d{6,}))\.(wal|parquet)$/.exec(name) ?? [];
  return stem === undefined ? undefined : { stem, number: Number(number), isParquet: form === 'parquet' };
};

/** `2026-11-22_091500-paper-momentum`, by the session's own clock. */
export const folderNameOf = (startAt: EpochMs, kind: string, name: string): string => {
  const [date = '', time = ''] = istTextOf(startAt).slice(0, 19).split('T');
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  return `${date}_${time.replaceAll(':', '')}-${kind}${plain === kind ? '' : `-${plain}`}`;
};
