import { istTextOf } from './session.js';
import type { Tick } from './tick.js';
import { flagNames, type MessageFlagName } from './touchline.js';

/** What is odd about `tick`, for people: a sentence for each of `flags`, which are some of its own. */
export const oddityText = (tick: Tick, flags: number): string =>
  flagNames(flags)
    .map((name) => `${name}: ${WHY[name](tick)}`)
    .join('; ');

const WHY: Readonly<Record<MessageFlagName, (tick: Tick) => string>> = {
  OutOfOrder: () => 'its row stood behind rows of a later time',
  Duplicate: () => 'it repeats the tick before it',
  VolumeReset: ({ volume }) => `the volume of the day fell to ${volume}`,
  ExchangeTimeBack: ({ exchangeAt }) =>
    `the exchange's time went back${exchangeAt === undefined ? '' : ` to ${istTextOf(exchangeAt)}`}`,
  Stale: ({ exchangeAt }) =>
    `the exchange's time is far behind${exchangeAt === undefined ? '' : `: ${istTextOf(exchangeAt)}`}`,
  Gap: () => 'it ends a long silence',
  Crossed: ({ bid, ask }) => `bid ${bid} is above ask ${ask}`,
  Frozen: () => 'messages keep coming and nothing changes',
  Suspicious: () => 'its source marked it as not to be trusted',
  Conflated: () => 'later updates were folded into it while it waited',
};
