import type { DailyRow } from './daily-rows.js';

/** Returns of a year's months, compounded from those of their sessions. */
export interface YearRow {
  /** `2025`. */
  readonly year: number;
  /** January to December; null where no session of the run was in it. */
  readonly months: readonly (number | null)[];
  /** The months compounded. */
  readonly return: number;
}

/** A row for each year that has a session with a return, in the order of time. */
export const monthlyTable = (days: readonly DailyRow[]): readonly YearRow[] => {
  const years = [...new Set(days.filter((day) => day.return !== null).map(({ date }) => date.slice(0, 4)))];
  return years.map((year) => ({
    year: Number(year),
    months: MONTHS.map((month) => compounded(days, `${year}-${month}`)),
    return: compounded(days, year) ?? 0,
  }));
};

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

const compounded = (days: readonly DailyRow[], period: string): number | null => {
  const returns = days.flatMap((day) =>
    day.date.startsWith(period) && day.return !== null ? [day.return] : [],
  );
  return returns.length === 0 ? null : returns.reduce((grown, r) => grown * (1 + r), 1) - 1;
};
