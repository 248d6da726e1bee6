import { isGiven } from './given.js';
import { periodsOf } from './periods.js';
import { type Join, slide, type Sliding, sliding } from './sliding.js';

/** Of a run of pairs: means, and sums of squared and of multiplied distances from them. */
interface Moments {
  readonly meanX: number;
  readonly meanY: number;
  readonly squaresX: number;
  readonly squaresY: number;
  readonly products: number;
}

/** Pearson's correlation of the last pairs of values, -1 to 1; plain data. */
export interface Correlation {
  readonly window: Sliding<Moments>;
  /** Undefined until `periods` pairs were seen, and where either side is all the same. */
  readonly value: number | undefined;
}

/** Of at least two pairs. Prices trend together whatever they do: correlate their changes. */
export const correlation = (periods = 20): Correlation => ({
  window: sliding(periodsOf('correlation', periods, 2)),
  value: undefined,
});

/** Takes the next pair; where either is missing nothing changes. O(1), and once in `periods` steps O(periods). */
export const nextCorrelation = (
  state: Correlation,
  x: number | undefined,
  y: number | undefined,
): Correlation => {
  if (!isGiven(x) || !isGiven(y)) return state;
  const one = { meanX: x, meanY: y, squaresX: 0, squaresY: 0, products: 0 };
  const window = slide(state.window, one, joinMoments);
  return { window, value: window.value && correlationOf(window.value) };
};

/** Chan, Golub and LeVeque (1979), with products. */
const joinMoments: Join<Moments> = (older, newer, olderCount, newerCount) => {
  const share = newerCount / (olderCount + newerCount);
  const weight = olderCount * share;
  const apartX = newer.meanX - older.meanX;
  const apartY = newer.meanY - older.meanY;
  return {
    meanX: older.meanX + apartX * share,
    meanY: older.meanY + apartY * share,
    squaresX: older.squaresX + newer.squaresX + weight * apartX * apartX,
    squaresY: older.squaresY + newer.squaresY + weight * apartY * apartY,
    products: older.products + newer.products + weight * apartX * apartY,
  };
};

const correlationOf = ({ squaresX, squaresY, products }: Moments): number | undefined => {
  const scale = Math.sqrt(squaresX) * Math.sqrt(squaresY);
  return scale === 0 ? undefined : Math.max(-1, Math.min(1, products / scale));
};
