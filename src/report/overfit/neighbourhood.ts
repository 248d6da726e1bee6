/** How the rows next to a row do: a peak that stands alone is likely noise. */
export interface Neighbourhood {
  /** Rows of which every parameter is at most a step away, it itself left out. */
  readonly neighbours: number;
  /** Of their objective; null where none has one. */
  readonly median: number | null;
  /** The share of them that is at least half as good; null where there is none, or the row's own is not above 0. */
  readonly asGood: number | null;
}

/** A row: the place of each of its parameters among the values tried, and what it has of the objective. */
export interface Placed {
  readonly places: readonly number[];
  readonly objective: number | null;
}

const HALF = 0.5;

/** Of `row` among `rows`; `isLeast` where less is better, and twice as much is half as good. O(3^parameters). */
export const neighbourhoodOf = (
  row: Placed,
  byPlace: ReadonlyMap<string, Placed>,
  isLeast = false,
): Neighbourhood => {
  const found = stepsAround(row.places).flatMap((places) => byPlace.get(placeKey(places)) ?? []);
  const objectives = found.flatMap(({ objective }) => objective ?? []).sort((a, b) => a - b);
  const own = row.objective;
  const isAsGood = (value: number): boolean =>
    own !== null && (isLeast ? value <= own / HALF : value >= own * HALF);
  return {
    neighbours: found.length,
    median: medianOf(objectives),
    asGood:
      found.length === 0 || own === null || own <= 0
        ? null
        : objectives.filter(isAsGood).length / found.length,
  };
};

export const byPlaceOf = (rows: readonly Placed[]): ReadonlyMap<string, Placed> =>
  new Map(rows.map((row) => [placeKey(row.places), row]));

const placeKey = (places: readonly number[]): string => places.join(',');

const stepsAround = (places: readonly number[]): readonly (readonly number[])[] =>
  places
    .reduce<readonly (readonly number[])[]>(
      (all, place) => all.flatMap((before) => [-1, 0, 1].map((step) => [...before, place + step])),
      [[]],
    )
    .filter((one) => one.some((place, i) => place !== places[i]));

const medianOf = (sorted: readonly number[]): number | null => {
  const middle = sorted.length >>> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
};

/** The place of each row's parameters: numbers by size, all else in the order in which it first comes. */
export const placesOf = (
  rows: readonly Readonly<Record<string, unknown>>[],
): readonly (readonly number[])[] => {
  const names = [...new Set(rows.flatMap(Object.keys))];
  const placesByName = names.map((name) => {
    const values = [...new Set(rows.map((row) => row[name]))];
    const isOrdered = values.every((value) => typeof value === 'number');
    const ordered = isOrdered ? values.sort((a, b) => a - b) : values;
    // a step between what has no order is none: two apart
    return new Map(ordered.map((value, place) => [value, isOrdered ? place : 2 * place]));
  });
  return rows.map((row) => names.map((name, i) => placesByName[i]?.get(row[name]) ?? NaN));
};
