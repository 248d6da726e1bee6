import { type ConnectionState, UNHEARD_MS } from '../../domain/connection.js';
import type { FeedEvent } from '../../domain/event.js';
import type { Span } from '../../domain/trading-windows.js';

/**
 * Why a feed was down. `crash`: the process was cut off; `lost`: the socket, by the server or the network; `silent`:
 * open, and nothing came; `log-in`: refused or expired; `taken over`: another session took the log-in.
 */
export type OutageCause = 'crash' | 'lost' | 'silent' | 'log-in' | 'taken over';

export interface Outage extends Span {
  readonly cause: OutageCause;
  /** What the feed said. */
  readonly detail: string;
}

/** Up: authenticated. `Stalled` is an open socket on which nothing comes. */
const UP: ReadonlySet<ConnectionState> = new Set<ConnectionState>(['Subscribing', 'Live']);

/** Folds what a feed tells of its connection into outages. That no instrument ticks is none: a market may be silent. */
export class OutageFold {
  /** When it was first up; before that the session was starting. */
  firstUpAt: number | undefined = undefined;
  connections = 0;
  /** Times that the session went on after it was cut off. */
  recoveries = 0;
  private readonly over: Outage[] = [];
  private down: Omit<Outage, 'to'> | undefined = undefined;

  get isUp(): boolean {
    return this.firstUpAt !== undefined && this.down === undefined;
  }

  /** A tick came, of any token: whatever was told, the feed is up. */
  heard(at: number): void {
    if (!this.isUp) this.goUp(at);
  }

  /** Returns whether the feed went down with it. */
  take({ at, event, connection, detail }: FeedEvent): boolean {
    if (event === 'Resumed') {
      this.recoveries += 1;
      return this.goDown(at, 'crash', detail);
    }
    if (event === 'SessionExpired') return this.goDown(at, 'log-in', detail);
    if (event === 'Unheard') return this.goDown(at - UNHEARD_MS, 'silent', detail);
    if (event === 'Heard') this.goUp(at);
    // Closed is the session's own end.
    if (connection === undefined || connection === 'Closed') return false;
    if (UP.has(connection)) {
      if (connection === 'Subscribing') this.connections += 1;
      this.goUp(at);
      return false;
    }
    if (connection === 'Evicted') return this.goDown(at, 'taken over', detail);
    return this.goDown(at, connection === 'Stalled' ? 'silent' : 'lost', detail);
  }

  /** All outages, one that lasts counted to `endAt`. */
  until(endAt: number): readonly Outage[] {
    return this.down === undefined ? this.over : [...this.over, { ...this.down, to: endAt }];
  }

  private goUp(at: number): void {
    if (this.firstUpAt === undefined) this.firstUpAt = at;
    if (this.down !== undefined) this.over.push({ ...this.down, to: at });
    this.down = undefined;
  }

  /** The first reason is the one that counts; before the first log-in nothing was up. */
  private goDown(from: number, cause: OutageCause, detail: string): boolean {
    if (!this.isUp) return false;
    this.down = { from, cause, detail };
    return true;
  }
}
