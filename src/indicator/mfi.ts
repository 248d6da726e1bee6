import { type Candle, typicalPriceOf } from '../domain/candle.js';
import { isWhole } from './given.js';
import { periodsOf } from './periods.js';
import { type Join, slide, type Sliding, sliding } from './sliding.js';

/** Rupees traded in candles whose typical price rose, and in those where it fell. */
interface Flows {
  readonly risen: number;
  readonly fallen: number;
}

/** Money flow index: the share of money that moved with rising prices, 0 to 100; plain data. */
export interface Mfi {
  readonly window: Sliding<Flows>;
  readonly priceBefore: number | undefined;
  /** Undefined until `periods` changes were seen; 0 where no money moved a price. */
  readonly value: number | undefined;
}

export const mfi = (periods = 14): Mfi => ({
  window: sliding(periodsOf('mfi', periods)),
  priceBefore: undefined,
  value: undefined,
});

/**
 * Takes the next candle; a missing one changes nothing. One whose typical price is that before counts for
 * neither. O(1), and once in `periods` steps O(periods).
 */
export const nextMfi = (state: Mfi, candle: Candle | undefined): Mfi => {
  if (!isWhole(candle)) return state;
  const price = typicalPriceOf(candle);
  const { priceBefore } = state;
  if (priceBefore === undefined) return { ...state, priceBefore: price };
  const flow = price * candle.volume;
  const flows = { risen: price > priceBefore ? flow : 0, fallen: price < priceBefore ? flow : 0 };
  const window = slide(state.window, flows, added);
  return { window, priceBefore: price, value: window.value && shareRisen(window.value) };
};

const added: Join<Flows> = (older, newer) => ({
  risen: older.risen + newer.risen,
  fallen: older.fallen + newer.fallen,
});

const shareRisen = ({ risen, fallen }: Flows): number =>
  risen + fallen === 0 ? 0 : (100 * risen) / (risen + fallen);
