import type { Side } from '../../domain/intent.js';
import { worseOnGrid } from '../../domain/tick-grid.js';
import { withinCircuit } from './circuit.js';
import type { Scene } from './scene.js';
import type { Execute, Working } from './working.js';

/** Takes `quantity` half a made-up spread worse than `price`, where the limit allows it: a tape without quotes. */
export const takeAround = (
  working: Working,
  price: number,
  quantity: number,
  scene: Scene,
  execute: Execute,
): void => {
  const { side, limit } = working.order;
  const sign = side === 'BUY' ? 1 : -1;
  const asked = askedAround(side, price, scene);
  if (limit !== undefined && (asked - limit) * sign > 0) return;
  scene.allowance -= quantity;
  execute(working, quantity, scene.takerPrice(side, asked, quantity, limit));
};

/** Half a made-up spread worse than `price`: what stands for the other side's touch on a tape without quotes. */
export const askedAround = (side: Side, price: number, scene: Scene): number => {
  const sign = side === 'BUY' ? 1 : -1;
  const spread = worseOnGrid(price + sign * scene.halfSpread(price), scene.tickSize, side);
  return withinCircuit(scene.tick, side, price, spread);
};
