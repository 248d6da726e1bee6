import { DEPTH_FIELDS, type DepthField } from '../../../domain/depth.js';
import { TOUCHLINE_FIELDS, type Touchline, type TouchlineMessage } from '../../../domain/touchline.js';

/** How a value is written: a price in rupees, a quantity, or the time of day of a moment. */
export type WireUnit = 'price' | 'quantity' | 'clock';

/** A value of a message and its key on the wire. */
export interface WireField {
  readonly key: string;
  readonly unit: WireUnit;
  /** Undefined where the message does not tell it. */
  readonly of: (message: TouchlineMessage) => number | undefined;
}

const TOUCHLINE_KEYS: Readonly<Record<keyof Touchline, readonly [key: string, unit: WireUnit]>> = {
  last: ['lp', 'price'],
  open: ['o', 'price'],
  high: ['h', 'price'],
  low: ['l', 'price'],
  previousClose: ['c', 'price'],
  averagePrice: ['ap', 'price'],
  volume: ['v', 'quantity'],
  openInterest: ['oi', 'quantity'],
  previousOpenInterest: ['poi', 'quantity'],
  underlyingOpenInterest: ['toi', 'quantity'],
  bid: ['bp1', 'price'],
  ask: ['sp1', 'price'],
  bidQuantity: ['bq1', 'quantity'],
  askQuantity: ['sq1', 'quantity'],
};

const DEPTH_KEYS: Readonly<Record<DepthField, readonly [key: string, unit: WireUnit]>> = {
  bid2: ['bp2', 'price'],
  bidQuantity2: ['bq2', 'quantity'],
  ask2: ['sp2', 'price'],
  askQuantity2: ['sq2', 'quantity'],
  bid3: ['bp3', 'price'],
  bidQuantity3: ['bq3', 'quantity'],
  ask3: ['sp3', 'price'],
  askQuantity3: ['sq3', 'quantity'],
  bid4: ['bp4', 'price'],
  bidQuantity4: ['bq4', 'quantity'],
  ask4: ['sp4', 'price'],
  askQuantity4: ['sq4', 'quantity'],
  bid5: ['bp5', 'price'],
  bidQuantity5: ['bq5', 'quantity'],
  ask5: ['sp5', 'price'],
  askQuantity5: ['sq5', 'quantity'],
  lastQuantity: ['ltq', 'quantity'],
  lastTradedAt: ['ltt', 'clock'],
  totalBuyQuantity: ['tbq', 'quantity'],
  totalSellQuantity: ['tsq', 'quantity'],
  lowerCircuit: ['lc', 'price'],
  upperCircuit: ['uc', 'price'],
};

const ofTouchline = TOUCHLINE_FIELDS.map((field): WireField => {
  const [key, unit] = TOUCHLINE_KEYS[field];
  return { key, unit, of: (message) => message[field] };
});

const ofDepth = DEPTH_FIELDS.map((field): WireField => {
  const [key, unit] = DEPTH_KEYS[field];
  return { key, unit, of: ({ depth }) => depth?.[field] };
});

/** What messages carry, the touchline's values first. */
export const WIRE_FIELDS: readonly WireField[] = [...ofTouchline, ...ofDepth];

/** Where `pc` and `ft`, which are worked out, stand among the texts of a scrip: in front of the fields. */
export const CHANGE = 0;
export const FEED_TIME = 1;
export const FIRST_FIELD = 2;

/** The keys of a scrip's texts: the worked out ones, then {@link WIRE_FIELDS}. */
export const WIRE_KEYS: readonly string[] = ['pc', 'ft', ...WIRE_FIELDS.map(({ key }) => key)];

/** So many of {@link WIRE_KEYS}, from the first, are a touchline's; all are a depth's. */
export const TOUCHLINE_KEY_COUNT = FIRST_FIELD + ofTouchline.length;

/** Where `key` stands in {@link WIRE_KEYS}. */
export const placeOf = (key: string): number => WIRE_KEYS.indexOf(key);
