/** What has traded today, as the exchange sums it up. Prices are whole ticks. */
export class TradeLedger {
  readonly open: number;
  last: number;
  high: number;
  low: number;
  /** Units. */
  volume: number;
  lastQuantity: number;
  private turnover: number;

  /** The day's first trade, the opening auction's. */
  constructor(
    private readonly ticksPerRupee: number,
    open: number,
    quantity: number,
  ) {
    this.open = open;
    this.last = open;
    this.high = open;
    this.low = open;
    this.volume = quantity;
    this.lastQuantity = quantity;
    this.turnover = open * quantity;
  }

  trade(price: number, quantity: number): void {
    this.last = price;
    this.high = Math.max(this.high, price);
    this.low = Math.min(this.low, price);
    this.volume += quantity;
    this.lastQuantity = quantity;
    this.turnover += price * quantity; // whole ticks by whole units: exact
  }

  /** Rupees, rounded to the paisa. */
  get averagePrice(): number {
    return Math.round((this.turnover * 100) / (this.volume * this.ticksPerRupee)) / 100;
  }
}
