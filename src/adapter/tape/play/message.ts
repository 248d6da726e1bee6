import type { Depth } from '../../../domain/depth.js';
import type { Price } from '../../../domain/money.js';
import type { EpochMs } from '../../../domain/time.js';
import type { Token } from '../../../domain/token.js';
import type { TouchlineMessage } from '../../../domain/touchline.js';
import type { Columns, NumberColumns } from '../decode/columns.js';

/** The message of row `i`. */
export const messageOfRow = (
  { numbers, depth, token, tokens }: Columns,
  i: number,
  kind: 'tk' | 'tf',
  at: number,
  volume: number | undefined,
  flags: number,
): TouchlineMessage => ({
  kind,
  token: tokens[token[i] ?? -1] as Token, // every row that is decoded has one
  receivedAt: at as EpochMs,
  exchangeAt: present(numbers.exchangeAt, i) as EpochMs | undefined,
  last: present(numbers.last, i) as Price | undefined,
  open: present(numbers.open, i) as Price | undefined,
  high: present(numbers.high, i) as Price | undefined,
  low: present(numbers.low, i) as Price | undefined,
  previousClose: present(numbers.previousClose, i) as Price | undefined,
  averagePrice: present(numbers.averagePrice, i) as Price | undefined,
  volume,
  openInterest: present(numbers.openInterest, i),
  previousOpenInterest: present(numbers.previousOpenInterest, i),
  underlyingOpenInterest: present(numbers.underlyingOpenInterest, i),
  bid: present(numbers.bid, i) as Price | undefined,
  ask: present(numbers.ask, i) as Price | undefined,
  bidQuantity: present(numbers.bidQuantity, i),
  askQuantity: present(numbers.askQuantity, i),
  depth: hasValueIn(depth, i) ? depthOfRow(numbers, i) : undefined,
  flags,
});

/** The value in row `i`; undefined for a null. */
export const present = (column: Float64Array, i: number): number | undefined => {
  const value = column[i];
  return value === undefined || Number.isNaN(value) ? undefined : value;
};

/** Most rows of a tape with depth columns have no depth; to make the object and drop it took a sixth of all reading. */
const hasValueIn = (columns: readonly Float64Array[], i: number): boolean => {
  for (const column of columns) if (!Number.isNaN(column[i] ?? NaN)) return true;
  return false;
};

const depthOfRow = (numbers: NumberColumns, i: number): Depth => ({
  bid2: present(numbers.bid2, i),
  bidQuantity2: present(numbers.bidQuantity2, i),
  ask2: present(numbers.ask2, i),
  askQuantity2: present(numbers.askQuantity2, i),
  bid3: present(numbers.bid3, i),
  bidQuantity3: present(numbers.bidQuantity3, i),
  ask3: present(numbers.ask3, i),
  askQuantity3: present(numbers.askQuantity3, i),
  bid4: present(numbers.bid4, i),
  bidQuantity4: present(numbers.bidQuantity4, i),
  ask4: present(numbers.ask4, i),
  askQuantity4: present(numbers.askQuantity4, i),
  bid5: present(numbers.bid5, i),
  bidQuantity5: present(numbers.bidQuantity5, i),
  ask5: present(numbers.ask5, i),
  askQuantity5: present(numbers.askQuantity5, i),
  lastQuantity: present(numbers.lastQuantity, i),
  lastTradedAt: present(numbers.lastTradedAt, i),
  totalBuyQuantity: present(numbers.totalBuyQuantity, i),
  totalSellQuantity: present(numbers.totalSellQuantity, i),
  lowerCircuit: present(numbers.lowerCircuit, i),
  upperCircuit: present(numbers.upperCircuit, i),
});
