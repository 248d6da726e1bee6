import { MessageMark } from '../../domain/touchline.js';
import type { Scene } from './scene.js';
import { takeAround } from './take-around.js';
import { hasPassed } from './trade-on-prints.js';
import { type Execute, leavesOf, type Working } from './working.js';

/**
 * On bars, whose way between open, extremes and close nobody knows: it is taken to be the worse one. What takes pays
 * the worse of the price shown and the one before it in the bar, and half a made-up spread. A stop trades as it wakes,
 * at its trigger, or at the open that jumped over it. What rests is reached once the price has gone through its limit
 * by a tick, and is executed with the bar's close if it is still there: of a stop and a target that one bar reaches,
 * the stop comes first. All get no more than the share of the volume.
 *
 * Of two orders of a strategy on one side, one may be to cancel the other, which takes its time: what a bar has reached
 * waits for the close of the next one while a stop is awake, and a stop that an open wakes, a millisecond behind what
 * was executed with the close, waits for the price behind it. What is left of an order that takes waits for both.
 * Source: stops as NautilusTrader has them on bars; a share of the volume, and limits that it goes through, as zipline.
 */
export const tradeOnBars = (working: Working, scene: Scene, execute: Execute): void => {
  const { last, flags } = scene.tick;
  if (last === undefined) return;
  const { side, limit, trigger } = working.order;
  const quantity = scene.lots(Math.min(leavesOf(working) - working.reached, scene.allowance));
  if (limit === undefined || working.phase !== 'Resting') {
    if (quantity > 0 && !hasToWait(working, scene))
      takeAround(working, priceIn(working, last, scene), quantity, scene, execute);
    return;
  }
  if (scene.isPrinted && hasPassed(scene, side, last, limit)) {
    scene.allowance -= quantity;
    working.reached += quantity;
  }
  const { reached } = working;
  if (reached === 0 || (flags & MessageMark.BarEnd) === 0) return;
  if (trigger === undefined && hasRival(working, scene.awake)) return;
  working.reached = 0;
  execute(working, reached, limit);
};

/** Whether an order that takes gives way to another of its strategy, for this price. */
const hasToWait = (working: Working, { tick, awake, closed }: Scene): boolean => {
  const isLeft = working.phase === 'Taking';
  if (isLeft && working.order.trigger === undefined && hasRival(working, awake)) return true;
  return (isLeft || working.wokenBy === tick) && hasRival(working, closed);
};

/** Whether one of `others` may be to end where this one trades. */
const hasRival = (working: Working, others: readonly Working[]): boolean => {
  const { side, strategy } = working.order;
  return others.some(
    (other) => other !== working && other.order.side === side && other.order.strategy === strategy,
  );
};

/** What one who takes meets in the bar, the worse on the way; at a bar's open there is no way: it is met as it is. */
export const priceIn = ({ order, wokenBy }: Working, last: number, { tick, before }: Scene): number => {
  const { side, trigger } = order;
  const isInside = before !== undefined && (before.flags & IN_BAR) === MessageMark.Bar;
  if (!isInside || before.last === undefined) return last;
  const met = trigger !== undefined && wokenBy === tick ? trigger : last;
  return side === 'BUY' ? Math.max(met, before.last) : Math.min(met, before.last);
};

/** Of what is in a bar and is not its end, the first alone is set. */
const IN_BAR = MessageMark.Bar | MessageMark.BarEnd;
