import type { ConnectionState } from '../../domain/connection.js';

/** What a feed has seen so far; it grows while the feed runs. */
export interface NorenStats {
  readonly state: ConnectionState;
  /** Of any kind. */
  readonly frames: number;
  /** Market messages passed on. */
  readonly messages: number;
  readonly malformed: number;
  /** Market frames of tokens that are not subscribed. */
  readonly foreign: number;
  /** Sockets opened after the first. */
  readonly reconnects: number;
  readonly orders: number;
  readonly repeatedOrders: number;
  /** Tokens that have a snapshot of this connection. */
  readonly served: number;
}
