/**
 * The t that Student's distribution of `degrees` of freedom (1, 2, …) is within with probability `confidence`,
 * two-sided: 2.776 for 0.95 and 4. O(degrees).
 * Source: Abramowitz and Stegun, 26.7.3 and 26.7.4, halved down to where it lies.
 */
export const studentT = (confidence: number, degrees: number): number => {
  let [low, high] = [0, 1];
  while (within(high, degrees) < confidence) high *= 2;
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if (within(middle, degrees) < confidence) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** Down to the last bit of a double. */
const HALVINGS = 60;

/** How likely chance alone takes Student's T as far from zero as `t`, to either side; 1 for 0. O(degrees). */
export const studentP = (t: number, degrees: number): number =>
  Math.min(1, Math.max(0, 1 - within(Math.abs(t), degrees)));

/** Probability of |T| ≤ t. */
const within = (t: number, degrees: number): number => {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const cosine = Math.cos(angle);
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= (cosine ** 2 * (k - 1)) / k;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
};
