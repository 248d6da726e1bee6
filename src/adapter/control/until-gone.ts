import { setTimeout as pause } from 'node:timers/promises';
import { isAnswered } from './is-answered.js';

const LOOK_EVERY_MS = 50;

/** Whether nobody listens at the socket `path` any more, after `withinMs` at most. */
export const untilGone = async (path: string, withinMs: number): Promise<boolean> => {
  const end = performance.now() + withinMs;
  while (await isAnswered(path)) {
    if (performance.now() > end) return false;
    await pause(LOOK_EVERY_MS);
  }
  return true;
};
