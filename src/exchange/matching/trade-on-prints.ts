import type { Side } from '../../domain/intent.js';
import type { Scene } from './scene.js';
import { takeAround } from './take-around.js';
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
  const quantity = scene.lots(Math.min(leavesOf(working), scene.allowance));
  if (quantity === 0) return;
  if (limit === undefined || working.phase !== 'Resting') {
    takeAround(working, last, quantity, scene, execute);
  } else if (scene.isPrinted && hasPassed(scene, side, last, limit)) {
    scene.allowance -= quantity;
    execute(working, quantity, limit);
  }
};

/** Whether `last` is beyond `limit` by a tick, for one who wants to `side`. */
export const hasPassed = ({ tickSize }: Scene, side: Side, last: number, limit: number): boolean =>
  (side === 'BUY' ? limit - last : last - limit) >= tickSize * ALMOST;

/** The difference of two prices is a hair off the grid. */
const ALMOST = 1 - 1e-6;
