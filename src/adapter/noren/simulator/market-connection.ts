import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { SECOND_MS } from '../../../domain/time.js';
import { isToken, type Token } from '../../../domain/token.js';
import type { Random } from '../../generator/random.js';
import type { Dialect } from './dialect.js';
import type { Exchange } from './exchange.js';
import type { FaultName } from './fault-list.js';
import { FrameFaults, isEnding } from './frame-faults.js';
import { Outbox } from './outbox.js';
import { strangersTo } from './strangers.js';
import { type Mode, Subscription } from './subscription.js';
import { type WireObject, wireObjectOf } from './wire-object.js';

/** One client's socket: what it asks, and what it is told. */
export class MarketConnection {
  /** The session token that it connected with; undefined before. */
  session: string | undefined;
  readonly outbox: Outbox;
  private readonly watched = new Map<string, Watch>();
  /** What has changed while the client was slow; told when it has caught up. */
  private readonly late = new Set<Watch>();
  private readonly faults: FrameFaults;
  private hearsOrders: boolean;

  constructor(
    socket: WebSocket,
    raw: Duplex,
    private readonly dialect: Dialect,
    private readonly exchange: Exchange,
    private readonly random: Random,
  ) {
    this.hearsOrders = dialect.name === 'legacy'; // there connecting is enough
    this.faults = new FrameFaults(
      random,
      () => exchange.chances.plan,
      strangersTo(exchange.market, (token) => this.watched.has(`t${token}`) || this.watched.has(`d${token}`)),
    );
    this.outbox = new Outbox(
      socket,
      raw,
      this.faults,
      {
        sent: () => exchange.countSent(),
        caughtUp: () => this.catchUp(),
        distrusted: (subscription) => {
          if (subscription instanceof Subscription) subscription.distrust();
        },
        expired: () => exchange.expire(),
      },
      exchange.patienceMs,
    );
    socket.on('message', (data: Buffer) => this.receive(data.toString()));
    socket.on('close', () => this.end());
    socket.on('error', () => socket.terminate());
  }

  /** Tells of an order of the account, if the client asked for that. */
  tellOrder(frame: string): void {
    if (this.session !== undefined && this.hearsOrders) this.outbox.say(frame);
  }

  close(code: number, reason?: string): void {
    this.outbox.close(code, reason);
  }

  /** Snapshots that were held back in the hope of values. */
  serveHeld(): void {
    for (const watch of this.watched.values())
      if (!watch.subscription.isServed && watch.subscription.scrip.instrument !== undefined)
        this.serve(watch);
    this.outbox.flush();
  }

  /** Has `fault` happen: now if it ends something, else to the next frame. */
  inject(fault: FaultName): void {
    if (isEnding(fault)) this.outbox.end(fault);
    else this.faults.force(fault);
  }

  /** The scrip of `watch` has changed. */
  changed(watch: Watch): void {
    if (this.outbox.isSlow) this.late.add(watch);
    else this.tell(watch);
  }

  private receive(text: string): void {
    const frame = wireObjectOf(text);
    if (frame === undefined) return;
    if (this.session === undefined) this.connect(frame);
    else this.answer(frame);
    this.outbox.flush();
  }

  private connect(frame: WireObject): void {
    const { connect, acknowledge, tokenKey } = this.dialect;
    if (frame['t'] !== connect) return; // before a good connect all else is lost
    const { sessions } = this.exchange;
    const session = frame[tokenKey] ?? '';
    const isKnown = frame['uid'] === sessions.user.uid && frame['actid'] === sessions.user.accountId;
    const leavesOpen = this.strikes('nack-open');
    const isRefused = leavesOpen || this.strikes('refuse') || !isKnown || !sessions.isGood(session);
    const good = this.strikes('ack-case') ? 'Ok' : 'OK';
    this.outbox.say(
      JSON.stringify({ t: acknowledge, uid: frame['uid'] ?? '', s: isRefused ? 'NOT_OK' : good }),
    );
    if (!isRefused) {
      this.session = session;
      this.exchange.enter(this, session);
    } else if (!leavesOpen) this.close(1008, 'invalid credentials');
  }

  private answer(frame: WireObject): void {
    const keys = frame['k'] ?? '';
    switch (frame['t']) {
      case 'h':
        this.outbox.say(`{"t":"hk","hk":"${Math.floor(this.exchange.clock.now() / SECOND_MS)}"}`);
        break;
      case 't':
      case 'd':
        for (const token of tokensOf(keys)) this.watch(frame['t'], token);
        break;
      case 'u':
        for (const token of tokensOf(keys)) this.unwatch('t', token);
        this.outbox.say(JSON.stringify({ t: 'uk', k: keys }));
        break;
      case 'ud':
        for (const token of tokensOf(keys)) this.unwatch('d', token);
        this.outbox.say(JSON.stringify({ t: 'udk', k: keys }));
        break;
      case 'o':
        this.hearsOrders = true;
        if (!this.strikes('no-ok')) this.outbox.say('{"t":"ok"}');
        break;
      case 'uo':
        this.hearsOrders = false;
        this.outbox.say('{"t":"uok"}');
        break;
      default: // a server says nothing to what it does not know
    }
  }

  private watch(mode: Mode, token: Token): void {
    const key = `${mode}${token}`;
    const watch = this.watched.get(key) ?? this.begin(key, mode, token);
    const { scrip } = watch.subscription;
    if (scrip.isQuoted || (scrip.instrument !== undefined && this.exchange.isOpen)) this.serve(watch);
    this.exchange.begin();
  }

  private begin(key: string, mode: Mode, token: Token): Watch {
    const most = this.exchange.chances.plan.mostScrips ?? Infinity;
    const isSilent = this.watched.size >= most || this.strikes('unserved');
    const watch = new Watch(new Subscription(this.exchange.market.scrip(token), mode), this);
    this.watched.set(key, watch);
    if (isSilent) watch.isSilent = true;
    else watch.subscription.scrip.watchers.add(watch);
    return watch;
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

  private serve({ subscription, isSilent }: Watch): void {
    if (!isSilent) this.outbox.market({ text: subscription.snapshot(), of: subscription, isSnapshot: true });
  }

  private tell(watch: Watch): void {
    const { subscription } = watch;
    if (!subscription.isServed) {
      this.serve(watch);
      return;
    }
    const text = subscription.delta();
    if (text !== undefined)
      this.outbox.market({ text, of: subscription, isSnapshot: subscription.hasBegunAnew });
  }

  private catchUp(): void {
    for (const watch of this.late) this.tell(watch);
    this.late.clear();
    this.outbox.flush();
  }

  private strikes(fault: FaultName): boolean {
    return this.exchange.chances.strikes(fault, this.random);
  }

  private end(): void {
    for (const watch of this.watched.values()) this.drop(watch);
    this.watched.clear();
    this.exchange.leave(this);
  }
}

/** A subscription, and whom it is of. */
export class Watch {
  /** Accepted, and never served. */
  isSilent = false;

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
