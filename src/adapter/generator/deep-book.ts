import { type Depth, DEPTH_FIELDS, type DepthField } from '../../domain/depth.js';
import type { Book } from './book.js';
import type { TradedListing } from './listing.js';
import type { Random } from './random.js';
import type { TradeLedger } from './trade-ledger.js';

/** What a depth feed adds, at the moment it is asked for: levels 2 to 5 behind the best, and the totals. */
export class DeepBook {
  private buyLots: number;
  private sellLots: number;

  constructor(
    private readonly random: Random,
    private readonly listing: TradedListing,
  ) {
    this.buyLots = random.integer(FEWEST_LOTS, MOST_LOTS);
    this.sellLots = random.integer(FEWEST_LOTS, MOST_LOTS);
  }

  /** `lastTradedAt` is epoch ms. */
  depthOf(book: Book, ledger: TradeLedger, lastTradedAt: number): Depth {
    const { lotSize, ticksPerRupee, previousClose } = this.listing;
    const depth = { ...NO_DEPTH };
    let bid = book.bid.price;
    let ask = book.ask.price;
    for (const [bidAt, bidQuantityAt, askAt, askQuantityAt] of LEVELS) {
      bid -= this.random.heavyTailed(6);
      ask += this.random.heavyTailed(6);
      depth[bidAt] = bid / ticksPerRupee;
      depth[bidQuantityAt] = lotSize * this.random.heavyTailed(40);
      depth[askAt] = ask / ticksPerRupee;
      depth[askQuantityAt] = lotSize * this.random.heavyTailed(40);
    }
    this.buyLots = this.strayed(this.buyLots);
    this.sellLots = this.strayed(this.sellLots);
    depth.lastQuantity = ledger.lastQuantity;
    depth.lastTradedAt = lastTradedAt;
    depth.totalBuyQuantity = lotSize * this.buyLots;
    depth.totalSellQuantity = lotSize * this.sellLots;
    depth.lowerCircuit = Math.round(previousClose * 0.9 * ticksPerRupee) / ticksPerRupee;
    depth.upperCircuit = Math.round(previousClose * 1.1 * ticksPerRupee) / ticksPerRupee;
    return depth;
  }

  private strayed(lots: number): number {
    return Math.min(MOST_LOTS, Math.max(FEWEST_LOTS, lots + this.random.integer(-40, 40)));
  }
}

/** What the whole side of the book may come to. */
const FEWEST_LOTS = 3_000;
const MOST_LOTS = 6_000;

type MutableDepth = { -readonly [K in DepthField]: number | undefined };

const NO_DEPTH = Object.fromEntries(DEPTH_FIELDS.map((field) => [field, undefined])) as MutableDepth;

const LEVELS = [
  ['bid2', 'bidQuantity2', 'ask2', 'askQuantity2'],
  ['bid3', 'bidQuantity3', 'ask3', 'askQuantity3'],
  ['bid4', 'bidQuantity4', 'ask4', 'askQuantity4'],
  ['bid5', 'bidQuantity5', 'ask5', 'askQuantity5'],
] as const;
