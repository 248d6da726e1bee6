import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { timeOfDayOf } from '../../domain/session.js';
import { type EpochMs, HOUR_MS } from '../../domain/time.js';
import type { ConnectionLimits } from './connection-limits.js';

/** What a wait depends on by chance: the same seed and number of draws give the same wait. */
export interface Chance {
  readonly seed: number;
  readonly draws: number;
}

/**
 * Real milliseconds before the next try after `failures` in a row, the first being 1: exponential, less a random
 * part so that many clients do not come back together. Minutes where a server is taken to be down for the night.
 */
export const backoffMs = (
  limits: ConnectionLimits,
  failures: number,
  chance: Chance,
  isNightly: boolean,
): number => {
  const most = isNightly
    ? Math.max(limits.morningMs, limits.backoffMostMs)
    : Math.min(limits.backoffMostMs, limits.backoffFirstMs * 2 ** Math.max(0, failures - 1));
  return Math.round(most * (1 - limits.jitter * uniform(chance)));
};

/** Before the next try after `evictions` in a row: never less than the limit, so that two clients do not fight. */
export const evictedMs = (limits: ConnectionLimits, evictions: number, chance: Chance): number => {
  const least = Math.min(limits.evictedMostMs, limits.evictedMs * 2 ** Math.max(0, evictions - 1));
  return Math.round(least * (1 + limits.jitter * uniform(chance)));
};

const MAINTENANCE = { from: 2.5 * HOUR_MS, to: 7 * HOUR_MS };

/** 02:30 to 07:00 IST: servers end sessions and refuse connections. */
export const isMaintenance = (at: EpochMs): boolean => {
  const clock = timeOfDayOf(at);
  return clock >= MAINTENANCE.from && clock < MAINTENANCE.to;
};

/** In [0, 1). */
const uniform = ({ seed, draws }: Chance): number => {
  const generator = xoroshiro128plus(Math.imul(seed, 0x9e3779b1) + draws);
  generator.jump();
  return uniformFloat32(generator);
};
