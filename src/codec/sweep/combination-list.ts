import * as E from 'fp-ts/lib/Either.js';
import { parseSetting, type Setting } from '../setting.js';

/** A line of a list of combinations: values by parameter name. */
export interface ListedRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, unknown>>;
}

/**
 * The combinations that `rows` name (`momentum.fast`: 5); a text is JSON where it is (8, true), text where not. The
 * left names the line.
 */
export const decodeCombinations = (
  rows: readonly ListedRow[],
): E.Either<string, readonly (readonly Setting[])[]> => {
  const combinations: (readonly Setting[])[] = [];
  for (const { line, cells } of rows) {
    const settings: Setting[] = [];
    for (const [name, value] of Object.entries(cells)) {
      const setting = parseSetting(`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
      if (E.isLeft(setting)) return E.left(`line ${line}: ${name} is no parameter; write strategy.setting`);
      settings.push(setting.right);
    }
    combinations.push(settings);
  }
  return E.right(combinations);
};
