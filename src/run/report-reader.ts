import { join } from 'node:path';
import { checkReportPage, reportPageWriter } from '../adapter/page/report-page-writer.js';
import { allWriters } from '../adapter/report/all-writers.js';
import { lenientWriter } from '../adapter/report/lenient-writer.js';
import { reportWriter } from '../adapter/report/report-writer.js';
import { capitalShares } from '../domain/capital-shares.js';
import type { Hurdles } from '../domain/hurdles.js';
import { fullMargin, type MarginModel } from '../domain/margin.js';
import { inRupees, NO_MONEY } from '../domain/money.js';
import type { RiskRule } from '../domain/risk-rule.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { NotesOf } from '../report/charge-log.js';
import { PageFold } from '../report/page/page-fold.js';
import { ReportFold } from '../report/report-fold.js';
import { reportOf, type RunFacts } from '../report/report-of.js';
import { noRows } from '../report/report-sink.js';
import type { Report } from '../report/report.js';
import type { RunResult } from '../report/run-result.js';
import type { RunStanding } from '../report/run-standing.js';
import type { Reader } from './read-entries.js';
import { withinMargin } from '../risk/within-margin.js';
import { VERSION } from './version.js';

/** Folds a run into its report. */
export interface ReportReader {
  readonly read: Reader;
  /** How the run stands after the entries so far. */
  standing(): RunStanding;
  /** What the run came to, its last rows written. Once, after the last entry. */
  result(): RunResult;
  /** The report of `result`; its files are whole after this. */
  finish(
    result: RunResult,
    facts: Pick<RunFacts, 'files' | 'rows' | 'skipped'>,
    settings: Settings,
    models: readonly string[],
  ): Report;
  /** Closes the files of a run that failed, without a report; does nothing after `finish`. */
  close(): void;
}

/** What else shaped the run, for the report. */
type Settings = RunFacts['config']['settings'];

/** Where the files of a report go. */
export interface ReportPlaces {
  /** Folder for `report.json` and the rows; undefined for none. */
  readonly out: string | undefined;
  /** File of the page; undefined for none. */
  readonly html: string | undefined;
}

/** No files. */
export const NOWHERE: ReportPlaces = { out: undefined, html: undefined };

/** The page is `report.html` in the folder `out`, unless another file is named. */
export const reportPlaces = (
  out: string | undefined,
  html = out === undefined ? undefined : join(out, 'report.html'),
): ReportPlaces => ({ out, html });

/**
 * Rows go to files in `out` as they become final, and the page is written at the end. Throws as `reportWriter` and
 * `reportPageWriter` do, and leaves then what an earlier run wrote. What goes wrong with a file later is told to
 * `failed` and ends the writing; without it, it is thrown.
 */
export const reportReader = (
  pipeline: Pipeline,
  { out, html }: ReportPlaces,
  notesOf: NotesOf | undefined,
  failed?: (error: unknown) => void,
): ReportReader => {
  const { name, capital, instruments, bindings, risk, margin, squareOff, hurdles } = pipeline;
  const strategies = capitalShares(capital, bindings);
  if (html !== undefined) checkReportPage(html);
  const files = out === undefined ? undefined : reportWriter(out, [...strategies.keys()]);
  const frame = {
    ...{ pipeline: name, capital, instruments, strategies, hurdles, notesOf },
    margin: margin ?? fullMargin,
  };
  const pageFold = html === undefined ? undefined : new PageFold(frame);
  const page = html === undefined || pageFold === undefined ? undefined : reportPageWriter(html, pageFold);
  const writers = [files, page]
    .filter((writer) => writer !== undefined)
    .map((writer) => (failed === undefined ? writer : lenientWriter(writer, failed)));
  const writer = writers.length === 0 ? undefined : allWriters(writers);
  const fold = new ReportFold(frame, writer ?? noRows);
  return {
    read: (entry) => {
      fold.take(entry);
      pageFold?.take(entry);
    },
    standing: () => fold.standing(),
    result: () => fold.result(),
    finish: (result, facts, settings, models) => {
      const report = reportOf(result, {
        rxtape: VERSION,
        config: {
          strategies: bindings.map((binding) => ({
            name: binding.name,
            capital: inRupees(strategies.get(binding.name) ?? NO_MONEY),
            config: binding.config,
          })),
          risk: risk.map((rule) => rule.name),
          settings: {
            ...settings,
            margin: (margin ?? fullMargin).name,
            squareOff: squareOff?.name ?? 'never',
            ...(hurdles === undefined ? {} : { hurdles }),
          },
          models: [
            ...models,
            marginText(margin ?? fullMargin, risk),
            `square-off ${squareOff?.name ?? 'never'}`,
            ...(hurdles === undefined ? [] : [hurdlesText(hurdles)]),
          ],
        },
        ...facts,
      });
      writer?.finish(report);
      return report;
    },
    close: () => {
      writer?.close();
    },
  };
};

const hurdlesText = ({ riskFree, least, sessionsPerYear }: Hurdles): string =>
  `hurdles: risk-free ${riskFree}, least return ${least} a year of ${sessionsPerYear} sessions`;

/** Without the rule, margin is told and holds nobody back. */
const marginText = ({ name }: MarginModel, risk: readonly RiskRule[]): string =>
  risk.some((rule) => rule.name === withinMargin().name) ? `margin ${name}` : `margin ${name}, not enforced`;
