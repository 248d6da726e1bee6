import type { Price } from '../../domain/money.js';
import { LEVELS, levelPrice, levelQuantity } from './levels.js';
import { wornFront } from './queue.js';
import type { Scene } from './scene.js';
import { displayedAt } from './taken-sizes.js';
import { hasItsTurn } from './turn.js';
import { type Execute, leavesOf, sliceOf, type Working } from './working.js';

/**
 * What a limit order that rests gets at a tick, at its limit and never better: all of it where the other side has
 * come through its price, and of the displayed size where it has come to it; what traded where trades went through
 * the price; at the price itself its turn in the queue. Trades between two ticks are believed to have been at the
 * last price, for the share `queueShare` of their volume; where the level was used up, for all of it.
 * Source: the passive fills of hftbacktest (opposite touch, trade through, queue used up) and of NautilusTrader.
 */
export const restInBook = (working: Working, limit: Price, scene: Scene, execute: Execute): void => {
  const { side } = working.order;
  const other = side === 'BUY' ? 'SELL' : 'BUY';
  const sign = side === 'BUY' ? 1 : -1;
  const { tick } = scene;
  const touch = levelPrice(tick, other, 0);
  if (touch === limit) {
    meet(working, limit, scene, execute);
  } else if (touch !== undefined && (limit - touch) * sign > 0) {
    executeWhole(working, leavesOf(working), limit, execute);
  } else if (scene.isPrinted && tick.last !== undefined && (limit - tick.last) * sign > 0) {
    const quantity = scene.lots(Math.min(leavesOf(working), scene.volumeLeft));
    use(scene, quantity);
    executeWhole(working, quantity, limit, execute);
  } else if (working.front === undefined) {
    joinQueue(working, limit, scene);
  } else {
    waitInQueue(working, working.front, limit, scene, execute);
  }
};

/** Takes its place: behind what is displayed at `limit`; unknown where the tape does not show so far. */
export const joinQueue = (working: Working, limit: Price, scene: Scene): void => {
  const { side } = working.order;
  const levels = scene.hasLevels ? LEVELS : 1;
  working.front = improves(working, limit, levelPrice(scene.tick, side, 0))
    ? 0
    : (displayedAt(scene.tick, side, limit, levels) ??
      (isBetweenLevels(working, limit, scene) ? 0 : undefined));
};

const waitInQueue = (working: Working, front: number, limit: Price, scene: Scene, execute: Execute): void => {
  const { side } = working.order;
  const { tick, before, model } = scene;
  const own = levelPrice(tick, side, 0);
  const isFirst = improves(working, limit, own);
  const wasTouch = before !== undefined && levelPrice(before, side, 0) === limit;
  const isAtPrice = scene.isPrinted && tick.last === limit;
  const traded = !isAtPrice ? 0 : isFirst && wasTouch ? volumeOf(scene) : scene.queueVolumeLeft;
  const size = own === limit ? levelQuantity(tick, side, 0) : undefined;
  const sizeBefore = wasTouch ? levelQuantity(before, side, 0) : undefined;
  const worn = wornFront(
    { front: isFirst && !wasTouch ? Math.min(front, 0) : front, sizeBefore, size, traded },
    model,
  );
  const saved = Math.max(0, -front);
  const reached = Math.min(Math.max(0, -worn), traded + saved);
  const quantity = scene.lots(Math.min(leavesOf(working), working.shown, reached));
  if (quantity > 0 && !hasItsTurn(scene.model, working.draw)) return;
  const kept = Math.min(reached, leavesOf(working)) - quantity;
  use(scene, Math.max(0, quantity + kept - saved));
  working.front = worn >= 0 ? worn : -kept;
  if (quantity === 0) return;
  working.shown -= quantity;
  execute(working, quantity, limit);
  if (working.shown > 0) return;
  working.shown = sliceOf(working);
  working.front = size ?? 0; // the next slice goes to the tail
};

/** The other side has come to the price. Where it tells no size, the share of the volume stands for it. */
const meet = (working: Working, limit: Price, scene: Scene, execute: Execute): void => {
  const other = working.order.side === 'BUY' ? 'SELL' : 'BUY';
  const size = levelQuantity(scene.tick, other, 0);
  const there =
    size === undefined ? scene.allowance : scene.taken.leftOf(other, limit, size, scene.participation);
  const quantity = scene.lots(Math.min(leavesOf(working), there));
  if (quantity === 0 || !hasItsTurn(scene.model, working.draw)) return;
  if (size === undefined) scene.allowance -= quantity;
  else scene.taken.take(other, limit, size, quantity);
  executeWhole(working, quantity, limit, execute);
};

const executeWhole = (working: Working, quantity: number, limit: Price, execute: Execute): void => {
  if (quantity === 0) return;
  execute(working, quantity, limit);
  working.shown = sliceOf(working);
};

const use = (scene: Scene, units: number): void => {
  scene.volumeLeft -= units;
  scene.queueVolumeLeft = Math.max(0, Math.min(scene.queueVolumeLeft - units, scene.volumeLeft));
};

/** Of a tape without volumes nothing is known to have traded. */
const volumeOf = ({ volume, volumeLeft }: Scene): number => (volume === undefined ? 0 : volumeLeft);

/** Whether `limit` is better than the best of its own side. */
const improves = ({ order: { side } }: Working, limit: number, own: number | undefined): boolean =>
  own === undefined || (side === 'BUY' ? limit > own : limit < own);

/** Whether the displayed levels go further than `limit`: nobody stands at it. */
const isBetweenLevels = ({ order: { side } }: Working, limit: number, scene: Scene): boolean => {
  if (!scene.hasLevels) return false;
  for (let level = 1; level < LEVELS; level += 1) {
    const price = levelPrice(scene.tick, side, level);
    if (price !== undefined && (side === 'BUY' ? price < limit : price > limit)) return true;
  }
  return false;
};
