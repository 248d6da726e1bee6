import * as E from 'fp-ts/lib/Either.js';

/** One `--set`: a strategy's setting from outside the pipeline file. */
export interface Setting {
  /** Name of the binding: `momentum`. */
  readonly strategy: string;
  readonly key: string;
  readonly value: unknown;
}

const SHAPE = /^([^.=\s]+)\.([^.=\s]+)=(.*)$/s;

/** Reads `momentum.fast=8`. The value is JSON where it is (8, true, "a"), text where it is not. */
export const parseSetting = (text: string): E.Either<string, Setting> =>
  E.map((cut: CutSetting) => ({ ...cut, value: jsonOrText(cut.value) }))(cutSetting(text));

/** A setting whose value is as it was written. */
export interface CutSetting extends Setting {
  readonly value: string;
}

/** Cuts `momentum.fast=8` into its parts. */
export const cutSetting = (text: string): E.Either<string, CutSetting> => {
  const [, strategy, key, value] = SHAPE.exec(text) ?? [];
  return strategy === undefined || key === undefined || value === undefined
    ? E.left(`--set ${text}: write strategy.setting=value, for example momentum.fast=8`)
    : E.right({ strategy, key, value });
};

/** What a value means: JSON where it is, text where it is not. */
export const jsonOrText = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};
