import * as E from 'fp-ts/lib/Either.js';
import { parseTimeOfDay } from '../../domain/session.js';
import { cutSetting, jsonOrText } from '../setting.js';
import { splitValues } from './split-values.js';

/** A setting and the values that a sweep tries of it, in their order, each once; at least one. */
export interface Parameter {
  /** Name of the binding: `momentum`. */
  readonly strategy: string;
  readonly key: string;
  readonly values: readonly unknown[];
}

/** `momentum.fast`. */
export const parameterName = ({ strategy, key }: Pick<Parameter, 'strategy' | 'key'>): string =>
  `${strategy}.${key}`;

/** More of one parameter is a slip of the keyboard. */
const MOST_VALUES = 100_000;

/**
 * Reads `momentum.fast=5:50:5`, from:to:step with both ends; `momentum.fast=5,8,13`; both, `momentum.fast=1:5:1,8,13`;
 * `momentum.fast=8`. Values are JSON where they are (8, true, "a", [1,2]), text where not. Three numbers are a range,
 * always (`10:50:10`); a time of day is one value as HH:MM (09:15), with seconds in quotes (`"09:15:30"`). Those that
 * are the same when they are read (5 and 5.0) are one.
 */
export const parseParameter = (text: string): E.Either<string, Parameter> => {
  const setting = cutSetting(text);
  if (E.isLeft(setting)) return setting;
  const { strategy, key, value } = setting.right;
  const values = valuesOf(value);
  if (E.isLeft(values)) return E.left(`--set ${text}: ${values.left}`);
  return E.right({ strategy, key, values: values.right });
};

const valuesOf = (text: string): E.Either<string, readonly unknown[]> => {
  const parts = splitValues(text);
  if (E.isLeft(parts)) return parts;
  const byText = new Map<string, unknown>();
  for (const part of parts.right) {
    const values = partOf(part);
    if (E.isLeft(values)) return values;
    for (const value of values.right) byText.set(JSON.stringify(value), value);
    if (byText.size > MOST_VALUES) return E.left(tooMany(byText.size));
  }
  return E.right([...byText.values()]);
};

const partOf = (text: string): E.Either<string, readonly unknown[]> =>
  text === '' ? E.left('a value is missing') : (rangeOf(text) ?? E.right([jsonOrText(text)]));

/** Undefined for a text that means no range. */
const rangeOf = (text: string): E.Either<string, readonly number[]> | undefined => {
  const parts = text.split(':').map((part) => part.trim());
  const isMeant = parts.length > 1 && parts.every((part) => part === '' || Number.isFinite(Number(part)));
  const isClock = parseTimeOfDay(text) !== undefined;
  if (!isMeant || (isClock && parts.length === 2)) return undefined;
  const [from, to, step] = parts.map((part) => (part === '' ? NaN : Number(part)));
  const isWhole = parts.length === 3 && from !== undefined && to !== undefined && step !== undefined;
  if (!isWhole || ![from, to, step].every(Number.isFinite))
    return E.left(`${text}: write a range as from:to:step`);
  const hint = isClock ? `; for the time of day write "${text}", in quotes` : '';
  if (step <= 0) return E.left(`a step of ${step} comes to no end; write one above 0${hint}`);
  if (from > to) return E.left(`nothing lies from ${from} up to ${to}${hint}`);
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (count > MOST_VALUES) return E.left(tooMany(count));
  return E.right(Array.from({ length: count }, (_, i) => Number((from + i * step).toPrecision(12))));
};

const tooMany = (count: number): string => `these are ${count} values; ${MOST_VALUES} are the most`;
