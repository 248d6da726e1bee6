/** Where the series gives way to the continued fraction: both are good to the last digits there. */
const FAR = 2.5;
const TERMS = 120;

/**
 * The error function, to about 1e-15: by its series with all terms positive near zero, by the continued fraction
 * of its complement further out. Source: Abramowitz and Stegun, 7.1.6 and 7.1.14.
 */
export const erf = (x: number): number => (x < 0 ? -erf(-x) : x < FAR ? series(x) : 1 - fraction(x));

/** 1 − erf(x), which keeps its digits where erf comes near to 1. */
export const erfc = (x: number): number => (x < 0 ? 2 - erfc(-x) : x < FAR ? 1 - series(x) : fraction(x));

/** The standard normal distribution. */
export const normalCdf = (x: number): number => 0.5 * erfc(-x / Math.SQRT2);

/** Beyond this {@link normalCdf} is 0: the smallest double. */
const OUTERMOST = 39;
/** Down to the last bit of a double. */
const HALVINGS = 60;

/**
 * The x below which the standard normal distribution has `probability`: −1.645 for 0.05. Infinite for 0 and 1.
 * The distribution halved down to where it lies, on the lower side, where its digits are kept.
 */
export const normalQuantile = (probability: number): number => {
  if (probability > 0.5) return -normalQuantile(1 - probability);
  if (probability === 0.5) return 0;
  if (probability === 0) return -Infinity;
  let [low, high] = [-OUTERMOST, 0];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

const series = (x: number): number => {
  let term = x;
  let sum = x;
  for (let n = 1; n < TERMS && term > sum * Number.EPSILON; n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
};

const fraction = (x: number): number => {
  let tail = x;
  for (let n = TERMS; n > 0; n -= 1) tail = x + n / 2 / tail;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
};
