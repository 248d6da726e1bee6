import fc from 'fast-check';
import { OPEN } from '../../operator/messages.js';
import type { Row } from './touchline-rows.js';

/** A message of any of `tokens`, `gap` ms after the one before. */
interface Step {
  readonly token: string;
  readonly gap: number;
  readonly cells: Readonly<Record<string, string>>;
}

const maybe = (value: fc.Arbitrary<string>, freq: number): fc.Arbitrary<string | undefined> =>
  fc.option(value, { nil: undefined, freq });

/** Few prices near each other, so that averages cross and bands are left; `0` is an empty side of the book. */
const price = fc.integer({ min: 1_980, max: 2_020 }).map((twentieths) => String(twentieths / 20));
const side = fc.oneof({ weight: 9, arbitrary: price }, { weight: 1, arbitrary: fc.constant('0') });
const units = fc.integer({ min: 0, max: 90 }).map(String);

const cells = fc
  .record({
    last: maybe(price, 8),
    bid: maybe(side, 2),
    ask: maybe(side, 2),
    bidQuantity: maybe(units, 1),
    volume: maybe(units, 4),
  })
  .map((said) =>
    Object.fromEntries(
      Object.entries(said).filter((cell): cell is [string, string] => cell[1] !== undefined),
    ),
  );

const step = (tokens: readonly string[]): fc.Arbitrary<Step> =>
  fc.record({
    token: fc.constantFrom(...tokens),
    gap: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 700 }) },
      { weight: 2, arbitrary: fc.constantFrom(0, 500, 1_000) },
      { weight: 1, arbitrary: fc.integer({ min: 1_000, max: 4_000 }) },
    ),
    cells,
  });

/**
 * Rows of `tokens`, in the order of their times from 09:15 IST on. A token's first row is mostly a snapshot;
 * volumes rise, and at times fall, as a counter that is reset.
 */
export const arbitraryTape = (tokens: readonly string[], maxLength: number): fc.Arbitrary<readonly Row[]> =>
  fc
    .tuple(
      fc.array(step(tokens), { maxLength, size: 'max' }),
      fc.integer({ min: 0, max: 1_500 }),
      fc.array(fc.nat({ max: maxLength }), { maxLength: 3 }),
    )
    .map(([steps, start, snapshots]) => rowsOf(steps, OPEN + start, snapshots));

const rowsOf = (steps: readonly Step[], start: number, snapshots: readonly number[]): readonly Row[] => {
  const volumes = new Map<string, number>();
  const seen = new Set<string>();
  let at = start;
  return steps.map(({ token, gap, cells: said }, i) => {
    at += gap;
    const isFirst = !seen.has(token) && said['last'] !== undefined;
    if (isFirst) seen.add(token);
    const before = volumes.get(token) ?? 0;
    const volume = snapshots.includes(i) ? 0 : before + Number(said['volume'] ?? 0);
    volumes.set(token, volume);
    return {
      at,
      whole: isFirst || snapshots.includes(i),
      token,
      cells: said['volume'] === undefined ? said : { ...said, volume: String(volume) },
    };
  });
};
