import type { Rows } from './rows.js';
import { Sighting } from './sighting.js';
import { TickSizes } from './tick-sizes.js';
import { TokenColumn } from './token-column.js';

/** A step by more than this share of the price before is a jump. */
export const JUMP = 0.2;

/** A jump is a spike when the next price is as near as this to the one before. */
const BACK = 0.05;
/** Below this a step of one tick is a jump: cheap options bounce between bid and ask. Rupees. */
const LEAST_SPIKE = 10;

/** Folds the prices of each token: range, the step they have in common, and jumps from one to the next. */
export class PriceFold {
  readonly ticks = new TickSizes();
  readonly low = new TokenColumn(Infinity);
  readonly high = new TokenColumn(-Infinity);
  /** The last one. */
  readonly price = new TokenColumn(NaN);
  /** Steps of more than {@link JUMP}; their extent is the step as a ratio of the price before. */
  readonly jumps = new Sighting();
  /** The greatest step of each token, as a ratio. */
  readonly greatest = new TokenColumn(0);
  /** Jumps that the next price takes back; their extent as that of jumps. */
  readonly spikes = new Sighting();
  /** Rows whose price is 0, which none is. */
  readonly zeros = new Sighting();

  /** The price before a jump, while the next price has not come. */
  private readonly bases = new TokenColumn(NaN);

  take({ columns, file, token, tokens, isGood }: Rows, column: Float64Array): void {
    const { at, count, firstRow } = columns;
    const low = this.low.fit(tokens);
    const high = this.high.fit(tokens);
    const prices = this.price.fit(tokens);
    const greatest = this.greatest.fit(tokens);
    const bases = this.bases.fit(tokens);
    this.ticks.fit(tokens);
    for (let i = 0; i < count; i += 1) {
      const price = column[i] ?? NaN;
      if (Number.isNaN(price) || isGood[i] === 0) continue;
      if (price === 0) {
        this.zeros.see(file, firstRow + i, at[i] ?? NaN, 0);
        continue;
      }
      const own = token[i] ?? 0;
      const before = prices[own] ?? NaN;
      if (price === before) continue;
      prices[own] = price;
      this.ticks.add(own, price);
      if (price < (low[own] ?? Infinity)) low[own] = price;
      if (price > (high[own] ?? -Infinity)) high[own] = price;
      const step = Math.abs(price - before) / before;
      if (step > (greatest[own] ?? 0)) greatest[own] = step;
      const base = bases[own] ?? NaN;
      if (Math.abs(price - base) <= BACK * base) this.spikes.see(file, firstRow + i, at[i] ?? NaN, step);
      bases[own] = NaN;
      if (step <= JUMP || Number.isNaN(step)) continue;
      this.jumps.see(file, firstRow + i, at[i] ?? NaN, step);
      if (before >= LEAST_SPIKE) bases[own] = before;
    }
  }

  /** Takes prices that are in between for the range and the step alone: the extremes of bars. */
  takeInside({ columns: { count }, token, tokens, isGood }: Rows, column: Float64Array): void {
    const low = this.low.fit(tokens);
    const high = this.high.fit(tokens);
    this.ticks.fit(tokens);
    for (let i = 0; i < count; i += 1) {
      const price = column[i] ?? NaN;
      if (!(price > 0) || isGood[i] === 0) continue;
      const own = token[i] ?? 0;
      this.ticks.add(own, price);
      if (price < (low[own] ?? Infinity)) low[own] = price;
      if (price > (high[own] ?? -Infinity)) high[own] = price;
    }
  }
}
