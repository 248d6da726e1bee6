import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { journalPath } from '../adapter/recording/session-files.js';
import { readReport } from '../adapter/report/read-report.js';
import { DataError, UsageError } from '../domain/failure.js';
import type { Log } from '../port/log.js';
import {
  type Comparison,
  comparisonOf,
  type NamedRun,
  sessionsInCommon,
} from '../report/compare/comparison.js';
import type { Report } from '../report/report.js';
import { recordedReport } from './recorded-run.js';

export interface CompareOptions {
  /** Runs the pipeline of a file; undefined where there is no data to run it on. */
  readonly run: ((path: string) => Promise<Report>) | undefined;
  readonly log: Log;
}

/** The comparison, with the reports that it is of. */
export interface Compared {
  readonly comparison: Comparison;
  readonly runs: readonly NamedRun[];
}

/**
 * Compares runs: of `sources` a pipeline's file is run, a folder with a `report.json` is read, and a recorded session
 * is replayed. Rejects with a UsageError for fewer than two sources, one that is given twice or is neither of these,
 * and a pipeline without data; with a DataError for a report that cannot be read and two runs without a session in
 * common; and as a run or a replay does.
 */
export const compare = async (
  sources: readonly string[],
  { run, log }: CompareOptions,
): Promise<Compared> => {
  requireDifferent(sources);
  requireData(sources, run !== undefined);
  const read: (readonly [source: string, report: Report])[] = [];
  for (const source of sources) read.push([source, await reportFrom(source, run, log)]);
  const names = namesOf(read);
  const runs = read.map(([source, report], i) => ({ name: names[i] ?? source, source, report }));
  requireOverlap(runs);
  return { comparison: comparisonOf(runs), runs };
};

const requireDifferent = (sources: readonly string[]): void => {
  if (sources.length < 2) throw new UsageError('two runs or more are compared, and one is given');
  for (const source of sources)
    if (!existsSync(source)) throw new UsageError(`${source}: is no folder of a run and no pipeline's file`);
  const places = sources.map((source) => realpathSync(folderOf(source)));
  const twice = sources.find((_, i) => places.indexOf(places[i] ?? '') !== i);
  if (twice !== undefined) throw new UsageError(`${twice}: is given twice`);
};

const requireData = (sources: readonly string[], hasData: boolean): void => {
  const pipeline = sources.find(isPipeline);
  if (pipeline !== undefined && !hasData)
    throw new UsageError(`${pipeline}: is a pipeline: --data says on what it is run`);
  if (pipeline === undefined && hasData)
    throw new UsageError('--data is given, and no pipeline to run on it');
};

const reportFrom = async (source: string, run: CompareOptions['run'], log: Log): Promise<Report> => {
  if (isPipeline(source) && run !== undefined) return run(source);
  const folder = folderOf(source);
  if (!existsSync(`${folder}/report.json`) && existsSync(journalPath(folder)))
    return recordedReport(folder, log);
  return readReport(folder);
};

const requireOverlap = (runs: readonly NamedRun[]): void => {
  for (const [i, first] of runs.entries())
    for (const second of runs.slice(i + 1))
      if (sessionsInCommon(daysOf(first), daysOf(second)) === 0)
        throw new DataError(
          `${first.name} (${spanText(first)}) and ${second.name} (${spanText(second)}) have no session in common`,
        );
};

const daysOf = ({ report }: NamedRun) => report.performance.daily;

const spanText = (run: NamedRun): string =>
  `${daysOf(run)[0]?.date ?? 'no session'} to ${daysOf(run).at(-1)?.date ?? 'no session'}`;

const PIPELINES = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

const isPipeline = (source: string): boolean =>
  PIPELINES.includes(extname(source)) && statSync(source).isFile();

/** A `report.json` stands for its folder. */
const folderOf = (source: string): string => (basename(source) === 'report.json' ? dirname(source) : source);

/** The folder's or the file's name; with the folder above it where that is not enough to tell runs apart. */
const namesOf = (read: readonly (readonly [source: string, report: Report])[]): readonly string[] => {
  const short = read.map(([source]) => basename(folderOf(source), isPipeline(source) ? extname(source) : ''));
  return read.map(([source], i) => {
    const name = short[i] ?? source;
    const isAlone = short.filter((other) => other === name).length === 1;
    return isAlone ? name : isPipeline(source) ? source : folderOf(source);
  });
};
