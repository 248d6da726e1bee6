/** Epoch milliseconds, UTC. */
export type EpochMs = number & { readonly EpochMs: unique symbol };

export const epochMs = (value: number): EpochMs => value as EpochMs;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
