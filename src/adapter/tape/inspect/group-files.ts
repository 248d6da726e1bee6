import { dirname } from 'node:path';
import type { OpenedFile } from '../opened-file.js';

/** Files that are read alike, in the order of their first rows, which are inspected as one. */
export interface FileGroup {
  /** The file, or the pattern that all of them fit and how many there are. */
  readonly name: string;
  readonly files: readonly OpenedFile[];
}

/** So many files in one folder that are alike are more than anyone wants to read about one by one. */
const MANY = 5;

/** Puts files together that are many in one folder and alike: format, columns, what they mean, length of bars. */
export const groupFiles = (files: readonly OpenedFile[]): readonly FileGroup[] => {
  const alike = new Map<string, OpenedFile[]>();
  for (const file of files) {
    const key = [folderOf(file), file.file.format, file.file.mapping, file.intervalMs].join('\n');
    const others = alike.get(key);
    if (others === undefined) alike.set(key, [file]);
    else others.push(file);
  }
  return [...alike.values()].flatMap((group) =>
    group.length < MANY
      ? group.map((file) => ({ name: `${file.file.path}${legOf(file)}`, files: [file] }))
      : [
          {
            name: `${patternOf(group.map(({ file }) => file.path))} (${group.length} files)${legOf(group[0])}`,
            files: inTime(group),
          },
        ],
  );
};

/** Of an entry its archive; `key=value` folders are one with their neighbours. */
const folderOf = ({ plan: { source } }: OpenedFile): string =>
  source.entry === undefined
    ? dirname(source.path)
        .split('/')
        .map((folder) => folder.replace(/=.*$/, '='))
        .join('/')
    : source.path;

/** A chain is read as two legs of the same rows. */
const legOf = (file: OpenedFile | undefined): string => {
  if (file?.file.shape !== 'option chain') return '';
  const { optionType } = file.plan.reading.contract;
  return optionType === undefined ? '' : optionType === 'CE' ? ', calls' : ', puts';
};

const inTime = (files: readonly OpenedFile[]): readonly OpenedFile[] =>
  [...files].sort((a, b) => a.probe.firstAt - b.probe.firstAt);

/** What all names begin and end with, and a star between. */
const patternOf = (names: readonly string[]): string => {
  const [first = ''] = names;
  let start = 0;
  while (start < first.length && names.every((name) => name[start] === first[start])) start += 1;
  let end = 0;
  while (names.every((name) => end < name.length - start && name.at(-1 - end) === first.at(-1 - end)))
    end += 1;
  return `${first.slice(0, start)}*${end === 0 ? '' : first.slice(-end)}`;
};
