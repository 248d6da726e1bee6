import type { Instrument } from '../../domain/instrument.js';
import type { EpochMs } from '../../domain/time.js';
import { exchangeOf, type Token } from '../../domain/token.js';
import type { ConnectionLimits } from './connection-limits.js';

/** How a token stands with the server: not asked for yet, asked for, has its snapshot, had none in time. */
type Standing = 'Waiting' | 'Asked' | 'Served' | 'Unserved';

/** One subscribed token. */
export interface Subscription {
  readonly token: Token;
  readonly exchange: string;
  readonly instrument: Instrument;
  standing: Standing;
  /** The pulse at which it was asked for. */
  askedAt: number;
  /** How often it was asked for since its last snapshot. */
  asks: number;
  /** As the feed names it; undefined before the first snapshot. */
  symbol: string | undefined;
  /** Of its last message; undefined before the first of this connection. */
  lastAt: EpochMs | undefined;
  /** Its silence was told. */
  isSilent: boolean;
}

/** What is wanted of the server and what it gave: kept over reconnects, asked for anew after each. */
export class Subscriptions {
  private readonly byToken = new Map<Token, Subscription>();
  /** Exchange by number; `''` where several exchanges have a token of this number. */
  private readonly exchanges = new Map<string, string>();
  private queue: Token[] = [];
  /** Tokens that were asked for and have neither a snapshot nor run out of time. */
  private open = new Set<Subscription>();
  private pulses = 0;

  constructor(
    instruments: readonly Instrument[],
    private readonly limits: Pick<ConnectionLimits, 'batchSize' | 'snapshotMs' | 'pulseMs' | 'resubscribes'>,
  ) {
    for (const instrument of instruments) {
      const { token } = instrument;
      const exchange = exchangeOf(token);
      const number = token.slice(exchange.length + 1);
      this.byToken.set(token, {
        token, exchange, instrument, standing: 'Waiting', askedAt: 0, asks: 0, symbol: undefined,
        lastAt: undefined, isSilent: false,
      }); // prettier-ignore
      this.exchanges.set(number, this.exchanges.has(number) ? '' : exchange);
    }
  }

  get size(): number {
    return this.byToken.size;
  }

  get served(): number {
    let served = 0;
    for (const { standing } of this.byToken.values()) if (standing === 'Served') served += 1;
    return served;
  }

  /** Every token has its snapshot, or its time for one is over. */
  get isSettled(): boolean {
    return this.queue.length === 0 && this.open.size === 0;
  }

  get isWaiting(): boolean {
    return this.queue.length > 0;
  }

  all(): Iterable<Subscription> {
    return this.byToken.values();
  }

  of(token: Token): Subscription | undefined {
    return this.byToken.get(token);
  }

  /** The exchange of a token of this number; undefined where there is none or more than one. */
  exchangeOf(number: string): string | undefined {
    const exchange = this.exchanges.get(number);
    return exchange === '' ? undefined : exchange;
  }

  /** A new connection knows of no token. */
  begin(): void {
    this.queue = [...this.byToken.keys()];
    this.open = new Set();
    for (const subscription of this.byToken.values()) {
      subscription.standing = 'Waiting';
      subscription.asks = 0;
      subscription.lastAt = undefined;
      subscription.isSilent = false;
    }
  }

  /** The tokens of the next frame, which is taken for sent. */
  nextBatch(): readonly Token[] {
    const batch = this.queue.splice(0, this.limits.batchSize);
    for (const token of batch) {
      const subscription = this.byToken.get(token);
      if (subscription === undefined) continue;
      subscription.standing = 'Asked';
      subscription.askedAt = this.pulses;
      subscription.asks += 1;
      this.open.add(subscription);
    }
    return batch;
  }

  /** What this connection was asked for so far, in frames' lengths. */
  batchesAsked(): readonly (readonly Token[])[] {
    const asked = [...this.byToken.values()]
      .filter(({ standing, asks }) => standing !== 'Waiting' || asks > 0)
      .map(({ token }) => token);
    const { batchSize } = this.limits;
    return Array.from({ length: Math.ceil(asked.length / batchSize) }, (_, i) =>
      asked.slice(i * batchSize, (i + 1) * batchSize),
    );
  }

  /** A snapshot came. One that nobody asked for, as a server mixes up sessions, promises no updates. */
  serve(subscription: Subscription): void {
    if (subscription.standing === 'Served') return;
    if (subscription.standing === 'Waiting' && subscription.asks === 0) return;
    if (subscription.standing === 'Waiting')
      this.queue = this.queue.filter((token) => token !== subscription.token);
    subscription.standing = 'Served';
    subscription.asks = 0;
    this.open.delete(subscription);
  }

  /** An update came before the snapshot: the token is asked for again, unless it just was, or often enough. */
  missSnapshot(subscription: Subscription): void {
    const { standing, askedAt, asks } = subscription;
    if (standing === 'Waiting' || standing === 'Served') return;
    if (asks <= this.limits.resubscribes && askedAt < this.pulses) this.askAgain(subscription);
  }

  /** What came of the token may be incomplete: a snapshot makes it whole. */
  refresh(subscription: Subscription): void {
    if (subscription.standing === 'Served') this.askAgain(subscription);
  }

  /** One pulse of time on: tokens whose time is over are asked for once more; those it is over for again are returned. */
  pulse(): readonly Subscription[] {
    this.pulses += 1;
    const unserved: Subscription[] = [];
    const patience = this.limits.snapshotMs / this.limits.pulseMs;
    for (const subscription of this.open) {
      if (this.pulses - subscription.askedAt < patience) continue;
      if (subscription.asks === 1) this.askAgain(subscription);
      else {
        subscription.standing = 'Unserved';
        this.open.delete(subscription);
        unserved.push(subscription);
      }
    }
    return unserved;
  }

  private askAgain(subscription: Subscription): void {
    subscription.standing = 'Waiting';
    this.open.delete(subscription);
    this.queue.push(subscription.token);
  }
}
