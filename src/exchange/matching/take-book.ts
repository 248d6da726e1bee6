import { worseOnGrid } from '../../domain/tick-grid.js';
import { isAtCircuit, withinCircuit } from './circuit.js';
import { LEVELS, levelPrice, levelQuantity } from './levels.js';
import type { Scene } from './scene.js';
import { type Execute, leavesOf, type Working } from './working.js';

/**
 * Takes what the other side displays, for an order that comes in: the share of each level that may be taken, from
 * the touch on, as far as the limit allows. What is left of an order at market trades `extraTicks` beyond the last
 * level, what is left of a limit order is left. Where the tape tells no sizes, the share of the volume stands for
 * them; where it tells no volume either, all of the order trades, beyond the touch. An empty side gives nothing.
 * Source: NautilusTrader on best bid and ask: the displayed size, and the remainder one tick worse.
 */
export const takeBook = (working: Working, scene: Scene, execute: Execute): void => {
  const { side, limit } = working.order;
  const other = side === 'BUY' ? 'SELL' : 'BUY';
  const sign = side === 'BUY' ? 1 : -1;
  const { tick, taken, participation } = scene;
  const levels = scene.hasLevels ? LEVELS : 1;
  let reached: number | undefined = undefined;
  for (let level = 0; level < levels; level += 1) {
    const price = levelPrice(tick, other, level);
    if (price === undefined || (reached !== undefined && (price - reached) * sign <= 0)) break;
    if (limit !== undefined && (price - limit) * sign > 0) return;
    const size = levelQuantity(tick, other, level);
    if (size === undefined) {
      if (level === 0) takeByVolume(working, scene, price, execute);
      return;
    }
    reached = price;
    const quantity = scene.lots(Math.min(leavesOf(working), taken.leftOf(other, price, size, participation)));
    if (quantity === 0) continue;
    taken.take(other, price, size, quantity);
    execute(working, quantity, scene.takerPrice(side, price, quantity, limit));
    if (leavesOf(working) === 0) return;
  }
  if (reached !== undefined && limit === undefined) takeBeyond(working, scene, reached, execute);
};

/** What is left of an order at market; at the circuit limit there is nobody further away. */
const takeBeyond = (working: Working, scene: Scene, reached: number, execute: Execute): void => {
  const { side } = working.order;
  if (isAtCircuit(scene.tick, side, reached)) return;
  const quantity = leavesOf(working);
  execute(working, quantity, scene.takerPrice(side, beyond(working, scene, reached), quantity, undefined));
};

const beyond = ({ order: { side } }: Working, { tick, model, tickSize }: Scene, price: number): number => {
  const ticks = (side === 'BUY' ? 1 : -1) * model.extraTicks;
  return withinCircuit(tick, side, price, worseOnGrid(price + ticks * tickSize, tickSize, side));
};

const takeByVolume = (working: Working, scene: Scene, price: number, execute: Execute): void => {
  const { side, limit } = working.order;
  const isKnown = scene.volume !== undefined;
  const quantity = isKnown ? scene.lots(Math.min(leavesOf(working), scene.allowance)) : leavesOf(working);
  if (quantity === 0) return;
  scene.allowance -= quantity;
  const asked = isKnown ? price : beyond(working, scene, price);
  execute(working, quantity, scene.takerPrice(side, asked, quantity, limit));
};
