import { type EpochMs, SECOND_MS } from '../../../domain/time.js';
import { timeOfDayOf } from '../../../domain/session.js';
import type { Chances } from './chances.js';
import { type FaultName, isOfFrames } from './fault-list.js';
import type { Market } from './market.js';
import type { MarketConnection } from './market-connection.js';
import type { Sessions } from './sessions.js';
import type { SimulatedClock } from './simulated-clock.js';

/** What has not been quoted so long after the market's first message is told of without a price. */
const OPENING_MS = SECOND_MS;

/** What all connections of a simulated exchange share. */
export class Exchange {
  private readonly connections = new Set<MarketConnection>();
  private readonly bySession = new Map<string, MarketConnection>();
  private sentFrames = 0;
  private openedAt = NaN;
  private isPastOpening = false;
  private timeOfDayMs = NaN;

  constructor(
    readonly market: Market,
    readonly clock: SimulatedClock,
    readonly sessions: Sessions,
    readonly chances: Chances,
    /** A client that takes nothing for so long is not waited for, real ms. */
    readonly patienceMs: number,
    /** Called at every request for market data: the first may be what was waited for. */
    readonly begin: () => void,
  ) {}

  /** Whether the market's first moments are over: what has not been quoted by then may not be for long. */
  get isOpen(): boolean {
    return this.isPastOpening;
  }

  /** Sent to clients so far, of all kinds. */
  get framesSent(): number {
    return this.sentFrames;
  }

  get clients(): number {
    return this.connections.size;
  }

  arrive(connection: MarketConnection): void {
    this.connections.add(connection);
  }

  /** A session has one connection: a new one ends the one before. */
  enter(connection: MarketConnection, session: string): void {
    this.bySession.get(session)?.close(1000);
    this.bySession.set(session, connection);
  }

  leave(connection: MarketConnection): void {
    this.connections.delete(connection);
    const { session } = connection;
    if (session !== undefined && this.bySession.get(session) === connection) this.bySession.delete(session);
  }

  /** The market has come to `at`: what was to happen by then happens. */
  passTo(at: EpochMs): void {
    if (!this.isPastOpening) this.passOpening(at);
    if (this.sessions.haveEndedBy(at)) this.closeEnded();
    if (this.chances.plan.times.length > 0) this.passTimes(at);
  }

  /** Has `fault` happen once: now to every connection where it ends something, else at its next occasion. */
  inject(fault: FaultName): void {
    if (fault === 'expire') this.expire();
    else if (!isOfFrames(fault)) this.chances.force(fault);
    else for (const connection of this.connections) connection.inject(fault);
    this.flush();
  }

  /** No session is good any more. */
  expire(): void {
    this.sessions.expireAll();
    this.closeEnded();
  }

  /** Tells of an order of the account. */
  tellOrder(frame: string): void {
    for (const connection of this.connections) connection.tellOrder(frame);
  }

  flush(): void {
    for (const connection of this.connections) connection.outbox.flush();
  }

  /** Resolves when every client has room for more; undefined when that is now. */
  room(): Promise<void> | undefined {
    const waits = [...this.connections].flatMap(({ outbox }) => outbox.room() ?? []);
    return waits.length === 0 ? undefined : Promise.all(waits).then(() => undefined);
  }

  /** Resolves when every client has received all that went out, or does not answer. */
  async settled(): Promise<void> {
    await Promise.all([...this.connections].map(({ outbox }) => outbox.settled()));
  }

  countSent(): void {
    this.sentFrames += 1;
  }

  private passOpening(at: EpochMs): void {
    if (Number.isNaN(this.openedAt)) this.openedAt = at;
    if (at < this.openedAt + OPENING_MS) return;
    this.isPastOpening = true;
    for (const connection of this.connections) connection.serveHeld();
  }

  private closeEnded(): void {
    for (const connection of this.connections)
      if (connection.session !== undefined && !this.sessions.isGood(connection.session))
        connection.close(1008, 'session expired');
  }

  private passTimes(at: EpochMs): void {
    const before = this.timeOfDayMs;
    const now = timeOfDayOf(at);
    this.timeOfDayMs = now;
    if (Number.isNaN(before)) return;
    for (const { fault, timeOfDayMs } of this.chances.plan.times) {
      const isPassed =
        now >= before
          ? before < timeOfDayMs && timeOfDayMs <= now
          : before < timeOfDayMs || timeOfDayMs <= now;
      if (isPassed) this.inject(fault);
    }
  }
}
