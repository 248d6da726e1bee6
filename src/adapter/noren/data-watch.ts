import type { ConnectionLimits } from './connection-limits.js';

/** What a connection has heard, counted in pulses of real time, so that a clock that is set changes nothing. */
export interface Watch {
  /** Since the log-in, ms. */
  readonly elapsedMs: number;
  /** Since the last frame of any kind. */
  readonly unheardMs: number;
  /** The same, while something is subscribed that ticks all the time, and trades. */
  readonly quietMs: number;
  /** Since the last market frame, within trading hours. */
  readonly silentMs: number;
  /** Spans of time that had a market frame, of those that still count; by their number. */
  readonly buckets: readonly number[];
  /** Prices came often enough that their end is a sign. */
  readonly isArmed: boolean;
}

export const FRESH_WATCH: Watch = {
  elapsedMs: 0,
  unheardMs: 0,
  quietMs: 0,
  silentMs: 0,
  buckets: [],
  isArmed: false,
};

/** What was heard within one pulse. */
export interface Heard {
  readonly hasHeard: boolean;
  readonly hasMarket: boolean;
  readonly isInHours: boolean;
  readonly isExpected: boolean;
}

/**
 * The watch one pulse on. Out of trading hours it is not armed, nor before prices came in several spans of a
 * few minutes: a list of quiet instruments is no stalled feed.
 */
export const watchOn = (watch: Watch, heard: Heard, limits: ConnectionLimits): Watch => {
  const elapsedMs = watch.elapsedMs + limits.pulseMs;
  const unheardMs = heard.hasHeard ? 0 : watch.unheardMs + limits.pulseMs;
  const quietMs = heard.hasHeard || !heard.isExpected ? 0 : watch.quietMs + limits.pulseMs;
  if (!heard.isInHours) return { ...FRESH_WATCH, elapsedMs, unheardMs, quietMs };
  const bucket = Math.floor(elapsedMs / limits.bucketMs);
  const first = bucket - Math.ceil(limits.armingMs / limits.bucketMs) + 1;
  const buckets =
    heard.hasMarket && watch.buckets.at(-1) !== bucket
      ? [...watch.buckets.filter((before) => before >= first), bucket]
      : watch.buckets;
  return {
    elapsedMs,
    unheardMs,
    quietMs,
    silentMs: heard.hasMarket ? 0 : watch.silentMs + limits.pulseMs,
    buckets,
    isArmed: watch.isArmed || buckets.length >= limits.armingBuckets,
  };
};

/** No frame of any kind for so long that the socket must be dead. */
export const isDead = (watch: Watch, limits: ConnectionLimits): boolean => watch.unheardMs >= limits.deadMs;

/** Prices came, and come no more though the exchange trades. */
export const isStalled = (watch: Watch, limits: ConnectionLimits): boolean =>
  watch.isArmed && watch.silentMs >= limits.stalledMs;

/** Nothing is heard where something should be, from this pulse on: whoever is there answers. */
export const isProbeDue = (was: Watch, is: Watch, limits: ConnectionLimits): boolean =>
  was.quietMs < limits.probeMs && is.quietMs >= limits.probeMs;

/** Nothing is heard where something should be, and nobody answers. */
export const isUnheard = (watch: Watch, limits: ConnectionLimits): boolean =>
  watch.quietMs >= limits.unheardMs;
