import { heikinAshiOf } from '../heikin-ashi.js';
import type { Cut } from './cutter.js';

type Prices = Pick<Cut, 'open' | 'high' | 'low' | 'close'>;

/** Hands on each bar averaged with those before it. */
export const averaged = (show: (cut: Cut) => void): ((cut: Cut) => void) => {
  let before: Prices | undefined = undefined;
  return (cut) => {
    before = heikinAshiOf(cut, before) as Prices;
    show({ ...cut, ...before });
  };
};
