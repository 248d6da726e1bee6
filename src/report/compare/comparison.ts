import type { DailyRow } from '../daily-rows.js';
import type { Performance } from '../performance.js';
import type { Report, ReportConfidence } from '../report.js';
import { conclusionText } from './conclusion-text.js';
import { FEWEST_DAYS, type PairedTest, pairedTest } from './paired-test.js';
import { unlike } from './unlike.js';

/** A run under the name that it is compared by. */
export interface NamedRun {
  readonly name: string;
  /** Where its report is from: a folder, or a pipeline's file that was run. */
  readonly source: string;
  readonly report: Report;
}

/** Runs side by side. Units are those of `report.json`. */
export interface Comparison {
  readonly runs: readonly ComparedReport[];
  /** Every two of them. */
  readonly pairs: readonly ComparedPair[];
  /** Fewer days in common allow no conclusion. */
  readonly fewestDays: number;
  /** A p below it is no chance: 0.05 shared out over the pairs, since of many one is soon below by chance (Bonferroni). */
  readonly level: number;
}

/** What is told of a run. */
export interface ComparedReport {
  readonly name: string;
  readonly source: string;
  readonly pipeline: string;
  readonly digest: string;
  readonly capital: number;
  /** Of the first and the last tick. */
  readonly from: string | null;
  readonly to: string | null;
  /** How many there were. */
  readonly sessions: number;
  readonly ticks: number;
  readonly performance: Performance;
  readonly confidence: ReportConfidence['all'];
  readonly curve: Report['curve'];
}

/** Two runs on the sessions that both have. */
export interface ComparedPair extends PairedTest {
  readonly first: string;
  readonly second: string;
  /** Sessions that only one of them has. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Digests are equal: they decided the same, and the same came of it. */
  readonly isSame: boolean;
  /** The conclusion as a sentence. */
  readonly says: string;
  /** What else is not the same about them, a line each. */
  readonly unlike: readonly string[];
}

const LEVEL = 0.05;

/** Compares every two of `runs`. */
export const comparisonOf = (runs: readonly NamedRun[]): Comparison => {
  const couples = runs.flatMap((first, i) => runs.slice(i + 1).map((second) => [first, second] as const));
  const level = LEVEL / couples.length;
  return {
    runs: runs.map(comparedReport),
    pairs: couples.map(([first, second]) => comparedPair(first, second, level)),
    fewestDays: FEWEST_DAYS,
    level,
  };
};

const comparedReport = ({ name, source, report }: NamedRun): ComparedReport => ({
  name,
  source,
  pipeline: report.pipeline,
  digest: report.digest,
  capital: report.config.capital,
  from: report.data.from,
  to: report.data.to,
  sessions: report.performance.daily.length,
  ticks: report.data.ticks,
  performance: report.performance,
  confidence: report.confidence.all,
  curve: report.curve,
});

const comparedPair = (first: NamedRun, second: NamedRun, level: number): ComparedPair => {
  const [a, b] = [first.report.performance.daily, second.report.performance.daily];
  const shared = sessionsInCommon(a, b);
  const test = pairedTest(a, b, level);
  const names = { first: first.name, second: second.name };
  const isSame = first.report.digest === second.report.digest;
  return {
    ...names,
    onlyFirst: a.length - shared,
    onlySecond: b.length - shared,
    ...test,
    isSame,
    says: conclusionText({ ...names, ...test, isSame }, level),
    unlike: unlike(first, second),
  };
};

/** How many sessions are of the same date. */
export const sessionsInCommon = (first: readonly DailyRow[], second: readonly DailyRow[]): number => {
  const dates = new Set(second.map(({ date }) => date));
  return first.filter(({ date }) => dates.has(date)).length;
};
