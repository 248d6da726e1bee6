import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Ending, FrameFaults, MarketFrame, Outgoing } from './frame-faults.js';

/** What an outbox needs of those around it. */
export interface OutboxEvents {
  /** A frame went out. */
  readonly sent: () => void;
  /** The client has caught up: what was kept from it can be told. */
  readonly caughtUp: () => void;
  /** All values of `subscription` are to be told again. */
  readonly distrusted: (subscription: object) => void;
  /** All sessions are to end. */
  readonly expired: () => void;
}

/** So much may wait for a client before it is told of changes less often. */
const MOST_WAITING_BYTES = 1_000_000;
/** What goes out to one client: whole turns at once, bounded, and with the faults that strike it. */
export class Outbox {
  private isCorked = false;
  private isLate = false;
  /** It has been waited for in vain: not again before it has caught up. */
  private isGivenUp = false;
  private isMuted = false;
  private isHung = false;
  private hasRoom: () => void = () => undefined;

  constructor(
    private readonly socket: WebSocket,
    private readonly raw: Duplex,
    private readonly faults: FrameFaults,
    private readonly events: OutboxEvents,
    /** A client that takes nothing for so long is not waited for. */
    private readonly patienceMs: number,
  ) {
    socket.on('ping', (data) => {
      if (!this.isHung) socket.pong(data);
    });
    raw.on('drain', () => {
      if (!this.isLate) return;
      this.isLate = false;
      this.isGivenUp = false;
      this.events.caughtUp();
      this.hasRoom();
    });
  }

  /** Whether the client is slow: so much waits for it that changes are to be kept back. */
  get isSlow(): boolean {
    return this.isLate;
  }

  /** Market data: what may go wrong. */
  market(frame: MarketFrame): void {
    if (this.isMuted || this.isHung) return;
    if (this.faults.isQuiet) this.put(frame.text);
    else for (const outgoing of this.faults.pass(frame)) this.do(outgoing);
  }

  /** An answer, or an order's update. */
  say(text: string): void {
    if (this.isHung) return;
    if (!this.isMuted) for (const outgoing of this.faults.release()) this.do(outgoing);
    this.put(text);
  }

  /** Ends the connection, or what is sent on it. */
  end(by: Ending): void {
    switch (by) {
      case 'drop':
        this.socket.terminate();
        break;
      case 'close':
        this.close(1001, 'going away');
        break;
      case 'evict':
        this.close(1000);
        break;
      case 'expire':
        this.events.expired();
        break;
      case 'mute':
        this.isMuted = true;
        break;
      case 'hang':
        this.isHung = true;
        break;
    }
  }

  close(code: number, reason?: string): void {
    this.flush();
    this.socket.close(code, reason);
  }

  /** Lets go out what was made since the last time. */
  flush(): void {
    if (!this.isCorked) return;
    this.isCorked = false;
    this.raw.uncork();
    this.isLate = this.raw.writableLength > MOST_WAITING_BYTES;
  }

  /** Resolves when the client has taken what waits for it, or is given up; undefined where nobody has to wait. */
  room(): Promise<void> | undefined {
    if (!this.isLate || this.isGivenUp) return undefined;
    return this.answered((done) => {
      this.hasRoom = done;
    });
  }

  /** Resolves when the client has received all that went out, as its answer to a ping tells, or is given up. */
  settled(): Promise<void> {
    for (const outgoing of this.faults.release()) this.do(outgoing);
    this.flush();
    return this.answered((done) => {
      this.socket.once('pong', done);
      if (this.socket.readyState === this.socket.OPEN) this.socket.ping();
      else done();
    });
  }

  private answered(ask: (done: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.socket.off('close', done).off('pong', done);
        resolve();
      };
      const timer = setTimeout(() => {
        this.isGivenUp = this.isLate;
        done();
      }, this.patienceMs);
      this.socket.once('close', done);
      ask(done);
    });
  }

  private do(outgoing: Outgoing): void {
    switch (outgoing.kind) {
      case 'text':
        this.put(outgoing.text);
        break;
      case 'bytes':
        this.put(outgoing.bytes);
        break;
      case 'fragments':
        outgoing.texts.forEach((text, i) => this.put(text, i === outgoing.texts.length - 1));
        break;
      case 'distrust':
        this.events.distrusted(outgoing.of);
        break;
      case 'end':
        this.end(outgoing.by);
        break;
    }
  }

  private put(data: string | Uint8Array, isLast = true): void {
    if (!this.isCorked) {
      this.isCorked = true;
      this.raw.cork();
    }
    if (isLast) this.socket.send(data);
    else this.socket.send(data, { fin: false });
    this.events.sent();
  }
}
