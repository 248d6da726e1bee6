import { RowKind } from '../decode/columns.js';
import type { Rows } from './rows.js';
import { Sighting } from './sighting.js';
import { TokenColumn } from './token-column.js';

/** Folds best bid and ask, each as it was last told: crossed, locked and one-sided books. */
export class BookFold {
  /** Rows that have a bid or an ask. */
  quoted = 0;
  /** Of these, those after which both sides are there. */
  twoSided = 0;
  /** Bid above ask; their extent is by how much, rupees. */
  readonly crossed = new Sighting();
  /** Bid equal to ask. */
  readonly locked = new Sighting();
  private readonly bids = new TokenColumn(NaN);
  private readonly asks = new TokenColumn(NaN);

  take({ columns, file, token, tokens, isGood }: Rows, bid: Float64Array, ask: Float64Array): void {
    const { at, kind, count, firstRow } = columns;
    const bids = this.bids.fit(tokens);
    const asks = this.asks.fit(tokens);
    for (let i = 0; i < count; i += 1) {
      if (isGood[i] === 0) continue;
      const own = token[i] ?? 0;
      const newBid = bid[i] ?? NaN;
      const newAsk = ask[i] ?? NaN;
      if (kind[i] === RowKind.Snapshot) {
        bids[own] = newBid;
        asks[own] = newAsk;
      } else {
        if (Number.isNaN(newBid) && Number.isNaN(newAsk)) continue;
        if (!Number.isNaN(newBid)) bids[own] = newBid;
        if (!Number.isNaN(newAsk)) asks[own] = newAsk;
      }
      this.quoted += 1;
      const bestBid = bids[own] ?? NaN;
      const bestAsk = asks[own] ?? NaN;
      if (!(bestBid > 0 && bestAsk > 0)) continue;
      this.twoSided += 1;
      if (bestBid > bestAsk) this.crossed.see(file, firstRow + i, at[i] ?? NaN, bestBid - bestAsk);
      else if (bestBid === bestAsk) this.locked.see(file, firstRow + i, at[i] ?? NaN, 0);
    }
  }
}
