/**
 * The number with the fewest decimals that is `value` as a 32-bit number: 25974.9 for 25974.900390625. A value
 * that no 32-bit number is comes back as it is. Needs no text: the quotient of a whole number and an exact
 * power of ten is the double that its decimal spells.
 */
export const shortestSingle = (value: number): number => {
  if (Math.fround(value) !== value) return value;
  for (let power = 1; power <= MOST; power *= 10) {
    const candidate = Math.round(value * power) / power;
    if (Math.fround(candidate) === value) return candidate;
  }
  return value;
};

/** A 32-bit number of 1 or more has no more than this many decimals that say anything. */
const MOST = 1e9;
