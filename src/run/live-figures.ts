import type { ConnectionState } from '../domain/connection.js';
import type { Entry } from '../domain/entry.js';
import type { EpochMs } from '../domain/time.js';
import type { Token } from '../domain/token.js';
import type { Input } from '../port/input.js';
import { type Latency, LatencyHistogram } from '../report/latency.js';

/** What a session has come to so far; counts are from its beginning. */
export interface LiveStats {
  /** Market messages that went down the belt, malformed ones included. */
  readonly messages: number;
  readonly ticks: number;
  readonly malformed: number;
  readonly orderReports: number;
  readonly decisions: number;
  readonly refused: number;
  readonly orders: number;
  readonly fills: number;
  /** Inputs that wait for the belt now, and the most that ever did. */
  readonly waiting: number;
  readonly longest: number;
  /** Messages that were folded into others while they waited. */
  readonly conflated: number;
  /** From the socket to the end of the belt, all decisions made. */
  readonly latency: Latency;
  /** The token whose last tick is longest ago, by the session's clock; undefined where there are no tokens. */
  readonly silence: { readonly token: Token; readonly ms: number } | undefined;
  /** Undefined before the feed has told. */
  readonly connection: ConnectionState | undefined;
  readonly reconnects: number;
}

/** Counts what goes down the belt of a live session. Takes about 0.1 µs an entry. */
export class LiveFigures {
  messages = 0;
  malformed = 0;
  private ticks = 0;
  private orderReports = 0;
  private decisions = 0;
  private refused = 0;
  private orders = 0;
  private fills = 0;
  private connection: ConnectionState | undefined = undefined;
  private connections = 0;
  private readonly tickedAt = new Map<Token, EpochMs>();
  /** Up to the last lap, and since. */
  private readonly latencies = new LatencyHistogram();
  private readonly recent = new LatencyHistogram();

  /** Of a token that has had no tick, its silence is from `startAt` on. */
  constructor(tokens: Iterable<Token>, startAt: EpochMs) {
    for (const token of tokens) this.tickedAt.set(token, startAt);
  }

  take(entry: Entry): void {
    switch (entry.kind) {
      case 'Tick':
        this.ticks += 1;
        this.tickedAt.set(entry.token, entry.at);
        break;
      case 'Decision':
        this.decisions += 1;
        break;
      case 'Refused':
        this.refused += 1;
        break;
      case 'OrderSent':
        this.orders += 1;
        break;
      case 'OrderUpdate':
        if (entry.fill !== undefined) this.fills += 1;
        break;
      case 'FeedEvent':
        if (entry.order !== undefined) this.orderReports += 1;
        if (entry.connection !== undefined) this.connection = entry.connection;
        if (entry.connection === 'Connecting') this.connections += 1;
        break;
      case 'ClockTicked':
      case 'Command':
      case 'Approved':
      case 'Halted':
      case 'CloseFailed':
      case 'ModifySent':
      case 'CancelSent':
      case 'UnexpectedUpdate':
      case 'StrategyFailed':
      case 'WrongToken':
      case 'Bar':
      case 'Plotted':
        break;
    }
  }

  /** `input` has gone down the belt, `ms` of real time after it came. */
  done(input: Input, ms: number): void {
    if (input.kind !== 'tk' && input.kind !== 'tf' && input.kind !== 'Malformed') return;
    this.messages += 1;
    if (input.kind === 'Malformed') this.malformed += 1;
    this.recent.record(ms);
  }

  /** The latency since this was last asked. */
  lap(): Latency {
    const { latency } = this.recent;
    this.latencies.add(this.recent);
    this.recent.reset();
    return latency;
  }

  stats(now: number, waiting: Waiting): LiveStats {
    return {
      messages: this.messages,
      ticks: this.ticks,
      malformed: this.malformed,
      orderReports: this.orderReports,
      decisions: this.decisions,
      refused: this.refused,
      orders: this.orders,
      fills: this.fills,
      waiting: waiting.length,
      longest: waiting.longest,
      conflated: waiting.conflated,
      latency: latencyOf(this.latencies, this.recent),
      silence: this.silence(now),
      connection: this.connection,
      reconnects: Math.max(0, this.connections - 1),
    };
  }

  private silence(now: number): LiveStats['silence'] {
    let longest: LiveStats['silence'] = undefined;
    for (const [token, at] of this.tickedAt) {
      if (longest === undefined || now - at > longest.ms) longest = { token, ms: now - at };
    }
    return longest;
  }
}

interface Waiting {
  readonly length: number;
  readonly longest: number;
  readonly conflated: number;
}

const latencyOf = (...parts: readonly LatencyHistogram[]): Latency => {
  const all = new LatencyHistogram();
  for (const part of parts) all.add(part);
  return all.latency;
};
