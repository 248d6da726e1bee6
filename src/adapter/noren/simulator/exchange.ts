import type { EpochMs } from '../../../domain/time.js';
import type { Market } from './market.js';
import type { MarketConnection } from './market-connection.js';
import type { Sessions } from './sessions.js';
import type { SimulatedClock } from './simulated-clock.js';

/** What all connections of a simulated exchange share. */
export class Exchange {
  private readonly connections = new Set<MarketConnection>();
  private readonly byToken = new Map<string, MarketConnection>();
  private sentFrames = 0;

  constructor(
    readonly market: Market,
    readonly clock: SimulatedClock,
    readonly sessions: Sessions,
    /** Called at every request for market data: the first may be what was waited for. */
    readonly begin: () => void,
  ) {}

  /** Whether the market's first moments are over: what has not been quoted by then may not be for long. */
  isOpen = false;

  /** Sent to clients so far, of all kinds. */
  get framesSent(): number {
    return this.sentFrames;
  }

  get connected(): ReadonlySet<MarketConnection> {
    return this.connections;
  }

  /** Whether a client that connects with `token` is let in. */
  admits(token: string): boolean {
    return !this.sessions.refusesAll && this.sessions.isGood(token);
  }

  arrive(connection: MarketConnection): void {
    this.connections.add(connection);
  }

  /** A session has one connection: a new one ends the one before. */
  enter(connection: MarketConnection, token: string): void {
    this.byToken.get(token)?.close(1000);
    this.byToken.set(token, connection);
  }

  leave(connection: MarketConnection): void {
    this.connections.delete(connection);
    if (connection.token !== undefined && this.byToken.get(connection.token) === connection)
      this.byToken.delete(connection.token);
  }

  /** Tells of what has not been quoted in the market's first moments. */
  openAt(_at: EpochMs): void {
    this.isOpen = true;
    for (const connection of this.connections) connection.serveHeld();
  }

  flush(): void {
    for (const connection of this.connections) connection.flush();
  }

  /** Resolves when every client has room for more; undefined when that is now. */
  room(): Promise<void> | undefined {
    const waits = [...this.connections].flatMap((connection) => connection.room() ?? []);
    return waits.length === 0 ? undefined : Promise.all(waits).then(() => undefined);
  }

  /** Resolves when every client has received all that went out, or does not answer. */
  async settled(): Promise<void> {
    await Promise.all([...this.connections].map((connection) => connection.settled()));
  }

  countSent(): void {
    this.sentFrames += 1;
  }
}
