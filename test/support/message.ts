import { DEPTH_FIELDS, type Depth } from '../../src/domain/depth.js';
import { NO_TOUCHLINE, type TouchlineMessage } from '../../src/domain/touchline.js';
import { ACC } from './instrument.js';
import type { Loose } from './loose.js';

const EMPTY = {
  token: ACC,
  receivedAt: 0,
  exchangeAt: undefined,
  ...NO_TOUCHLINE,
  depth: undefined,
  flags: 0,
};

/** A message that says only what `said` has. */
export const message = (kind: 'tk' | 'tf', said: Loose<TouchlineMessage> = {}): TouchlineMessage =>
  ({ kind, ...EMPTY, ...said }) as TouchlineMessage;

/** A depth that says only what `said` has. */
export const depth = (said: Partial<Depth>): Depth => {
  const whole = Object.fromEntries(DEPTH_FIELDS.map((field) => [field, said[field]]));
  return whole as Depth;
};
