import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { isToken, type Token } from '../../../domain/token.js';
import type { Dialect } from './dialect.js';
import type { Exchange } from './exchange.js';
import { type Mode, Subscription } from './subscription.js';
import { type WireObject, wireObjectOf } from './wire-object.js';

/** So much may wait for a client before it is told of changes less often. */
const MOST_WAITING_BYTES = 1_000_000;

/** A client that does not answer for so long is not waited for. */
const PATIENCE_MS = 2_000;

/** One client's socket: what it asks, and what it is told. */
export class MarketConnection {
  /** The session token that it connected with; undefined before. */
  token: string | undefined;
  private readonly watched = new Map<string, Watch>();
  /** What has changed while the client was slow; told when it has caught up. */
  private readonly late = new Set<Watch>();
  private isCorked = false;
  private isSlow = false;
  private caughtUp: () => void = () => undefined;
  private hearsOrders = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly raw: Duplex,
    private readonly dialect: Dialect,
    private readonly exchange: Exchange,
  ) {
    this.hearsOrders = dialect.name === 'legacy'; // there connecting is enough
    socket.on('message', (data: Buffer) => this.receive(data.toString()));
    socket.on('close', () => this.end());
    socket.on('error', () => this.socket.terminate());
    raw.on('drain', () => this.catchUp());
  }

  /** Tells of an order of the account, if the client asked for that. */
  tellOrder(frame: string): void {
    if (this.token !== undefined && this.hearsOrders) this.send(frame);
  }

  /** Lets go out what was made since the last time. */
  flush(): void {
    if (!this.isCorked) return;
    this.isCorked = false;
    this.raw.uncork();
    this.isSlow = this.raw.writableLength > MOST_WAITING_BYTES;
  }

  /** Resolves when the client has taken what waits for it; undefined when it has. */
  room(): Promise<void> | undefined {
    if (!this.isSlow) return undefined;
    return new Promise((resolve) => {
      this.caughtUp = resolve;
    });
  }

  /** Resolves when the client has received all that went out, as its answer to a ping tells, or does not answer. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS);
      const done = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.socket.once('pong', done).once('close', done);
      if (this.socket.readyState === this.socket.OPEN) this.socket.ping();
      else done();
    });
  }

  close(code: number, reason?: string): void {
    this.flush();
    this.socket.close(code, reason);
  }

  /** Snapshots that were held back in the hope of values. */
  serveHeld(): void {
    for (const watch of this.watched.values())
      if (!watch.subscription.isServed && watch.subscription.scrip.instrument !== undefined)
        this.send(watch.subscription.snapshot());
    this.flush();
  }

  private receive(text: string): void {
    const frame = wireObjectOf(text);
    if (frame === undefined) return;
    if (this.token === undefined) this.connect(frame);
    else this.answer(frame);
    this.flush();
  }

  private connect(frame: WireObject): void {
    const { connect, acknowledge, tokenKey } = this.dialect;
    if (frame['t'] !== connect) return; // before a good connect all else is lost
    const token = frame[tokenKey] ?? '';
    const { uid, accountId } = this.exchange.sessions.user;
    const isGood = frame['uid'] === uid && frame['actid'] === accountId && this.exchange.admits(token);
    this.send(JSON.stringify({ t: acknowledge, uid: frame['uid'] ?? '', s: isGood ? 'OK' : 'NOT_OK' }));
    if (!isGood) {
      this.close(1008, 'invalid credentials');
      return;
    }
    this.token = token;
    this.exchange.enter(this, token);
  }

  private answer(frame: WireObject): void {
    const keys = frame['k'] ?? '';
    switch (frame['t']) {
      case 'h':
        this.send(`{"t":"hk","hk":"${Math.floor(this.exchange.clock.now() / 1_000)}"}`);
        break;
      case 't':
      case 'd':
        for (const token of tokensOf(keys)) this.watch(frame['t'], token);
        break;
      case 'u':
        for (const token of tokensOf(keys)) this.unwatch('t', token);
        this.send(JSON.stringify({ t: 'uk', k: keys }));
        break;
      case 'ud':
        for (const token of tokensOf(keys)) this.unwatch('d', token);
        this.send(JSON.stringify({ t: 'udk', k: keys }));
        break;
      case 'o':
        this.hearsOrders = true;
        this.send('{"t":"ok"}');
        break;
      case 'uo':
        this.hearsOrders = false;
        this.send('{"t":"uok"}');
        break;
      default: // a server says nothing to what it does not know
    }
  }

  private watch(mode: Mode, token: Token): void {
    const key = `${mode}${token}`;
    const before = this.watched.get(key);
    const watch = before ?? new Watch(new Subscription(this.exchange.market.scrip(token), mode), this);
    if (before === undefined) {
      this.watched.set(key, watch);
      watch.subscription.scrip.watchers.add(watch);
    }
    const { scrip } = watch.subscription;
    if (scrip.isQuoted || (scrip.instrument !== undefined && this.exchange.isOpen))
      this.send(watch.subscription.snapshot());
    this.exchange.begin();
  }

  private unwatch(mode: Mode, token: Token): void {
    const watch = this.watched.get(`${mode}${token}`);
    if (watch === undefined) return;
    this.watched.delete(`${mode}${token}`);
    this.drop(watch);
  }

  private drop(watch: Watch): void {
    watch.subscription.scrip.watchers.delete(watch);
    this.late.delete(watch);
  }

  /** The scrip of `watch` has changed. */
  changed(watch: Watch): void {
    if (this.isSlow) this.late.add(watch);
    else this.tell(watch);
  }

  private tell({ subscription }: Watch): void {
    const frame = subscription.isServed ? subscription.delta() : subscription.snapshot();
    if (frame !== undefined) this.send(frame);
  }

  private catchUp(): void {
    if (!this.isSlow) return;
    this.isSlow = false;
    for (const watch of this.late) this.tell(watch);
    this.late.clear();
    this.flush();
    this.caughtUp();
  }

  private send(frame: string): void {
    if (!this.isCorked) {
      this.isCorked = true;
      this.raw.cork();
    }
    this.socket.send(frame);
    this.exchange.countSent();
  }

  private end(): void {
    for (const watch of this.watched.values()) this.drop(watch);
    this.watched.clear();
    this.caughtUp();
    this.exchange.leave(this);
  }
}

/** A subscription, and whom it is of. */
export class Watch {
  constructor(
    readonly subscription: Subscription,
    private readonly connection: MarketConnection,
  ) {}

  changed(): void {
    this.connection.changed(this);
  }
}

/** Of a list `NSE|22#NFO|45764`, which may end in `#`. */
const tokensOf = (keys: string): readonly Token[] => keys.split('#').filter(isToken);
