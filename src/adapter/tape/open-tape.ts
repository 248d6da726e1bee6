import { type Zone, zoneOf } from '../../codec/tape-zone.js';
import { UsageError } from '../../domain/failure.js';
import type { Token } from '../../domain/token.js';
import type { FeedMessage } from '../../port/feed.js';
import type { Tape, TapeFile, TapeProgress } from '../../port/tape.js';
import { BarCursor } from './play/bar-cursor.js';
import type { Columns } from './decode/columns.js';
import { csvColumns, csvHeader } from './decode/csv-columns.js';
import { fileToken, requireMatches, type TapeInstrument } from './file-token.js';
import { merge, type MergedFile } from './play/merge.js';
import type { MessageCursor } from './play/message-cursor.js';
import { parquetColumns } from './decode/parquet-columns.js';
import { openParquet } from './decode/parquet-file.js';
import { type Probe, probe } from './recognition/probe.js';
import { type ColumnMap, mappingText, recognise, type Shape } from './recognition/recognise.js';
import { fullMessages, RowCursor, tapeMessage } from './play/row-cursor.js';
import { RowGate } from './play/row-gate.js';
import { rowFailures, type RowPlan } from './decode/row-plan.js';
import { type TapePath, tapePaths } from './source/tape-paths.js';
import { namedTokens, TokenSource } from './decode/token-source.js';

export interface TapeOptions {
  /** Files, folders (with all their folders) and globs. */
  readonly paths: readonly string[];
  /** Our field to the column that has it, over what is recognised: `{ last: 'ltp' }`. */
  readonly map: ColumnMap;
  /** IANA zone of times that name none, such as `Asia/Kolkata`. */
  readonly zone: string | undefined;
  /** Instruments of files whose rows do not name one; they win over a column of symbols. */
  readonly instruments: readonly TapeInstrument[];
  /** Of rows that nothing else tells the instrument of. */
  readonly defaultToken: Token | undefined;
  /** The token that a symbol in a file means. */
  readonly resolveSymbol: (symbol: string) => Token | undefined;
  /** `stop`: a row that cannot be decoded ends the run. `skip`: it is counted and told as `Malformed`. */
  readonly onBadRow: 'stop' | 'skip';
  /** Length of a bar; undefined to take the smallest distance between the first bars of a token. */
  readonly intervalMs?: number | undefined;
  /** Messages in a batch, about. */
  readonly batchRows?: number | undefined;
}

/** All but the paths may be left out: nothing is mapped or resolved, and a bad row stops. */
export type GivenOptions = Pick<TapeOptions, 'paths'> & Partial<TapeOptions>;

const DEFAULTS = {
  map: {},
  zone: undefined,
  instruments: [],
  defaultToken: undefined,
  resolveSymbol: () => undefined,
  onBadRow: 'stop',
} as const;

const BATCH_ROWS = 4_096;

/**
 * Opens stored market data as one tape: finds the files, recognises the columns of each and looks at its first
 * rows. Rejects with a UsageError for what other settings would mend (paths, columns, zone, instrument,
 * interval) and with a DataError for a file that is empty, broken or has no rows.
 */
export const openTape = async (given: GivenOptions): Promise<Tape> => {
  const options: TapeOptions = { ...DEFAULTS, ...given };
  const zone = namedZone(options.zone);
  const paths = await tapePaths(options.paths);
  requireMatches(
    options.instruments,
    paths.map(({ path }) => path),
  );
  const blockBytes = blockBytesFor(paths.length);
  const files: OpenedFile[] = [];
  for (const path of paths) files.push(await openFile(path, options, zone, blockBytes));
  return new StoredTape(files, options);
};

/** A file that is recognised and can be read from its start. */
interface OpenedFile {
  readonly file: TapeFile;
  readonly plan: RowPlan;
  readonly probe: Probe;
  readonly intervalMs: number;
  readonly columns: (firstAt: number) => AsyncGenerator<Columns>;
}

/** The blocks of all files together stay in this, so that a thousand files take no more memory than one. */
const ALL_BLOCKS_BYTES = 1 << 24;
const LARGEST_BLOCK_BYTES = 1 << 18;
const SMALLEST_BLOCK_BYTES = 1 << 14;

const blockBytesFor = (files: number): number =>
  Math.max(SMALLEST_BLOCK_BYTES, Math.min(LARGEST_BLOCK_BYTES, Math.floor(ALL_BLOCKS_BYTES / files)));

const namedZone = (name: string | undefined): Zone | undefined => {
  if (name === undefined) return undefined;
  const zone = zoneOf(name);
  if (zone === undefined) throw new UsageError(`--tz ${name}: no such time zone; Asia/Kolkata is one`);
  return zone;
};

const openFile = async (
  { path, format, bytes }: TapePath,
  options: TapeOptions,
  zone: Zone | undefined,
  blockBytes: number,
): Promise<OpenedFile> => {
  const header = format === 'csv' ? await csvHeader(path) : await parquetHeader(path);
  const mapping = recognise(path, header.columns, options.map);
  const token = fileToken(options.instruments, path);
  const planOf = (): RowPlan => ({
    path,
    mapping,
    zone,
    tokens:
      mapping.shape === 'tape'
        ? namedTokens()
        : new TokenSource(token, options.resolveSymbol, options.defaultToken),
  });
  const columnsOf = (plan: RowPlan, firstAt: number): AsyncGenerator<Columns> =>
    format === 'csv'
      ? csvColumns(plan, header.delimiter, firstAt, blockBytes)
      : parquetColumns(plan, firstAt);
  const probed = await probe(path, columnsOf(planOf(), NaN));
  const plan = planOf();
  return {
    file: {
      path,
      format,
      shape: mapping.shape,
      bytes,
      mapping: mappingText(mapping, timeNote(mapping.shape, options.zone)),
    },
    plan,
    probe: probed,
    intervalMs: mapping.shape === 'bars' ? intervalOf(path, options.intervalMs, probed) : 0,
    columns: (firstAt) => columnsOf(plan, firstAt),
  };
};

const timeNote = (shape: Shape, zone: string | undefined): string =>
  shape === 'tape' ? 'epoch ms' : zone === undefined ? 'of the zone it names' : `${zone} where it names none`;

const parquetHeader = async (path: string): Promise<{ columns: readonly string[]; delimiter: string }> => {
  const file = await openParquet(path);
  await file.close();
  return { columns: file.columns.map(({ name }) => name), delimiter: '' };
};

const intervalOf = (path: string, given: number | undefined, { spacingMs }: Probe): number => {
  const intervalMs = given ?? spacingMs;
  if (Number.isFinite(intervalMs)) return intervalMs;
  throw new UsageError(
    `${path}: one bar does not tell how long it is; say it with --interval, such as --interval 1m`,
  );
};

class StoredTape implements Tape {
  readonly files: readonly TapeFile[];
  private readonly counts = { rows: 0, skipped: 0 };
  private readonly bytesRead: number[];
  private isRead = false;

  constructor(
    private readonly opened: readonly OpenedFile[],
    private readonly options: TapeOptions,
  ) {
    this.files = opened.map(({ file }) => file);
    this.bytesRead = opened.map(() => 0);
  }

  get progress(): TapeProgress {
    const bytes = this.files.reduce((sum, file) => sum + file.bytes, 0);
    return { ...this.counts, share: this.bytesRead.reduce((sum, read) => sum + read, 0) / bytes };
  }

  batches(tokens: ReadonlySet<Token>): AsyncIterable<readonly FeedMessage[]> {
    if (this.isRead) throw new Error('a tape is read once; open it again');
    this.isRead = true;
    return merge(
      this.opened.map((opened, order) => this.mergedFile(opened, order, tokens)),
      this.options.batchRows ?? BATCH_ROWS,
    );
  }

  private mergedFile(opened: OpenedFile, order: number, tokens: ReadonlySet<Token>): MergedFile {
    const { firstAt } = opened.probe;
    const gate = new RowGate(tokens, this.options.onBadRow, rowFailures(opened.plan), this.counts);
    return {
      cursor: cursorOf(opened, gate),
      open: () => opened.columns(firstAt),
      onRead: (bytes) => {
        this.bytesRead[order] = bytes;
      },
    };
  }
}

const cursorOf = ({ file, probe: { firstAt }, intervalMs }: OpenedFile, gate: RowGate): MessageCursor => {
  switch (file.shape) {
    case 'tape':
      return new RowCursor(gate, tapeMessage, firstAt);
    case 'full':
      return new RowCursor(gate, fullMessages(), firstAt);
    case 'bars':
      return new BarCursor(gate, intervalMs, firstAt);
  }
};
