import { worseOnGrid } from '../../domain/tick-grid.js';
import { withinCircuit } from './circuit.js';
import type { Scene } from './scene.js';
import { type Execute, leavesOf, type Working } from './working.js';

/**
 * On a tape of trades alone. What takes pays half a made-up spread over the last price. What rests trades at its
 * limit once a trade has gone through it by a tick; a trade at its price says nothing of its turn. Both get no more
 * than the share of the volume. Source: LEAN fills limits by strict penetration, zipline a share of the volume.
 */
export const tradeOnPrints = (working: Working, scene: Scene, execute: Execute): void => {
  const { last } = scene.tick;
  if (last === undefined) return;
  const { side, limit } = working.order;
  const sign = side === 'BUY' ? 1 : -1;
  const quantity = scene.lots(Math.min(leavesOf(working), scene.allowance));
  if (quantity === 0) return;
  if (limit === undefined || working.phase === 'Arrived') {
    const spread = worseOnGrid(last + sign * scene.halfSpread(last), scene.tickSize, side);
    const asked = withinCircuit(scene.tick, side, last, spread);
    if (limit !== undefined && (asked - limit) * sign > 0) return;
    scene.allowance -= quantity;
    execute(working, quantity, scene.takerPrice(side, asked, quantity, limit));
  } else if (scene.isPrinted && (limit - last) * sign >= scene.tickSize * ALMOST) {
    scene.allowance -= quantity;
    execute(working, quantity, limit);
  }
};

/** The difference of two prices is a hair off the grid. */
const ALMOST = 1 - 1e-6;
