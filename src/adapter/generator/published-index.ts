import type { Price } from '../../domain/money.js';
import type { EpochMs } from '../../domain/time.js';
import { NO_TOUCHLINE, type Touchline } from '../../domain/touchline.js';
import type { Listing } from './listing.js';
import type { Random } from './random.js';
import { STEP_MS } from './session-shape.js';
import type { Showing, Source } from './source.js';

/** An index: a value that is published now and then. Nobody trades it, so it has no volume and no book. */
export class PublishedIndex implements Source {
  readonly token;
  private readonly open: number;
  private last: number;
  private high: number;
  private low: number;

  constructor(
    private readonly random: Random,
    private readonly listing: Listing,
    /** The index now, in rupees. */
    private readonly level: () => number,
  ) {
    this.token = listing.token;
    this.open = this.levelOnGrid();
    this.last = this.open;
    this.high = this.open;
    this.low = this.open;
  }

  act(_at: EpochMs): Showing | undefined {
    this.last = this.levelOnGrid();
    this.high = Math.max(this.high, this.last);
    this.low = Math.min(this.low, this.last);
    return this.random.chance(STEP_MS / PUBLISHED_EVERY_MS) ? VALUE : undefined;
  }

  touchline(): Touchline {
    const { ticksPerRupee, previousClose } = this.listing;
    return {
      ...NO_TOUCHLINE,
      last: (this.last / ticksPerRupee) as Price,
      open: (this.open / ticksPerRupee) as Price,
      high: (this.high / ticksPerRupee) as Price,
      low: (this.low / ticksPerRupee) as Price,
      previousClose: previousClose as Price,
    };
  }

  depth(): undefined {
    return undefined;
  }

  private levelOnGrid(): number {
    return Math.round(this.level() * this.listing.ticksPerRupee);
  }
}

/** On average; the exchange computes it more often than a broker's feed passes it on. */
const PUBLISHED_EVERY_MS = 3_500;

const VALUE: Showing = { fields: ['last', 'high', 'low'], withDepth: false };
