import { open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SegmentLine } from '../../codec/recording/segment-line.js';
import { syncFolder } from './appended-file.js';
import { SESSION_FILES } from './session-files.js';

/** The whole segments of a session's folder, in the order in which they became whole. */
export const segmentLines = async (folder: string): Promise<readonly SegmentLine[]> => {
  const text = await readFile(journalOf(folder), 'utf8').catch(noneYet);
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap(lineOf);
};

/** Adds a segment and waits until that is on the disk. */
export const addSegmentLine = async (folder: string, line: SegmentLine): Promise<void> => {
  const file = await open(journalOf(folder), 'a');
  try {
    await file.appendFile(`${JSON.stringify(line)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(journalOf(folder)));
};

const journalOf = (folder: string): string => join(folder, SESSION_FILES.segments);

const noneYet = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
  throw error;
};

/** A line that says nothing was torn; its segment is found missing here and is added again. */
const lineOf = (text: string): readonly SegmentLine[] => {
  if (text === '') return [];
  try {
    const json: unknown = JSON.parse(text);
    return SegmentLine.is(json) ? [json] : [];
  } catch {
    return [];
  }
};
