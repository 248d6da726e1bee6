/**
 * A ledger as one would keep it on paper, in whole numbers of any size: every fill is kept, and every figure is
 * worked out anew from all of them. Shares no code with what it is held against. Money in ten-thousandths of a
 * rupee.
 */
export interface PlainFill {
  readonly strategy: string;
  readonly token: string;
  /** Bought units; sold ones negative. */
  readonly units: bigint;
  /** Ten-thousandths of a rupee. */
  readonly price: bigint;
  readonly charges: bigint;
  readonly multiplier: bigint;
}

export interface PlainFigures {
  readonly units: bigint;
  readonly cash: bigint;
  readonly charges: bigint;
  readonly worth: bigint;
  /** Exact, as a fraction. */
  readonly realised: Fraction;
  readonly unrealised: Fraction;
}

export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

export const plainFigures = (
  fills: readonly PlainFill[],
  last: ReadonlyMap<string, bigint>,
): PlainFigures => {
  let figures: PlainFigures = {
    units: 0n,
    cash: 0n,
    charges: 0n,
    worth: 0n,
    realised: NONE,
    unrealised: NONE,
  };
  const keys = new Set(fills.map(({ strategy, token }) => `${strategy} ${token}`));
  for (const key of keys) {
    const own = fills.filter(({ strategy, token }) => `${strategy} ${token}` === key);
    const mark = last.get(own[0]?.token ?? '') ?? 0n;
    figures = together(figures, ofOne(own, mark));
  }
  return figures;
};

/** Of one strategy's fills in one token: what is closed is taken from the mean of what was paid for what is held. */
const ofOne = (fills: readonly PlainFill[], mark: bigint): PlainFigures => {
  let units = 0n;
  let cash = 0n;
  let charges = 0n;
  let mean = NONE; // per unit, multiplier and all
  let realised = NONE;
  for (const fill of fills) {
    const each = whole(fill.price * fill.multiplier);
    cash -= fill.price * fill.multiplier * fill.units + fill.charges;
    charges += fill.charges;
    const opens = units === 0n || units > 0n === fill.units > 0n;
    const closed = opens ? 0n : least(size(units), size(fill.units));
    const opened = size(fill.units) - closed;
    const way = units > 0n ? 1n : -1n;
    realised = plus(realised, times(plus(each, times(mean, -1n)), closed * way));
    const kept = size(units) - closed;
    units += fill.units;
    if (units === 0n) mean = NONE;
    else if (opened > 0n)
      mean = divided(plus(times(kept === 0n ? NONE : mean, kept), times(each, opened)), size(units));
  }
  const worth = mark * (fills[0]?.multiplier ?? 1n) * units;
  return { units, cash, charges, worth, realised, unrealised: plus(whole(worth), times(mean, -units)) };
};

const together = (a: PlainFigures, b: PlainFigures): PlainFigures => ({
  units: a.units + b.units,
  cash: a.cash + b.cash,
  charges: a.charges + b.charges,
  worth: a.worth + b.worth,
  realised: plus(a.realised, b.realised),
  unrealised: plus(a.unrealised, b.unrealised),
});

const NONE: Fraction = { over: 0n, under: 1n };
const whole = (over: bigint): Fraction => ({ over, under: 1n });
const size = (a: bigint): bigint => (a < 0n ? -a : a);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const times = ({ over, under }: Fraction, by: bigint): Fraction => ({ over: over * by, under });
const divided = ({ over, under }: Fraction, by: bigint): Fraction => reduced(over, under * by);
const plus = (a: Fraction, b: Fraction): Fraction =>
  reduced(a.over * b.under + b.over * a.under, a.under * b.under);
const reduced = (over: bigint, under: bigint): Fraction => {
  const by = divisor(size(over), under);
  return { over: over / by, under: under / by };
};
const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));

/** How far a whole number is from the fraction, rounded up. */
export const distance = (from: number, { over, under }: Fraction): number =>
  Number((size(BigInt(from) * under - over) + under - 1n) / under);
