/** India Standard Time is 5 h 30 min ahead of UTC, all year. */
const AHEAD_MS = 19_800_000;

/** `2025-12-29` of a moment in epoch ms. */
export const istDate = (at: number): string => new Date(at + AHEAD_MS).toISOString().slice(0, 10);

/** `09:15:00`. */
export const istTime = (at: number): string => new Date(at + AHEAD_MS).toISOString().slice(11, 19);

/** `09:15:00.120`. */
export const istTimeMs = (at: number): string => new Date(at + AHEAD_MS).toISOString().slice(11, 23);

/** `2025-12-29 09:15:00`. */
export const istText = (at: number): string => `${istDate(at)} ${istTime(at)}`;

/** Seconds that a chart which knows only UTC shows as the time in India. */
export const chartSeconds = (at: number): number => Math.floor((at + AHEAD_MS) / 1000);

/** The same with its fraction: charts keep values apart by it that are of one second. */
export const chartTime = (at: number): number => (at + AHEAD_MS) / 1000;
