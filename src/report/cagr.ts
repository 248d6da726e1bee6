import { SESSIONS_PER_YEAR } from '../domain/hurdles.js';

/** Days in a year, leap days shared out. */
const DAYS_PER_YEAR = 365.25;
/** In years: what less time made says nothing of a year. */
const A_WEEK = 1 / 52;

/**
 * Compound growth per year of equity that grew to `growth` times itself in `days` calendar days. Null for less than a
 * week, where nothing was left to grow, and where a year of it is beyond all numbers.
 */
export const cagr = (growth: number, days: number): number | null => perYear(growth, days / DAYS_PER_YEAR);

/** The same in `sessions`. */
export const cagrBySessions = (
  growth: number,
  sessions: number,
  sessionsPerYear = SESSIONS_PER_YEAR,
): number | null => perYear(growth, sessions / sessionsPerYear);

const perYear = (growth: number, years: number): number | null => {
  if (years < A_WEEK || growth <= 0) return null;
  const rate = growth ** (1 / years) - 1;
  return Number.isFinite(rate) ? rate : null;
};
