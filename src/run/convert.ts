import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { openConversion, saveConversion } from '../adapter/tape/convert/conversion-folder.js';
import { DayTapes } from '../adapter/tape/convert/day-tapes.js';
import { openFiles } from '../adapter/tape/open-files.js';
import type { OpenedFile } from '../adapter/tape/opened-file.js';
import { tapeOf, type TapeOptions } from '../adapter/tape/open-tape.js';
import type { Conversion, ConversionInput } from '../codec/conversion.js';
import { DEPTH_FIELDS } from '../domain/depth.js';
import { UsageError } from '../domain/failure.js';
import { ALL_TOKENS, type TapeProgress } from '../port/tape.js';
import { VERSION } from './version.js';

export interface ConvertOptions {
  readonly tape: TapeOptions;
  readonly out: string;
  /** Do away with another conversion in that folder. */
  readonly force: boolean;
  /** Files that say which token a symbol is. */
  readonly masters: readonly string[];
  /** The options that say how files are read, as they are kept in the manifest. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * Writes stored market data as tapes of the project's own form, one Parquet file a session day, all tokens
 * merged by time. A conversion that was cut off goes on behind its last whole day, with the same bytes in the
 * end. `onMapping` is told how each file is read. Rejects as `openTape` does, with a UsageError for a folder
 * that cannot be written or holds something else, and with a DataError when the disk is full.
 */
export const convert = async (
  { tape: options, out, force, masters, settings }: ConvertOptions,
  onMapping: (path: string, mapping: string) => void,
  onProgress: (progress: TapeProgress) => void,
): Promise<Conversion> => {
  await requireApart(out, options.paths);
  const files = await openFiles(options);
  for (const { file } of files) onMapping(file.path, file.mapping);
  const recipe = {
    rxtape: VERSION,
    inputs: await inputsOf(
      files.map(({ plan }) => plan.source.path),
      out,
    ),
    masters: await inputsOf(masters, out),
    mappings: [...new Set(files.map(({ file }) => file.mapping))],
    settings,
  };
  let conversion = await openConversion(out, recipe, force);
  if (conversion.done !== null) return conversion;

  const tape = tapeOf(files, options);
  const tokens = new Set<string>();
  const days = new DayTapes(
    out,
    files.some(mayHaveDepth) ? 5 : 1,
    conversion.days.at(-1)?.date ?? '',
    async (day) => {
      conversion = { ...conversion, days: [...conversion.days, day] };
      await saveConversion(out, conversion);
    },
  );
  for await (const batch of tape.batches(ALL_TOKENS)) {
    for (const message of batch) {
      if (message.kind === 'Malformed') continue;
      tokens.add(message.token);
      await days.append(message);
    }
    onProgress(tape.progress);
  }
  await days.end();
  const { rows, skipped } = tape.progress;
  conversion = { ...conversion, done: { rows, skipped, messages: days.messages, tokens: tokens.size } };
  await saveConversion(out, conversion);
  return conversion;
};

/** What is written must not be found when the same folder is read again. */
const requireApart = async (out: string, paths: readonly string[]): Promise<void> => {
  for (const path of paths) {
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
    if (isFolder && isInside(out, path))
      throw new UsageError(`--out ${out}: lies in ${path}, all of which is read; name a folder beside it`);
  }
};

const isInside = (path: string, folder: string): boolean =>
  `${resolve(path)}${sep}`.startsWith(`${resolve(folder)}${sep}`);

const inputsOf = (paths: readonly string[], out: string): Promise<readonly ConversionInput[]> =>
  Promise.all(
    [...new Set(paths)].map(async (path) => {
      if (isInside(path, out)) throw new UsageError(`${path}: lies in --out ${out}; name another folder`);
      const { size, mtimeMs } = await stat(path);
      return { path, bytes: size, modifiedMs: Math.floor(mtimeMs) };
    }),
  );

/** Messages tell of the book when it changes: that none has so far says nothing of those to come. */
const mayHaveDepth = ({ plan: { reading } }: OpenedFile): boolean =>
  reading.shape === 'frames' || DEPTH_FIELDS.some((field) => reading.positions.has(field));
