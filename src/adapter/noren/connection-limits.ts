import { UNHEARD_MS } from '../../domain/connection.js';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../domain/time.js';

/** How long a connection waits for what, in real milliseconds, and how much it asks for at once. */
export interface ConnectionLimits {
  /** For the socket to open, its TLS and HTTP included. */
  readonly openMs: number;
  /** For the answer to the log-in. */
  readonly ackMs: number;
  /** Before the first new try; each further one waits twice as long. */
  readonly backoffFirstMs: number;
  /** No try waits longer than this, but for those below. */
  readonly backoffMostMs: number;
  /** Share of a wait that chance may take away, 0 to 1. */
  readonly jitter: number;
  /** Of a connection that has been live so long, earlier failures are forgotten. */
  readonly steadyMs: number;
  /** Tries before the first log-in; after them a server that cannot be reached is a failure. */
  readonly firstTries: number;
  /** After another session took the log-in over; twice as long each time, up to `evictedMostMs`. */
  readonly evictedMs: number;
  readonly evictedMostMs: number;
  /** The least between tries in the early morning, 02:30 to 07:00 IST. */
  readonly morningMs: number;
  /** Between tries for a session token that seems dead. */
  readonly slowMs: number;
  /** Between two heartbeats, each an `h` frame and a ping. */
  readonly heartbeatMs: number;
  /** For the pong. */
  readonly pongMs: number;
  /** Without any frame the socket is dead. */
  readonly deadMs: number;
  /** Without any frame for so long, where something ticks all the time, a heartbeat asks whether anybody is there. */
  readonly probeMs: number;
  /** Without any frame for so long, that heartbeat not answered either, the feed is told to be `Unheard`. */
  readonly unheardMs: number;
  /** Without any price, once armed, the connection is stalled. */
  readonly stalledMs: number;
  /** Prices in `armingBuckets` different spans of `bucketMs` within `armingMs` arm the watch for silence. */
  readonly armingBuckets: number;
  readonly bucketMs: number;
  readonly armingMs: number;
  /** Log-ins in a row that were accepted and brought nothing, before the session token is taken for dead. */
  readonly mutes: number;
  /** For a stalled socket to close before it is torn down. */
  readonly closeMs: number;
  /** Tokens in one subscription frame, and the time between two frames. */
  readonly batchSize: number;
  readonly batchMs: number;
  /** For the snapshot of a token, from its subscription. */
  readonly snapshotMs: number;
  /** How often a token is subscribed again because of updates without a snapshot, until it has one. */
  readonly resubscribes: number;
  /** More tokens than this are not subscribed, and reported so. */
  readonly mostTokens: number;
  /** A warning at more tokens than this: servers were seen to send nothing for those above about a hundred. */
  readonly usualTokens: number;
  /** Without a tick in session hours a token is reported silent, once; of the session's time, not of real time. */
  readonly silentMs: number;
  /** How often silences and deadlines are looked at. */
  readonly pulseMs: number;
  /** For one answer about orders after a reconnect, during which order updates wait; and how often it is tried. */
  readonly reconcileMs: number;
  readonly reconcileTries: number;
}

export const CONNECTION_LIMITS: ConnectionLimits = {
  openMs: 15 * SECOND_MS,
  ackMs: 15 * SECOND_MS,
  backoffFirstMs: SECOND_MS,
  backoffMostMs: MINUTE_MS,
  jitter: 0.5,
  steadyMs: MINUTE_MS,
  firstTries: 4,
  evictedMs: 30 * SECOND_MS,
  evictedMostMs: HOUR_MS / 4,
  morningMs: 3 * MINUTE_MS,
  slowMs: 3 * MINUTE_MS,
  heartbeatMs: 30 * SECOND_MS,
  pongMs: 10 * SECOND_MS,
  deadMs: 2 * MINUTE_MS,
  probeMs: 2 * SECOND_MS,
  unheardMs: UNHEARD_MS,
  stalledMs: 3 * MINUTE_MS,
  armingBuckets: 3,
  bucketMs: 30 * SECOND_MS,
  armingMs: 5 * MINUTE_MS,
  mutes: 2,
  closeMs: 2 * SECOND_MS,
  batchSize: 100,
  batchMs: 100,
  snapshotMs: 5 * SECOND_MS,
  resubscribes: 3,
  mostTokens: Infinity,
  usualTokens: 100,
  silentMs: 5 * MINUTE_MS,
  pulseMs: SECOND_MS,
  reconcileMs: 20 * SECOND_MS,
  reconcileTries: 3,
};
