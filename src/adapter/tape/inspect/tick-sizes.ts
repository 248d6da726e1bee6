/** Prices are looked at in ten-thousandths of a rupee, the finest step of any exchange here. */
const STEPS_PER_RUPEE = 10_000;
/** Of prices off the common step so many are taken for odd ones. */
const ODD_SHARE = 0.01;
/** A step is looked for among the divisors of this: ten rupees. */
const LARGEST = 100_000;

/** The divisors of {@link LARGEST}, largest first. */
const DIVISORS: readonly number[] = Array.from({ length: LARGEST }, (_, i) => LARGEST - i).filter(
  (step) => LARGEST % step === 0,
);

const greatestCommon = (a: number, b: number): number => (b === 0 ? a : greatestCommon(b, a % b));

/** Of a price in steps, by its remainder to {@link LARGEST}: the place of the greatest divisor that it is a multiple of. */
const CLASS_OF = Uint8Array.from({ length: LARGEST }, (_, remainder) =>
  DIVISORS.indexOf(greatestCommon(LARGEST, remainder)),
);
/** The price is no whole number of steps: of another market, or a double that came out of 32 bits. */
const OFF_GRID = DIVISORS.length;
const CLASSES = DIVISORS.length + 1;

/** The common step of a token's prices. */
export interface TickSize {
  /** Rupees; undefined when there is none from 0.0001 on. */
  readonly step: number | undefined;
  /** Prices that were looked at, and of them those that are no multiple of the step. */
  readonly prices: number;
  readonly odd: number;
}

/** Counts for each token by what its prices can be divided. O(1) a price. */
export class TickSizes {
  private counts = new Uint32Array(0);

  fit(tokens: number): void {
    if (tokens * CLASSES <= this.counts.length) return;
    const before = this.counts;
    this.counts = new Uint32Array(Math.max(tokens * CLASSES, 2 * before.length));
    this.counts.set(before);
  }

  add(token: number, price: number): void {
    const exact = price * STEPS_PER_RUPEE;
    const steps = Math.round(exact);
    const place = Math.abs(exact - steps) < 0.01 ? (CLASS_OF[steps % LARGEST] ?? OFF_GRID) : OFF_GRID;
    const index = token * CLASSES + place;
    this.counts[index] = (this.counts[index] ?? 0) + 1;
  }

  /** The greatest step of which all prices but one in a hundred are multiples. */
  of(token: number): TickSize {
    const own = this.counts.subarray(token * CLASSES, (token + 1) * CLASSES);
    const prices = own.reduce((sum, count) => sum + count, 0);
    for (const step of DIVISORS) {
      const fitting = DIVISORS.reduce(
        (sum, divisor, i) => sum + (divisor % step === 0 ? (own[i] ?? 0) : 0),
        0,
      );
      if (prices > 0 && prices - fitting <= prices * ODD_SHARE)
        return { step: step / STEPS_PER_RUPEE, prices, odd: prices - fitting };
    }
    return { step: undefined, prices, odd: 0 };
  }
}
