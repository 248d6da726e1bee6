/** So many ticks, other inputs and entries. */
export interface Counts {
  touchlines: number;
  others: number;
  entries: number;
}

export const noCounts = (): Counts => ({ touchlines: 0, others: 0, entries: 0 });

export const addTo = (sum: Counts, { touchlines, others, entries }: Readonly<Counts>): void => {
  sum.touchlines += touchlines;
  sum.others += others;
  sum.entries += entries;
};

export const countsText = ({ touchlines, others, entries }: Counts): string =>
  `${touchlines} ticks, ${others} other inputs, ${entries} entries`;
