import * as E from 'fp-ts/lib/Either.js';
import type { InspectedGroup, Inspection, RefusedFile } from '../../../codec/inspection.js';
import type { TradingCalendar } from '../../../domain/calendar.js';
import { contractText } from '../../../domain/contract.js';
import { type Failure, isFailure } from '../../../domain/failure.js';
import { type Token, tokenOf } from '../../../domain/token.js';
import type { TapeProgress } from '../../../port/tape.js';
import { openParquet } from '../decode/parquet-file.js';
import { type GivenOptions, openEach } from '../open-files.js';
import type { OpenedFile } from '../opened-file.js';
import type { QuestionId } from '../recognition/questions.js';
import type { RefusedSource } from '../source/source.js';
import { stemOf } from '../source/tape-format.js';
import { ChosenDays } from './chosen-days.js';
import { describeGroup } from './describe-group.js';
import { type FileGroup, groupFiles } from './group-files.js';
import { GroupFold } from './group-fold.js';
import { watched, type WatchedSource } from './line-repeats.js';
import { mayBeIndian } from './own-time.js';
import { parquetType } from './parquet-type.js';

export interface InspectOptions extends GivenOptions {
  readonly calendar: TradingCalendar;
  /** So many rows of each file are looked at. */
  readonly mostRows: number;
  readonly gapMs: number | undefined;
  /** An exchange time further back than this is stale, ms. */
  readonly staleMs: number;
  /** Rows that are late by no more are put in order by a run, ms. */
  readonly reorderMs: number;
}

/**
 * Looks at stored market data: what it is, what is odd about it, and what a backtest on it is worth. A file that
 * cannot be read is told in its place, the others are looked at. No master is needed: an instrument that none
 * knows is shown by its own text. Rejects with a UsageError for paths and settings that do not fit.
 */
export const inspectTape = async (
  options: InspectOptions,
  onProgress: (progress: TapeProgress) => void,
): Promise<Omit<Inspection, 'rxtape'>> => {
  const watching = new Map<string, WatchedSource>();
  const opened: OpenedFile[] = [];
  const refused: RefusedFile[] = [];
  const watch = (source: Parameters<typeof watched>[0]): WatchedSource => {
    const own = watched(source);
    watching.set(source.name, own);
    return own;
  };
  for await (const file of openEach(labelling(options), watch)) {
    if (E.isRight(file)) opened.push(file.right);
    else if (WRONG_SETTINGS.has(questionOf(file.left.failure))) throw file.left.failure;
    else refused.push(await refusedOf(file.left));
  }
  const bytes = opened.reduce((sum, { file }) => sum + file.bytes, 0);
  let bytesBefore = 0;
  let rowsBefore = 0;
  const groups: InspectedGroup[] = [];
  for (const group of groupFiles(opened)) {
    const { fold, days } = newFold(group, options);
    let isBroken = false;
    for (const [number, file] of group.files.entries()) {
      let rows = 0;
      try {
        await fold.take(number, file, nameIn(file), options.mostRows, (bytesRead, rowsRead) => {
          rows = rowsRead;
          onProgress({
            rows: rowsBefore + rows,
            skipped: 0,
            share: (bytesBefore + bytesRead) / Math.max(1, bytes),
          });
        });
      } catch (error) {
        if (!isFailure(error)) throw error;
        isBroken = true;
        refused.push(await refusedOf({ name: file.file.path, bytes: file.file.bytes, failure: error }));
      }
      bytesBefore += file.file.bytes;
      rowsBefore += rows;
    }
    if (isBroken && fold.fileRows.every((rows) => rows === 0)) continue;
    groups.push(
      describeGroup(group, fold, days, {
        gapMs: options.gapMs,
        staleMs: options.staleMs,
        reorderMs: options.reorderMs,
        repeatedLines: repeatedLines(group, watching),
      }),
    );
  }
  const sizes = new Map([
    ...opened.map(({ file }) => [file.path, file.bytes] as const),
    ...refused.map((file) => [file.path, file.bytes] as const),
  ]);
  return {
    files: sizes.size,
    bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    rows: rowsBefore,
    isFine:
      refused.length === 0 && groups.every(({ findings }) => findings.every(({ level }) => level === 'note')),
    groups,
    refused,
  };
};

/** No exchange's name: what follows is the file's own word for an instrument. */
const LABEL = '?';

/** An instrument that nothing knows is labelled by what the file says of it. */
const labelling = (options: InspectOptions): GivenOptions => ({
  ...options,
  defaultToken: options.defaultToken ?? tokenOf(LABEL, ''),
  resolveSymbol: (named) => options.resolveSymbol?.(named) ?? tokenOf(LABEL, contractText(named)),
});

/** How a token is shown: the file's own word for it, or the file's name where it has none. */
const nameIn =
  ({ plan: { source } }: OpenedFile) =>
  (token: Token): string =>
    !token.startsWith(LABEL)
      ? token
      : token.length > 2
        ? token.slice(2)
        : stemOf(nameOf(source.entry ?? source.path));

const nameOf = (path: string): string => path.replace(/^.*[/\\]/, '');

const newFold = (
  { files: [first] }: FileGroup,
  { calendar, staleMs }: InspectOptions,
): { readonly fold: GroupFold; readonly days: ChosenDays } => {
  if (first === undefined) throw new RangeError('a group has files');
  const { form, positions, rules } = first.plan.reading;
  const days = new ChosenDays(calendar, mayBeIndian(rules.times.zone, first.probe.firstAt));
  return { fold: new GroupFold(days, form, positions.has('last'), first.intervalMs, staleMs), days };
};

const repeatedLines = (
  { files }: FileGroup,
  watching: ReadonlyMap<string, WatchedSource>,
): number | undefined =>
  files[0]?.file.format === 'parquet'
    ? undefined
    : files.reduce((sum, { plan }) => sum + (watching.get(plan.source.name)?.repeatedLines() ?? 0), 0);

const refusedOf = async ({ name, bytes, failure }: RefusedSource): Promise<RefusedFile> => {
  const question = questionOf(failure);
  const isForeign = question === NO_MARKET_DATA;
  return {
    path: name,
    bytes,
    kind: isForeign ? 'foreign' : failure.exitCode === 1 ? 'broken' : 'question',
    question,
    message: failure.message,
    ...(isForeign ? await parquetColumnsOf(name) : { columns: null, rows: null }),
  };
};

/** The id behind what the recogniser asks. */
const questionOf = ({ message }: Failure): string | null =>
  / \[([a-z-]+)\](?:\.|$)/.exec(message)?.[1] ?? null;

/** Of these no file is to blame. */
const WRONG_SETTINGS: ReadonlySet<string | null> = new Set<QuestionId>(['unknown-zone', 'map-field']);

/** What the recogniser says where no column is a time or a price. */
const NO_MARKET_DATA: QuestionId = 'no-tape';

/** Of a file that is no market data and still a table. */
const parquetColumnsOf = async (path: string): Promise<Pick<RefusedFile, 'columns' | 'rows'>> => {
  try {
    const file = await openParquet(path);
    await file.close();
    return {
      columns: file.columns.map((column) => ({ name: column.name, type: parquetType(column) })),
      rows: file.rowGroups.reduce((rows, group) => rows + Number(group.num_rows), 0),
    };
  } catch {
    return { columns: null, rows: null }; // why it cannot be read is told already
  }
};
