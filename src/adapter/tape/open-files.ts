import * as E from 'fp-ts/lib/Either.js';
import type { ContractName } from '../../domain/contract.js';
import { DataError, isFailure, UsageError } from '../../domain/failure.js';
import type { Token } from '../../domain/token.js';
import { columnsOfRows, csvColumns } from './decode/csv-columns.js';
import { parquetColumns } from './decode/parquet-columns.js';
import { type ReadSample, readSample } from './decode/read-sample.js';
import type { RowPlan } from './decode/row-plan.js';
import { namedTokens, TokenSource } from './decode/token-source.js';
import { fileToken, requireMatches, type TapeInstrument } from './file-token.js';
import { openFrames } from './open-frames.js';
import type { OpenedFile } from './opened-file.js';
import { passedOver } from './recognition/lean.js';
import { probe } from './recognition/probe.js';
import type { Reading } from './recognition/reading.js';
import { NO_FLAGS, type ReadingFlags } from './recognition/reading-flags.js';
import { recognise } from './recognition/recognise.js';
import type { Sample } from './recognition/sample.js';
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
  /** The tick size of an instrument, rupees; undefined where it is not known. */
  readonly tickSizeOf: (token: Token) => number | undefined;
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
  tickSizeOf: () => undefined,
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
  const found = await findSources(options.paths);
  const whole = found.flatMap((source) => (E.isRight(source) ? [source.right] : []));
  if (whole.length === found.length) requireMatches(options.instruments, whole);
  const blockBytes = blockBytesFor(found.length);
  const notRead = whole.filter((source) => passedOver(source, options.profile) !== undefined);
  for (const source of found) {
    if (E.isLeft(source)) {
      yield source;
      continue;
    }
    if (notRead.includes(source.right)) continue;
    const others = notRead.filter(({ path }) => path === source.right.path);
    try {
      for (const file of await openSource(watch(source.right), options, blockBytes, others))
        yield E.right(file);
    } catch (error) {
      if (!isFailure(error)) throw error;
      yield E.left({ name: source.right.name, bytes: source.right.bytes, failure: error });
    }
  }
  const lost = notRead.find(({ path }) =>
    whole.every((other) => other.path !== path || notRead.includes(other)),
  );
  if (lost !== undefined) yield E.left(notReadFailure(lost, options));
}

/** The blocks of all files together stay in this, so that a thousand files take no more memory than one. */
const ALL_BLOCKS_BYTES = 1 << 24;
const LARGEST_BLOCK_BYTES = 1 << 18;
const SMALLEST_BLOCK_BYTES = 1 << 14;

const blockBytesFor = (files: number): number =>
  Math.max(SMALLEST_BLOCK_BYTES, Math.min(LARGEST_BLOCK_BYTES, Math.floor(ALL_BLOCKS_BYTES / files)));

/** What is read of a source: one table, or two legs of a chain. `notRead` lie in the same archive. */
const openSource = async (
  source: Source,
  options: FileOptions,
  blockBytes: number,
  notRead: readonly Source[],
): Promise<readonly OpenedFile[]> => {
  const { name, format } = source;
  const token = fileToken(options.instruments, source);
  if (format === 'json')
    return [await openFrames(source, { ofFile: token, resolve: options.resolveSymbol }, blockBytes)];
  const read = await readSample(source, Object.values(options.map));
  const { sample, delimiter, nested } = read;
  return recognisedOf(read, token, options).map((reading) => {
    refuseBroken(reading, read);
    const planOf = (): RowPlan => ({ source, reading, tokens: tokensOf(reading, token, options) });
    const probed = probe(name, columnsOfRows(planOf(), withHeader(sample, reading)));
    const plan = planOf();
    return {
      file: {
        ...{ path: name, format, shape: reading.shape, bytes: source.bytes },
        mapping: [
          reading.text,
          ...(nested.length === 0 ? [] : [`nested, not read: ${nested.join(', ')}`]),
          ...source.notes,
          ...notRead.map(
            (other) => `not read: ${other.entry ?? other.path} (${passedOver(other, options.profile) ?? ''})`,
          ),
        ].join('; '),
        ...(reading.form === 'bars' || reading.form === 'quoteBars' ? { barMs: reading.intervalMs } : {}),
      },
      plan,
      probe: probed,
      intervalMs: reading.intervalMs,
      columns: (firstAt) =>
        format === 'csv' ? csvColumns(plan, delimiter, firstAt, blockBytes) : parquetColumns(plan, firstAt),
    };
  });
};

/** Where what is missing may lie in columns that are not read, the failure names them. */
const recognisedOf = (
  { sample, nested, broken }: ReadSample,
  token: Token | undefined,
  options: FileOptions,
): ReturnType<typeof recognise> => {
  const { defaultToken, resolveSymbol: resolve, tickSizeOf } = options;
  try {
    return recognise(sample, { flags: options, token, defaultToken, resolve, tickSizeOf });
  } catch (error) {
    const [unreadable] = broken.values();
    if (unreadable !== undefined) throw unreadable;
    if (nested.length === 0 || !(error instanceof UsageError)) throw error;
    throw new DataError(
      `${error.message}. Columns that are nested (lists, maps or structures) are not read: ${nested.join(', ')}`,
    );
  }
};

/** A column that cannot be read matters where it means something. */
const refuseBroken = ({ positions }: Reading, { broken }: ReadSample): void => {
  for (const position of positions.values()) {
    const failure = broken.get(position);
    if (failure !== undefined) throw failure;
  }
};

/** The rows of a sample with its header, which a format may have elsewhere. */
const withHeader = ({ names, rows }: Sample, { hasHeader }: Reading): Sample['rows'] =>
  names !== undefined && hasHeader ? [names, ...rows] : rows;

const tokensOf = (
  { form, contract, rules }: Reading,
  token: Token | undefined,
  { resolveSymbol, defaultToken }: FileOptions,
): TokenSource =>
  form === 'tape'
    ? namedTokens()
    : new TokenSource({
        ofFile: token,
        contract,
        dates: rules.times.dates,
        resolve: resolveSymbol,
        byDefault: defaultToken,
      });

/** An archive of nothing that is to be read. */
const notReadFailure = (source: Source, { profile }: FileOptions): RefusedSource => ({
  name: source.name,
  bytes: source.bytes,
  failure: new DataError(`${source.name}: not read: ${passedOver(source, profile) ?? ''}`),
});
