import type { Depth } from '../../../domain/depth.js';
import type { Price } from '../../../domain/money.js';
import { type EpochMs, epochMs } from '../../../domain/time.js';
import type { Token } from '../../../domain/token.js';
import type { TouchlineMessage } from '../../../domain/touchline.js';
import type { Columns, NumberColumns } from '../decode/columns.js';

/**
 * The message of the row that it was moved to last, read from the columns when it is asked: no object is made
 * of a row before its tick.
 */
export class RowMessage implements TouchlineMessage {
  kind: 'tk' | 'tf' = 'tk';
  receivedAt: EpochMs = epochMs(0);
  volume: number | undefined = undefined;
  flags = 0;
  private row = 0;
  // looked up once: among all fields of a file that takes longer than to read the value
  private readonly exchangeAts: Float64Array;
  private readonly lasts: Float64Array;
  private readonly opens: Float64Array;
  private readonly highs: Float64Array;
  private readonly lows: Float64Array;
  private readonly previousCloses: Float64Array;
  private readonly averagePrices: Float64Array;
  private readonly openInterests: Float64Array;
  private readonly previousOpenInterests: Float64Array;
  private readonly underlyingOpenInterests: Float64Array;
  private readonly bids: Float64Array;
  private readonly asks: Float64Array;
  private readonly bidQuantitys: Float64Array;
  private readonly askQuantitys: Float64Array;

  constructor(private readonly columns: Columns) {
    const { numbers } = columns;
    this.exchangeAts = numbers.exchangeAt;
    this.lasts = numbers.last;
    this.opens = numbers.open;
    this.highs = numbers.high;
    this.lows = numbers.low;
    this.previousCloses = numbers.previousClose;
    this.averagePrices = numbers.averagePrice;
    this.openInterests = numbers.openInterest;
    this.previousOpenInterests = numbers.previousOpenInterest;
    this.underlyingOpenInterests = numbers.underlyingOpenInterest;
    this.bids = numbers.bid;
    this.asks = numbers.ask;
    this.bidQuantitys = numbers.bidQuantity;
    this.askQuantitys = numbers.askQuantity;
  }

  moveTo(row: number, kind: 'tk' | 'tf', at: number, volume: number | undefined, flags: number): void {
    this.row = row;
    this.kind = kind;
    this.receivedAt = at as EpochMs;
    this.volume = volume;
    this.flags = flags;
  }

  get token(): Token {
    const { token, tokens } = this.columns;
    return tokens[token[this.row] ?? -1] as Token; // every row that is decoded has one
  }

  get exchangeAt(): EpochMs | undefined {
    return present(this.exchangeAts, this.row) as EpochMs | undefined;
  }

  get last(): Price | undefined {
    return present(this.lasts, this.row) as Price | undefined;
  }

  get open(): Price | undefined {
    return present(this.opens, this.row) as Price | undefined;
  }

  get high(): Price | undefined {
    return present(this.highs, this.row) as Price | undefined;
  }

  get low(): Price | undefined {
    return present(this.lows, this.row) as Price | undefined;
  }

  get previousClose(): Price | undefined {
    return present(this.previousCloses, this.row) as Price | undefined;
  }

  get averagePrice(): Price | undefined {
    return present(this.averagePrices, this.row) as Price | undefined;
  }

  get openInterest(): number | undefined {
    return present(this.openInterests, this.row);
  }

  get previousOpenInterest(): number | undefined {
    return present(this.previousOpenInterests, this.row);
  }

  get underlyingOpenInterest(): number | undefined {
    return present(this.underlyingOpenInterests, this.row);
  }

  get bid(): Price | undefined {
    return present(this.bids, this.row) as Price | undefined;
  }

  get ask(): Price | undefined {
    return present(this.asks, this.row) as Price | undefined;
  }

  get bidQuantity(): number | undefined {
    return present(this.bidQuantitys, this.row);
  }

  get askQuantity(): number | undefined {
    return present(this.askQuantitys, this.row);
  }

  get depth(): Depth | undefined {
    const { columns, row } = this;
    return hasValueIn(columns.depth, row) ? depthOfRow(columns.numbers, row) : undefined;
  }
}

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
