import type { Depth } from '../../domain/depth.js';
import type { Price } from '../../domain/money.js';
import { type EpochMs, SECOND_MS } from '../../domain/time.js';
import type { Touchline } from '../../domain/touchline.js';
import { Book } from './book.js';
import { DeepBook } from './deep-book.js';
import type { TradedListing } from './listing.js';
import { OpenInterest } from './open-interest.js';
import { QuietSpells } from './quiet-spells.js';
import type { Random } from './random.js';
import { STEP_MS, widthAt } from './session-shape.js';
import type { MarketMood, Showing, Source } from './source.js';
import { TradeLedger } from './trade-ledger.js';
import { Wandering } from './wandering.js';

/**
 * A future or an equity: trades and quotes about its fair price. At most one frame a step: a trade at a new
 * price is often shown by its price alone, and its volume and the book follow in the next step, as on the
 * Noren wire.
 */
export class TradedInstrument implements Source {
  readonly token;
  private readonly ledger: TradeLedger;
  private readonly book: Book;
  private readonly deepBook: DeepBook;
  private readonly openInterest: OpenInterest | undefined;
  private readonly spells: QuietSpells;
  private readonly width: Wandering;
  private buying: boolean;
  private volumeIsOwed = false;
  private lastTradedAt: number;
  private depthShownAt: number;

  constructor(
    private readonly random: Random,
    private readonly listing: TradedListing,
    /** The fair price now, in rupees. */
    private readonly fair: () => number,
    opensAt: EpochMs,
  ) {
    const { lotSize, ticksPerRupee, auctionLots, previousOpenInterest } = listing;
    this.token = listing.token;
    this.ledger = new TradeLedger(ticksPerRupee, Math.round(fair() * ticksPerRupee), auctionLots * lotSize);
    this.book = new Book(random, listing.lotsAtOnce);
    this.deepBook = new DeepBook(random, listing);
    this.openInterest =
      previousOpenInterest === undefined
        ? undefined
        : new OpenInterest(random, previousOpenInterest / lotSize);
    this.spells = new QuietSpells(random, listing.quiet);
    this.width = new Wandering(random, { deviation: 0.35, memoryMs: 40_000 });
    this.buying = random.chance(0.5);
    this.lastTradedAt = opensAt;
    this.depthShownAt = opensAt;
    this.quote(0);
  }

  act(at: EpochMs, market: MarketMood): Showing | undefined {
    this.spells.step(market.activity);
    this.width.step();
    this.openInterest?.publish(at);
    if (this.volumeIsOwed) {
      this.volumeIsOwed = false;
      this.quote(market.share);
      return this.rest(at);
    }
    if (!this.spells.isQuiet && this.happens(this.listing.tradesPerSecond * market.activity)) {
      this.quote(market.share);
      return this.trade(at, market.activity);
    }
    if (this.happens(this.listing.quotesPerSecond)) {
      this.quote(market.share);
      return this.rest(at);
    }
    return undefined;
  }

  touchline(): Touchline {
    const { lotSize, ticksPerRupee, previousClose, previousOpenInterest } = this.listing;
    const { ledger, book } = this;
    return {
      last: (ledger.last / ticksPerRupee) as Price,
      open: (ledger.open / ticksPerRupee) as Price,
      high: (ledger.high / ticksPerRupee) as Price,
      low: (ledger.low / ticksPerRupee) as Price,
      previousClose: previousClose as Price,
      averagePrice: ledger.averagePrice as Price,
      volume: ledger.volume,
      openInterest: this.openInterest === undefined ? undefined : this.openInterest.published * lotSize,
      previousOpenInterest,
      underlyingOpenInterest: undefined,
      bid: (book.bid.price / ticksPerRupee) as Price,
      ask: (book.ask.price / ticksPerRupee) as Price,
      bidQuantity: book.bid.lots * lotSize,
      askQuantity: book.ask.lots * lotSize,
    };
  }

  depth(): Depth | undefined {
    return this.listing.depthEveryMs === undefined
      ? undefined
      : this.deepBook.depthOf(this.book, this.ledger, this.lastTradedAt);
  }

  private trade(at: EpochMs, activity: number): Showing {
    const before = this.ledger.last;
    const lots = this.sizeOf(activity);
    this.ledger.trade(this.pricePaid(), lots * this.listing.lotSize);
    this.openInterest?.trade(lots);
    this.lastTradedAt = Math.floor(at / SECOND_MS) * SECOND_MS;
    if (this.ledger.last === before) return this.rest(at);
    if (this.random.chance(SHOWN_WHOLE)) return WHOLE;
    this.volumeIsOwed = true;
    return PRICE;
  }

  /** Mostly what the other side asks; buyers and sellers come in runs. */
  private pricePaid(): number {
    if (this.random.chance(TURNS)) this.buying = !this.buying;
    const { bid, ask } = this.book;
    if (this.random.chance(PAID_INSIDE)) return this.random.integer(bid.price, ask.price);
    return this.buying ? ask.price : bid.price;
  }

  private sizeOf(activity: number): number {
    const lots = this.random.heavyTailed(MOST_AT_ONCE) * this.random.integer(1, this.listing.lotsAtOnce);
    return Math.max(1, Math.round(lots * activity));
  }

  private quote(share: number): void {
    const { ticksPerRupee, spreadTicks } = this.listing;
    const stress = widthAt(share) * (this.spells.isQuiet ? QUIET_WIDTH : 1);
    this.book.quote(this.fair() * ticksPerRupee, spreadTicks * stress * (1 + this.width.value));
  }

  private rest(at: EpochMs): Showing {
    const { depthEveryMs } = this.listing;
    if (depthEveryMs === undefined || at < this.depthShownAt + depthEveryMs) return REST;
    this.depthShownAt = at;
    return REST_WITH_DEPTH;
  }

  private happens(perSecond: number): boolean {
    return this.random.chance((perSecond * STEP_MS) / SECOND_MS);
  }
}

/** Shares of trades: at a new price and shown in one frame, paid between bid and ask, on the other side than before. */
const SHOWN_WHOLE = 0.15;
const PAID_INSIDE = 0.1;
const TURNS = 0.2;

/** Beyond this a trade is not, before the hour makes it larger or smaller: the tail is cut. */
const MOST_AT_ONCE = 60;

/** How much wider quotes are while nothing trades. */
const QUIET_WIDTH = 1.8;

const PRICE: Showing = { fields: ['last', 'high', 'low'], withDepth: false };
const REST: Showing = {
  fields: ['averagePrice', 'volume', 'openInterest', 'bid', 'ask', 'bidQuantity', 'askQuantity'],
  withDepth: false,
};
const REST_WITH_DEPTH: Showing = { fields: REST.fields, withDepth: true };
const WHOLE: Showing = { fields: [...PRICE.fields, ...REST.fields], withDepth: false };
