import { inUnits, unitsPerQuantityOf } from '../../codec/noren/lots.js';
import type { Instrument } from '../../domain/instrument.js';
import type { EpochMs } from '../../domain/time.js';
import type { Token } from '../../domain/token.js';
import type { TouchlineMessage } from '../../domain/touchline.js';
import { ticksAllTheTime } from '../../domain/ticks-all-the-time.js';
import type { ConnectionLimits } from './connection-limits.js';
import { openedAt } from './session-hours.js';
import { type Subscription, Subscriptions } from './subscriptions.js';

/** What becomes of a market frame. */
export type MarketAnswer =
  | { readonly kind: 'Pass'; readonly message: TouchlineMessage }
  /** Of a token that is not subscribed. */
  | { readonly kind: 'Foreign' }
  /** It says that it is of one instrument and is named as another. */
  | { readonly kind: 'Mixed'; readonly detail: string };

/** One instrument that has been silent, and for how long, ms of the session's time. */
export interface Silence {
  readonly instrument: Instrument;
  readonly silentMs: number;
}

/** Looks after the subscribed tokens: who has a snapshot, who is silent, whose frame is whose. */
export class MarketDesk {
  readonly subscriptions: Subscriptions;
  private readonly tokensBySymbol: ReadonlyMap<string, Token>;
  private readonly exchanges: readonly string[];
  /** Of what ticks all the time. */
  private readonly ticking: readonly string[];
  /** A market frame came since the last pulse; on this connection. */
  private hasMarket = false;
  private hasMarketEver = false;

  constructor(
    instruments: readonly Instrument[],
    private readonly limits: ConnectionLimits,
  ) {
    this.subscriptions = new Subscriptions(instruments.slice(0, limits.mostTokens), limits);
    this.tokensBySymbol = new Map(
      instruments.map(({ exchange, tradingSymbol, token }) => [`${exchange}|${tradingSymbol}`, token]),
    );
    this.exchanges = [...new Set(instruments.map(({ exchange }) => exchange))];
    this.ticking = [...new Set(instruments.filter(ticksAllTheTime).map(({ exchange }) => exchange))];
  }

  /** Undefined for a symbol of none of the instruments. */
  tokenOf(exchange: string, symbol: string): Token | undefined {
    return this.tokensBySymbol.get(`${exchange}|${symbol}`);
  }

  /** A new connection. */
  begin(): void {
    this.hasMarketEver = false;
    this.subscriptions.begin();
  }

  get hasHeardMarket(): boolean {
    return this.hasMarketEver;
  }

  /** Whether a market frame came since the last call. */
  takeHeard(): boolean {
    const heard = this.hasMarket;
    this.hasMarket = false;
    return heard;
  }

  /**
   * `message` goes on, its quantities in units, unless it is of none of ours, or says by its `symbol` that it is
   * of another.
   */
  hear(message: TouchlineMessage, symbol: string | undefined): MarketAnswer {
    const subscription = this.subscriptions.of(message.token);
    if (subscription === undefined) return FOREIGN;
    this.hasMarket = true;
    this.hasMarketEver = true;
    if (message.kind === 'tk') {
      if (symbol !== undefined && this.isOfAnother(subscription, symbol)) {
        const ours = subscription.symbol ?? subscription.instrument.tradingSymbol;
        return { kind: 'Mixed', detail: `ts: ${message.token} is ${ours}, got "${symbol}"` };
      }
      if (symbol !== undefined) subscription.symbol = symbol;
      this.subscriptions.serve(subscription);
    } else if (subscription.standing !== 'Served') this.subscriptions.missSnapshot(subscription);
    subscription.lastAt = message.receivedAt;
    subscription.isSilent = false;
    return { kind: 'Pass', message: inUnits(message, unitsPerQuantityOf(subscription.instrument)) };
  }

  /** Whether an exchange of ours is in its continuous trading at `at`. */
  isInHours(at: EpochMs): boolean {
    return this.exchanges.some((exchange) => openedAt(exchange, at) !== undefined);
  }

  /** Whether that of something that ticks all the time is: so long frames come every second. */
  isExpected(at: EpochMs): boolean {
    return this.ticking.some((exchange) => openedAt(exchange, at) !== undefined);
  }

  /** The tokens without a tick for so long at `at`, within their exchange's hours; each once for one silence. */
  silences(at: EpochMs): readonly Silence[] {
    const silences: Silence[] = [];
    for (const subscription of this.subscriptions.all()) {
      const { instrument, exchange, lastAt, isSilent } = subscription;
      if (isSilent || lastAt === undefined || at - lastAt < this.limits.silentMs) continue;
      const opened = openedAt(exchange, at);
      if (opened === undefined) continue;
      const silentMs = at - Math.max(lastAt, opened);
      if (silentMs < this.limits.silentMs) continue;
      subscription.isSilent = true;
      silences.push({ instrument, silentMs });
    }
    return silences;
  }

  /**
   * A feed names an index as it likes, but it does not change a name, and gives none that another instrument of
   * ours has.
   */
  private isOfAnother({ token, instrument, symbol }: Subscription, told: string): boolean {
    if (told === instrument.tradingSymbol || told === symbol) return false;
    if (symbol !== undefined) return true;
    const named = this.tokenOf(instrument.exchange, told);
    return named !== undefined && named !== token;
  }
}

const FOREIGN: MarketAnswer = { kind: 'Foreign' };
