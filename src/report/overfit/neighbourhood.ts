import { percentileOfSorted } from '../percentile.js';

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

/**
 * Of each of `rows`, in their order; `isLeast` where less is better, and twice as much is half as good. No two rows have
 * the same places. For each row in the time of the rows or of 3^parameters, whichever is less.
 */
export const neighbourhoodsOf = (rows: readonly Placed[], isLeast = false): readonly Neighbourhood[] => {
  const around = rows.length < 3 ** (rows[0]?.places.length ?? 0) ? amongRows(rows) : amongPlaces(rows);
  return rows.map((row) => neighbourhoodOf(row, around(row), isLeast));
};

const neighbourhoodOf = (
  { objective: own }: Placed,
  neighbours: readonly Placed[],
  isLeast: boolean,
): Neighbourhood => {
  const objectives = neighbours.flatMap(({ objective }) => objective ?? []).sort((a, b) => a - b);
  const isAsGood = (value: number): boolean =>
    own !== null && (isLeast ? value <= own / HALF : value >= own * HALF);
  return {
    neighbours: neighbours.length,
    median: percentileOfSorted(objectives, 0.5),
    asGood:
      neighbours.length === 0 || own === null || own <= 0
        ? null
        : objectives.filter(isAsGood).length / neighbours.length,
  };
};

/** The neighbours of a row. */
type Around = (row: Placed) => readonly Placed[];

/** Looks at every row. */
export const amongRows =
  (rows: readonly Placed[]): Around =>
  (row) =>
    rows.filter(
      (other) =>
        other !== row && other.places.every((place, i) => Math.abs(place - (row.places[i] ?? NaN)) <= 1),
    );

/** Looks at every place that a neighbour may have. */
export const amongPlaces = (rows: readonly Placed[]): Around => {
  const byPlaces = new Map(rows.map((row) => [row.places.join(), row]));
  return (row) => stepsAround(row.places).flatMap((places) => byPlaces.get(places.join()) ?? []);
};

const stepsAround = (places: readonly number[]): readonly (readonly number[])[] =>
  places
    .reduce<readonly (readonly number[])[]>(
      (all, place) => all.flatMap((before) => [-1, 0, 1].map((step) => [...before, place + step])),
      [[]],
    )
    .filter((one) => one.some((place, i) => place !== places[i]));

/**
 * The place of each row's parameters: numbers by size, all else in the order in which it first comes. A parameter that
 * has the same value in all rows is left out: nothing is a step away in it.
 */
export const placesOf = (
  rows: readonly Readonly<Record<string, unknown>>[],
): readonly (readonly number[])[] => {
  const columns = [...new Set(rows.flatMap(Object.keys))].flatMap((name) => {
    const values = [...new Map(rows.map((row) => [JSON.stringify(row[name]), row[name]]))];
    if (values.length < 2) return [];
    const isOrdered = values.every(([, value]) => typeof value === 'number');
    const ordered = isOrdered ? values.sort(([, a], [, b]) => Number(a) - Number(b)) : values;
    // a step between what has no order is none: two apart
    return { name, places: new Map(ordered.map(([key], place) => [key, isOrdered ? place : 2 * place])) };
  });
  return rows.map((row) => columns.map(({ name, places }) => places.get(JSON.stringify(row[name])) ?? NaN));
};
