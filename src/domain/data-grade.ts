import type { Tick } from './tick.js';
import { MessageMark } from './touchline.js';

/**
 * What a tick tells of the market, and so what can honestly be filled against it. `none`: no price; `last`: trades
 * alone; `touchline`: best bid and ask; `depth`: five levels; `bars`: prices within a bar.
 */
export type DataGrade = 'none' | 'last' | 'touchline' | 'depth' | 'bars';

/** The grade of a token of which `before` was known, with one tick more: what was seen once is there to stay. */
export const gradeWith = (before: DataGrade, tick: Tick): DataGrade => {
  if (before === 'depth') return before;
  const isQuoted =
    tick.bid !== undefined ||
    tick.ask !== undefined ||
    tick.bidQuantity !== undefined ||
    tick.askQuantity !== undefined;
  if (isQuoted && hasLevels(tick)) return 'depth';
  if (before === 'touchline' || isQuoted) return 'touchline';
  if (before === 'bars' || (tick.flags & MessageMark.Bar) !== 0) return 'bars';
  return before === 'last' || tick.last !== undefined ? 'last' : 'none';
};

/** A depth may tell of circuit limits alone. */
const hasLevels = ({ depth }: Tick): boolean =>
  depth !== undefined && (depth.bid2 !== undefined || depth.ask2 !== undefined);
