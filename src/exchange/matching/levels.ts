import type { Side } from '../../domain/intent.js';
import type { Tick } from '../../domain/tick.js';

export const LEVELS = 5;

/** The price of level `level`, 0 being the touch, of those who `side`; undefined where there is none. */
export const levelPrice = (tick: Tick, side: Side, level: number): number | undefined => {
  if (level === 0) return side === 'BUY' ? tick.bid : tick.ask;
  const price = side === 'BUY' ? bidOf(tick, level) : askOf(tick, level);
  return price === 0 ? undefined : price; // 0 is an empty level
};

/** The units displayed there; undefined where the tape does not tell. */
export const levelQuantity = (tick: Tick, side: Side, level: number): number | undefined => {
  if (level === 0) return side === 'BUY' ? tick.bidQuantity : tick.askQuantity;
  return side === 'BUY' ? bidQuantityOf(tick, level) : askQuantityOf(tick, level);
};

const bidOf = ({ depth }: Tick, level: number): number | undefined => {
  if (level === 1) return depth?.bid2;
  if (level === 2) return depth?.bid3;
  return level === 3 ? depth?.bid4 : depth?.bid5;
};

const askOf = ({ depth }: Tick, level: number): number | undefined => {
  if (level === 1) return depth?.ask2;
  if (level === 2) return depth?.ask3;
  return level === 3 ? depth?.ask4 : depth?.ask5;
};

const bidQuantityOf = ({ depth }: Tick, level: number): number | undefined => {
  if (level === 1) return depth?.bidQuantity2;
  if (level === 2) return depth?.bidQuantity3;
  return level === 3 ? depth?.bidQuantity4 : depth?.bidQuantity5;
};

const askQuantityOf = ({ depth }: Tick, level: number): number | undefined => {
  if (level === 1) return depth?.askQuantity2;
  if (level === 2) return depth?.askQuantity3;
  return level === 3 ? depth?.askQuantity4 : depth?.askQuantity5;
};
