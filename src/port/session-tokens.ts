import type { Secret } from '../domain/secret.js';

/** A log-in at a broker that is good for a day or so. */
export interface SessionToken {
  readonly uid: string;
  /** The trading account; for retail the same as `uid`. */
  readonly accountId: string;
  readonly token: Secret;
}

/** Where session tokens come from: the environment, or a file that `rxtape login` writes. */
export interface SessionTokens {
  /** The one that is there now. Rejects with a UsageError that says how to get one. */
  current(): Promise<SessionToken>;
  /** Resolves with the next one that is not `expired`; rejects when `signal` aborts. */
  renewed(expired: SessionToken, signal: AbortSignal): Promise<SessionToken>;
}
