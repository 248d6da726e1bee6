import * as E from 'fp-ts/lib/Either.js';
import { type Zone, zoneOf } from '../../codec/tape-zone.js';
import { DataError, isFailure, UsageError } from '../../domain/failure.js';
import type { ContractName } from '../../domain/contract.js';
import type { Token } from '../../domain/token.js';
import type { TapeFile } from '../../port/tape.js';
import type { Columns } from './decode/columns.js';
import { csvColumns, csvHeader } from './decode/csv-columns.js';
import { parquetColumns } from './decode/parquet-columns.js';
import { parquetHeader } from './decode/parquet-header.js';
import type { RowPlan } from './decode/row-plan.js';
import { namedTokens, TokenSource } from './decode/token-source.js';
import { fileToken, requireMatches, type TapeInstrument } from './file-token.js';
import { type Probe, probe } from './recognition/probe.js';
import { NO_FLAGS, type ReadingFlags } from './recognition/reading-flags.js';
import { type Mapping, mappingText, recognise, type Shape } from './recognition/recognise.js';
import { findSources } from './source/find-sources.js';
import type { RefusedSource, Source } from './source/source.js';

export interface FileOptions extends ReadingFlags {
  /** Files, folders (with all their folders) and globs. */
  readonly paths: readonly string[];
  /** Instruments of files whose rows do not name one; they win over a column of symbols. */
  readonly instruments: readonly TapeInstrument[];
  /** Of rows that nothing else tells the instrument of. */
  readonly defaultToken: Token | undefined;
  /** The token of what a row names. */
  readonly resolveSymbol: (named: ContractName) => Token | undefined;
  /** `stop`: a row that cannot be decoded ends the run. `skip`: it is counted and told as `Malformed`. */
  readonly onBadRow: 'stop' | 'skip';
}

/** All but the paths may be left out: nothing is mapped or resolved, and a bad row stops. */
export type GivenOptions = Pick<FileOptions, 'paths'> & Partial<FileOptions>;

const DEFAULTS = {
  ...NO_FLAGS,
  instruments: [],
  defaultToken: undefined,
  resolveSymbol: () => undefined,
  onBadRow: 'stop',
} as const;

/**
 * Finds the files of stored market data, recognises the columns of each and looks at its first rows. Rejects
 * with a UsageError for what other settings would mend (paths, columns, zone, instrument, interval) and with a
 * DataError for a file that is empty, broken or has no rows.
 */
export const openFiles = async (given: GivenOptions): Promise<readonly OpenedFile[]> => {
  const files: OpenedFile[] = [];
  for await (const file of openEach(given)) {
    if (E.isLeft(file)) throw file.left.failure;
    files.push(file.right);
  }
  return files;
};

/**
 * As {@link openFiles}, one after the other; what is wrong with one file is told in its place. Each is read
 * through what `watch` makes of its source.
 */
export async function* openEach(
  given: GivenOptions,
  watch: (source: Source) => Source = (source) => source,
): AsyncGenerator<E.Either<RefusedSource, OpenedFile>> {
  const options: FileOptions = { ...DEFAULTS, ...given };
  const zone = namedZone(options.zone);
  const found = await findSources(options.paths);
  const whole = found.flatMap((source) => (E.isRight(source) ? [source.right] : []));
  if (whole.length === found.length) requireMatches(options.instruments, whole);
  const blockBytes = blockBytesFor(found.length);
  for (const source of found) {
    if (E.isLeft(source)) {
      yield source;
      continue;
    }
    try {
      yield E.right(await openFile(watch(source.right), options, zone, blockBytes));
    } catch (error) {
      if (!isFailure(error)) throw error;
      yield E.left({ name: source.right.name, bytes: source.right.bytes, failure: error });
    }
  }
}

/** A file that is recognised and can be read from its start. */
export interface OpenedFile {
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
  source: Source,
  options: FileOptions,
  zone: Zone | undefined,
  blockBytes: number,
): Promise<OpenedFile> => {
  const { name, format, bytes } = source;
  if (format === 'json') throw new UsageError(`${name}: messages in JSON cannot be read yet`);
  const header =
    format === 'csv'
      ? { ...(await csvHeader(source)), nested: [] }
      : { ...(await parquetHeader(source, Object.values(options.map))), delimiter: '' };
  const mapping = recognised(name, header.columns, header.nested, options);
  const token = fileToken(options.instruments, source);
  const planOf = (): RowPlan => ({
    source,
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
  const probed = await probe(name, columnsOf(planOf(), NaN));
  const plan = planOf();
  return {
    file: {
      path: name,
      format,
      shape: mapping.shape,
      bytes,
      mapping: [
        mappingText(mapping, timeNote(mapping.shape, options.zone)),
        ...(header.nested.length === 0 ? [] : [`nested, not read: ${header.nested.join(', ')}`]),
        ...source.notes,
      ].join('; '),
    },
    plan,
    probe: probed,
    intervalMs: mapping.shape === 'bars' ? intervalOf(name, options.intervalMs, probed) : 0,
    columns: (firstAt) => columnsOf(plan, firstAt),
  };
};

/** Where what is missing may lie in columns that are not read, the failure names them. */
const recognised = (
  name: string,
  columns: readonly string[],
  nested: readonly string[],
  { map }: FileOptions,
): Mapping => {
  try {
    return recognise(name, columns, map);
  } catch (error) {
    if (nested.length === 0 || !(error instanceof UsageError)) throw error;
    throw new DataError(
      `${error.message}. Columns that are nested (lists, maps or structures) are not read: ${nested.join(', ')}`,
    );
  }
};

const timeNote = (shape: Shape, zone: string | undefined): string =>
  shape === 'tape' ? 'epoch ms' : zone === undefined ? 'of the zone it names' : `${zone} where it names none`;

const intervalOf = (path: string, given: number | undefined, { spacingMs }: Probe): number => {
  const intervalMs = given ?? spacingMs;
  if (Number.isFinite(intervalMs)) return intervalMs;
  throw new UsageError(
    `${path}: one bar does not tell how long it is; say it with --interval, such as --interval 1m`,
  );
};
