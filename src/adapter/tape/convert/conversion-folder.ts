import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as E from 'fp-ts/lib/Either.js';
import { Conversion, type ConvertedDay } from '../../../codec/conversion.js';
import { explain } from '../../../codec/explain.js';
import { DataError, UsageError } from '../../../domain/failure.js';

const MANIFEST = 'convert.json';
const DAY_FILE = /^\d{4}-\d\d-\d\d\.parquet(?:\.part)?$/;

/** What a conversion is made of: two of the same make the same bytes. */
export type Recipe = Pick<Conversion, 'rxtape' | 'inputs' | 'masters' | 'mappings' | 'settings'>;

/**
 * The folder of a conversion that begins or goes on: made if it is not there. Its days are those that are whole
 * already. Rejects with a UsageError when the folder holds another conversion or tapes of other origin, and
 * when it cannot be written. `force` does away with another conversion, with its own files only.
 */
export const openConversion = async (dir: string, recipe: Recipe, force: boolean): Promise<Conversion> => {
  await mkdir(dir, { recursive: true }).catch((error: unknown) => {
    throw refused(dir, error);
  });
  const before = await manifestOf(dir);
  if (before === undefined) {
    const others = (await readdir(dir)).filter((name) => DAY_FILE.test(name) && !name.endsWith('.part'));
    if (others.length > 0)
      throw new UsageError(
        `--out ${dir}: holds ${others[0] ?? ''}, which no conversion has made (there is no ${MANIFEST}); name another folder`,
      );
    return begin(dir, recipe);
  }
  if (force) {
    for (const name of await readdir(dir)) if (DAY_FILE.test(name)) await rm(join(dir, name));
    return begin(dir, recipe);
  }
  const difference = differenceOf(before, recipe);
  if (difference !== undefined)
    throw new UsageError(
      `--out ${dir}: holds a conversion of other making: ${difference}. Name another folder, or --force does it anew`,
    );
  for (const { file, bytes } of before.days) {
    const size = (await stat(join(dir, file)).catch(() => undefined))?.size;
    if (size !== bytes)
      throw new UsageError(
        `--out ${dir}: ${file} is ${size === undefined ? 'gone' : 'changed'} since it was converted; --force does it all anew`,
      );
  }
  return before;
};

/** Replaces the manifest as a whole: whenever the process ends, the one before or this one is there. */
export const saveConversion = async (dir: string, conversion: Conversion): Promise<void> => {
  const path = join(dir, MANIFEST);
  try {
    const file = await open(`${path}.part`, 'w');
    try {
      await file.writeFile(`${JSON.stringify(conversion, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
  } catch (error) {
    throw refused(path, error);
  }
};

/** Gives the whole tape of a day its name. */
export const finishDay = async (dir: string, date: string, messages: number): Promise<ConvertedDay> => {
  const file = dayFile(date);
  const path = join(dir, file);
  try {
    const part = await open(`${path}.part`, 'r+');
    await part.sync().finally(() => part.close());
    await rename(`${path}.part`, path);
    return { date, file, messages, bytes: (await stat(path)).size };
  } catch (error) {
    throw refused(path, error);
  }
};

export const dayFile = (date: string): string => `${date}.parquet`;

const begin = async (dir: string, recipe: Recipe): Promise<Conversion> => {
  const conversion: Conversion = { ...recipe, days: [], done: null };
  await saveConversion(dir, conversion);
  return conversion;
};

const manifestOf = async (dir: string): Promise<Conversion | undefined> => {
  const path = join(dir, MANIFEST);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw refused(path, error);
  });
  if (text === undefined) return undefined;
  const decoded = Conversion.decode(jsonOf(text));
  if (E.isRight(decoded)) return decoded.right;
  throw new DataError(
    `${path}: no manifest of a conversion: ${explain(decoded.left)[0] ?? ''}; name another folder, or remove it`,
  );
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.slice(0, 40);
  }
};

/** What is different in words; undefined when nothing is. */
const differenceOf = (before: Recipe, now: Recipe): string | undefined => {
  if (before.rxtape !== now.rxtape) return `made by rxtape ${before.rxtape}, this is ${now.rxtape}`;
  for (const key of new Set([...Object.keys(before.settings), ...Object.keys(now.settings)])) {
    const [wanted, converted] = [now.settings[key], before.settings[key]];
    if (!isDeepStrictEqual(jsonValue(wanted), converted))
      return `${key} was ${settingText(converted)}, now ${settingText(wanted)}`;
  }
  const [own, other] = [
    [...now.inputs, ...now.masters],
    [...before.inputs, ...before.masters],
  ];
  for (const path of new Set([...other, ...own].map((input) => input.path))) {
    const input = own.find((candidate) => candidate.path === path);
    const converted = other.find((candidate) => candidate.path === path);
    if (input === undefined) return `${path} is not among the files now`;
    if (converted === undefined) return `${path} is new`;
    if (!isDeepStrictEqual(input, converted)) return `${path} has changed`;
  }
  return isDeepStrictEqual(now.mappings, before.mappings)
    ? undefined
    : `read as ${before.mappings.join(' | ')}, now as ${now.mappings.join(' | ')}`;
};

const settingText = (value: unknown): string => (value === undefined ? 'not given' : JSON.stringify(value));

/** As it reads back from JSON. */
const jsonValue = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);

const refused = (path: string, error: unknown): UsageError =>
  new UsageError(`${path}: cannot be written: ${error instanceof Error ? error.message : String(error)}`);
