import type { Instrument } from '../../../domain/instrument.js';
import { type Side, signOf } from '../../../domain/intent.js';
import type { Tick } from '../../../domain/tick.js';

/** How far from its reference a limit stands that is to trade like an order at market, as a ratio, below a price. */
type Slabs = readonly (readonly [below: number, share: number])[];

const OPTIONS: Slabs = [
  [10, 0.05],
  [100, 0.03],
  [500, 0.02],
  [Infinity, 0.01],
];
const OTHERS: Slabs = [
  [100, 0.02],
  [500, 0.01],
  [Infinity, 0.005],
];

/** What most masters have where they name none. */
const USUAL_TICK = 0.05;

/**
 * The limit, rupees, that stands for "at market": brokers take no open-ended orders from programs. It lies beyond
 * `reference` by a share that falls with the price, rounded away from it to the grid of the instrument.
 *
 * Source: the slabs in production at Zerodha and openalgo, 2026.
 */
export const protectedPrice = (side: Side, reference: number, instrument: Instrument): number => {
  const { optionType, tickSize = USUAL_TICK } = instrument;
  const slabs = optionType === undefined ? OTHERS : OPTIONS;
  const share = slabs.find(([below]) => reference < below)?.[1] ?? 0;
  const beyond = (reference * (1 + signOf(side) * share)) / tickSize;
  const onGrid = side === 'BUY' ? Math.ceil(beyond - EPSILON) : Math.floor(beyond + EPSILON);
  return Math.max(1, onGrid) * tickSize;
};

/** Of a tick: what a price on the grid may be off by, for being a double. */
const EPSILON = 1e-6;

/** What the other side asks, else the last price; undefined where a tick has neither. */
export const referenceOf = (side: Side, { bid, ask, last }: Tick): number | undefined =>
  (side === 'BUY' ? ask : bid) ?? last;
