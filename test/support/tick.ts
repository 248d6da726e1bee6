import type { Tick } from '../../src/domain/tick.js';
import type { Loose } from './loose.js';
import { message } from './message.js';

/** A tick of ACC at time 0 that knows only what `known` has; `receivedAt` is its `at`. */
export const tick = (known: Loose<Omit<Tick, 'kind' | 'receivedAt'>> = {}): Tick =>
  ({ ...message('tk'), seq: 1, at: 0, receivedAt: known.at ?? 0, ...known, kind: 'Tick' }) as Tick;
