import type { ConnectionState } from '../../domain/connection.js';
import type { Failure } from '../../domain/failure.js';
import type { CloseCause } from './close-cause.js';
import type { Watch } from './data-watch.js';

export type TimerName =
  'Opening' | 'Ack' | 'Retry' | 'Steady' | 'Heartbeat' | 'Pong' | 'Pulse' | 'Batch' | 'Closing';

/** What happens to a connection. `generation` is the socket's: what an earlier one still tells changes nothing. */
export type ConnectionInput =
  | { readonly kind: 'TokenTaken' }
  | { readonly kind: 'TokenMissing'; readonly failure: Failure }
  | { readonly kind: 'TokenRenewed' }
  | { readonly kind: 'Opened'; readonly generation: number }
  | { readonly kind: 'SocketClosed'; readonly generation: number; readonly cause: CloseCause }
  | { readonly kind: 'LoggedIn'; readonly generation: number }
  /** The log-in, or the session later on. */
  | { readonly kind: 'Refused'; readonly generation: number; readonly detail: string }
  | { readonly kind: 'Ponged'; readonly generation: number }
  /** A token waits to be subscribed. */
  | { readonly kind: 'Queued' }
  /** Every token has its snapshot or its time for one is over; `served` have it. */
  | {
      readonly kind: 'Settled';
      readonly served: number;
      readonly asked: number;
      readonly hasMarket: boolean;
    }
  | { readonly kind: 'Timer'; readonly name: Exclude<TimerName, 'Pulse' | 'Batch' | 'Pong'> }
  /** No pong came in time; `hasHeard` where a frame did since the ping. */
  | { readonly kind: 'PongMissed'; readonly hasHeard: boolean }
  /** The time between two batches is over. */
  | { readonly kind: 'BatchDue'; readonly isWaiting: boolean }
  /** What was heard since the last pulse: any frame, a market frame; whether a subscribed exchange trades now, and one of
   * something that ticks all the time. */
  | {
      readonly kind: 'Pulse';
      readonly hasHeard: boolean;
      readonly hasMarket: boolean;
      readonly isInHours: boolean;
      readonly isExpected: boolean;
    }
  | { readonly kind: 'Stopped' };

/** What is to be done. */
export type ConnectionEffect =
  | { readonly kind: 'TakeToken' }
  /** Wait for a session token that is not the one that was used. */
  | { readonly kind: 'RenewToken' }
  | { readonly kind: 'Open'; readonly generation: number }
  | { readonly kind: 'LogIn' }
  /** Order updates first, then every token anew, and the order book where this is not the first time. */
  | { readonly kind: 'Begin'; readonly isAgain: boolean }
  | { readonly kind: 'SubscribeBatch' }
  /** All that was subscribed, order updates too: a server may go on with what nobody hears. */
  | { readonly kind: 'Unsubscribe' }
  | { readonly kind: 'Heartbeat' }
  /** A heartbeat out of turn, whose answer is a frame as any other. */
  | { readonly kind: 'Probe' }
  /** With a close frame; the socket is let go of at once unless it `isAwaited`. */
  | { readonly kind: 'Close'; readonly isAwaited: boolean }
  | { readonly kind: 'Terminate' }
  | { readonly kind: 'StartTimer'; readonly name: TimerName; readonly ms: number }
  | { readonly kind: 'CancelTimer'; readonly name: TimerName }
  | { readonly kind: 'CancelTimers' }
  | {
      readonly kind: 'Tell';
      readonly event: 'Connection' | 'SessionExpired' | 'Unheard' | 'Heard';
      readonly connection: ConnectionState | undefined;
      readonly detail: string;
      readonly level: 'info' | 'warn' | 'error';
    }
  /** The feed is over. */
  | { readonly kind: 'Fail'; readonly failure: Failure };

/** A connection as it stands. */
export interface Connection {
  readonly phase: Phase;
  /** Of the newest socket. */
  readonly generation: number;
  /** Failed tries in a row. */
  readonly failures: number;
  readonly evictions: number;
  /** Connections in a row on which nothing came any more. */
  readonly mutes: number;
  /** Whether a log-in was ever accepted. */
  readonly hasLoggedIn: boolean;
  /** Numbers drawn for waits. */
  readonly draws: number;
}

/** `at` is the state that is told. */
export type Phase =
  | { readonly at: 'Connecting'; readonly needs: 'Token' | 'Socket' }
  | { readonly at: 'LoggingIn' }
  | {
      readonly at: 'Subscribing' | 'Live';
      readonly watch: Watch;
      /** A batch was sent, and the time until the next is not over. */
      readonly isSpacing: boolean;
    }
  | { readonly at: 'Stalled'; readonly why: string }
  | { readonly at: 'Waiting'; readonly for: 'Retry' | 'Token' | 'TokenOrRetry' }
  | { readonly at: 'Evicted' }
  | { readonly at: 'Closed' };

export interface ConnectionSettings {
  /** The server, as it may be shown. */
  readonly place: string;
  readonly seed: number;
}

export type Stepped = readonly [Connection, readonly ConnectionEffect[]];
