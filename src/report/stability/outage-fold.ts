import type { ConnectionState } from '../../domain/connection.js';
import type { FeedEvent } from '../../domain/event.js';
import { overlapOf, type Span, withinOf } from './span.js';

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

/** A feed on which something that ticks all the time is subscribed, and nothing comes for longer, is down; ms. */
export const SILENT_MS = 5_000;

/** Up: authenticated. `Stalled` is an open socket on which nothing comes. */
const UP: ReadonlySet<ConnectionState> = new Set<ConnectionState>(['Subscribing', 'Live']);

const NO_TICK = 'no tick of any instrument';

/** Folds what a feed tells of its connection, and when something came, into outages. */
export class OutageFold {
  /** When it was first up; before that the session was starting. */
  firstUpAt: number | undefined = undefined;
  connections = 0;
  /** Times that the session went on after it was cut off. */
  recoveries = 0;
  private readonly over: Outage[] = [];
  private down: Omit<Outage, 'to'> | undefined = undefined;
  private heardAt = 0;

  /** `watched`: when something that is subscribed ticks all the time. */
  constructor(private readonly watched: readonly Span[]) {}

  get isUp(): boolean {
    return this.firstUpAt !== undefined && this.down === undefined;
  }

  /** A tick came, of any token: whatever was told, the feed is up. */
  heard(at: number): void {
    if (!this.isUp) this.goUp(at);
    const silence = this.silenceAt(at);
    if (silence !== undefined) this.over.push({ ...silence, cause: 'silent', detail: NO_TICK });
    this.heardAt = at;
  }

  /** Returns whether the feed went down with it. */
  take({ at, event, connection, detail }: FeedEvent): boolean {
    if (event === 'Resumed') {
      this.recoveries += 1;
      return this.goDown(at, 'crash', detail);
    }
    if (event === 'SessionExpired') return this.goDown(at, 'log-in', detail);
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
    if (this.down !== undefined) return [...this.over, { ...this.down, to: endAt }];
    const silence = this.isUp ? this.silenceAt(endAt) : undefined;
    return silence === undefined
      ? this.over
      : [...this.over, { ...silence, cause: 'silent', detail: NO_TICK }];
  }

  private goUp(at: number): void {
    if (this.firstUpAt === undefined) this.firstUpAt = at;
    if (this.down !== undefined) this.over.push({ ...this.down, to: at });
    this.down = undefined;
    this.heardAt = Math.max(this.heardAt, at);
  }

  /** The first reason is the one that counts, a silence before it too; before the first log-in nothing was up. */
  private goDown(from: number, cause: OutageCause, detail: string): boolean {
    if (!this.isUp) return false;
    const silence = this.silenceAt(from);
    this.down =
      silence === undefined ? { from, cause, detail } : { from: silence.from, cause: 'silent', detail };
    return true;
  }

  /** Since the last tick, where that is too long. */
  private silenceAt(at: number): Span | undefined {
    if (at - this.heardAt <= SILENT_MS) return undefined; // most ticks: no look at the hours
    const span = { from: this.heardAt, to: at };
    return overlapOf(span, this.watched) > SILENT_MS ? withinOf(span, this.watched) : undefined;
  }
}
