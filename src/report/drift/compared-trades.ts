import type { Entry } from '../../domain/entry.js';
import { type Fill, signedQuantityOf } from '../../domain/fill.js';
import type { Instrument } from '../../domain/instrument.js';
import { minus, type Money, NO_MONEY, plus, type Price, valueOf } from '../../domain/money.js';
import { closingOf } from '../../domain/round-trip.js';
import type { Token } from '../../domain/token.js';
import { averagePrice } from '../average-price.js';
import { tradeSideOf } from '../trade.js';
import type { ComparedTrade, Leg } from './compared-trade.js';

/**
 * Folds a run's entries into its round trips, those included that are open at the end, with what the market was at
 * each execution. Their net profits sum to that of the run, to the last ten-thousandth of a rupee.
 */
export class ComparedTrades {
  private readonly last = new Map<Token, Price>();
  private readonly open = new Map<string, Trip>();
  private readonly closed: ComparedTrade[] = [];

  constructor(private readonly instruments: ReadonlyMap<Token, Instrument>) {}

  take(entry: Entry): void {
    if (entry.kind === 'Tick') {
      if (entry.last !== undefined) this.last.set(entry.token, entry.last);
    } else if (entry.kind === 'OrderUpdate' && entry.fill !== undefined) this.fill(entry.fill);
  }

  /** In the order in which they were opened. Once, after the last entry. */
  result(): readonly ComparedTrade[] {
    const open = [...this.open.values()].map((trip) => trip.result(this.last.get(trip.token)));
    return [...this.closed, ...open].sort((a, b) => a.openedAt - b.openedAt);
  }

  private fill(fill: Fill): void {
    const instrument = this.instruments.get(fill.token);
    if (instrument === undefined) return;
    const key = `${fill.strategy} ${fill.token}`;
    const market = this.last.get(fill.token) ?? fill.price;
    const trip = this.open.get(key);
    const closing = closingOf(fill, trip?.held ?? 0);
    if (trip !== undefined && closing.quantity > 0)
      trip.exit(fill, closing.quantity, closing.charges, market);
    if (trip?.held === 0) {
      this.closed.push(trip.result(undefined));
      this.open.delete(key);
    }
    const entered = fill.quantity - closing.quantity;
    if (entered === 0) return;
    const going = this.open.get(key) ?? new Trip(fill, instrument);
    this.open.set(key, going);
    going.enter(fill, entered, minus(fill.charges, closing.charges), market);
  }
}

/** Sums of one side of a round trip; money per unit of multiplier 1, so that a price is its quotient. */
interface Sums {
  quantity: number;
  value: Money;
  market: Money;
}

class Trip {
  /** Signed units. */
  held = 0;
  private readonly entries: Sums = { quantity: 0, value: NO_MONEY, market: NO_MONEY };
  private readonly exits: Sums = { quantity: 0, value: NO_MONEY, market: NO_MONEY };
  /** What executions brought and cost, before charges. */
  private flow: Money = NO_MONEY;
  private charges: Money = NO_MONEY;
  private touchedAt: number;

  constructor(
    private readonly first: Fill,
    private readonly instrument: Instrument,
  ) {
    this.touchedAt = first.at;
  }

  get token(): Token {
    return this.first.token;
  }

  enter(fill: Fill, quantity: number, charges: Money, market: Price): void {
    this.book(this.entries, fill, quantity, charges, market);
  }

  exit(fill: Fill, quantity: number, charges: Money, market: Price): void {
    this.book(this.exits, fill, quantity, charges, market);
  }

  /** What is still held is valued at `last`, the price of its own entry where none is known. */
  result(last: Price | undefined): ComparedTrade {
    const { first, instrument, held } = this;
    const entry = legOf(this.entries);
    const left = last ?? (entry.price as Price);
    const { exits } = this;
    const value = valueOf(left, Math.abs(held), 1);
    const exit = legOf({
      quantity: exits.quantity + Math.abs(held),
      value: plus(exits.value, value),
      market: plus(exits.market, value),
    });
    const gross = plus(this.flow, valueOf(left, held, instrument.multiplier));
    return {
      strategy: first.strategy,
      token: first.token,
      instrument: instrument.name,
      side: tradeSideOf(first.side),
      quantity: this.entries.quantity,
      openedAt: first.at,
      closedAt: held === 0 ? this.touchedAt : undefined,
      entry,
      exit,
      gross,
      charges: this.charges,
      net: minus(gross, this.charges),
    };
  }

  private book(sums: Sums, fill: Fill, quantity: number, charges: Money, market: Price): void {
    const signed = Math.sign(signedQuantityOf(fill)) * quantity;
    sums.quantity += quantity;
    sums.value = plus(sums.value, valueOf(fill.price, quantity, 1));
    sums.market = plus(sums.market, valueOf(market, quantity, 1));
    this.flow = minus(this.flow, valueOf(fill.price, signed, this.instrument.multiplier));
    this.charges = plus(this.charges, charges);
    this.held += signed;
    this.touchedAt = fill.at;
  }
}

const legOf = ({ quantity, value, market }: Sums): Leg => ({
  price: averagePrice(value, quantity),
  market: averagePrice(market, quantity),
});
