/** A bar of a file, or a trade as a bar of one price; `at` is where it begins, epoch ms. */
export interface Row {
  readonly at: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

const IST_MINUTES = 330;
const DAY_MINUTES = 1_440;

/** `rows` in order, grouped into intervals of `minutes` from `openMinute` of each day on, IST; empty ones are left out. */
export const resampled = (rows: readonly Row[], minutes: number, openMinute: number): readonly Row[] => {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const minute = Math.floor(row.at / 60_000) + IST_MINUTES;
    const day = Math.floor(minute / DAY_MINUTES);
    const since = (minute % DAY_MINUTES) - openMinute;
    const start = day * DAY_MINUTES + openMinute + Math.floor(since / minutes) * minutes;
    const at = (start - IST_MINUTES) * 60_000;
    const group = groups.get(at) ?? [];
    group.push(row);
    groups.set(at, group);
  }
  return [...groups].map(([at, group]) => ({
    at,
    open: group[0]?.open ?? NaN,
    high: Math.max(...group.map(({ high }) => high)),
    low: Math.min(...group.map(({ low }) => low)),
    close: group.at(-1)?.close ?? NaN,
    volume: group.reduce((sum, { volume }) => sum + volume, 0),
  }));
};
