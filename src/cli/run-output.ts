import { join } from 'node:path';
import { signalLine } from '../adapter/console/signal-line.js';
import { summaryTable } from '../adapter/console/summary-table.js';
import type { Token } from '../domain/token.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { Report } from '../report/report.js';
import { reportText } from '../report/report-text.js';
import { reportPlaces } from '../run/report-reader.js';
import type { Reader } from '../run/read-entries.js';
import { printSignals } from './print-signals.js';

/** How a run tells what it does and what it came to. */
export interface OutputOptions {
  readonly out?: string;
  /** Of a backtest: the page; `report.html` in `out` where it is left out. */
  readonly html?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** Prints the signals of a run: readable lines by `line` on a terminal, NDJSON on stdout when that is piped. */
export const signalReader = (
  { instruments }: Pipeline,
  { quiet, json }: OutputOptions,
  line: (text: string) => void,
): Reader => {
  if (quiet === true || json === true) return () => undefined;
  const nameOf = (token: Token): string => instruments.get(token)?.name ?? token;
  return process.stdout.isTTY
    ? printSignals(nameOf, signalLine, line)
    : printSignals(nameOf, JSON.stringify, stdoutLine);
};

export const stdoutLine = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/**
 * The result: report.json for machines; else the summary with `places` below it, out of the way of signals that
 * are piped.
 */
export const tellReport = (
  report: Report,
  { json, out, html }: OutputOptions,
  places: readonly string[] = [],
): void => {
  if (json === true) {
    process.stdout.write(reportText(report));
    return;
  }
  const { html: page } = reportPlaces(out, html);
  const place = [
    ...(out === undefined ? [] : [`Report: ${join(out, 'report.json')}`]),
    ...(page === undefined ? [] : [`Page:   ${page}`]),
  ];
  const text = `${[summaryTable(report), ...place, ...places].join('\n')}\n`;
  if (process.stdout.isTTY) process.stdout.write(`\n${text}`);
  else process.stderr.write(text);
};
