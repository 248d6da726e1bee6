import { sessionDayOf } from '../../../domain/session.js';
import { epochMs } from '../../../domain/time.js';
import type { Rows } from './rows.js';
import { Sighting } from './sighting.js';
import { TokenColumn } from './token-column.js';

/** Folds the exchange's own times against those of receiving. */
export class ExchangeTimeFold {
  /** Rows that have an exchange time. */
  rows = 0;
  /** Receive time less exchange time over them, ms. */
  least = Infinity;
  most = -Infinity;
  sum = 0;
  /** Rows whose exchange time is further back than is allowed; their extent is how far, ms. */
  readonly stale = new Sighting();
  /** Of these, those whose exchange time is of an earlier day. */
  otherDay = 0;
  /** Rows whose exchange time lies before that of a row of their token before; their extent is how far, ms. */
  readonly back = new Sighting();
  private readonly latest = new TokenColumn(-Infinity);

  constructor(private readonly staleMs: number) {}

  take({ columns, file, token, tokens, isGood }: Rows): void {
    const { at, count, firstRow } = columns;
    const column = columns.numbers.exchangeAt;
    const latest = this.latest.fit(tokens);
    for (let i = 0; i < count; i += 1) {
      const exchangeAt = column[i] ?? NaN;
      if (Number.isNaN(exchangeAt) || isGood[i] === 0) continue;
      const now = at[i] ?? NaN;
      const own = token[i] ?? 0;
      const lag = now - exchangeAt;
      this.rows += 1;
      this.sum += lag;
      if (lag < this.least) this.least = lag;
      if (lag > this.most) this.most = lag;
      if (lag > this.staleMs) {
        this.stale.see(file, firstRow + i, now, lag);
        if (sessionDayOf(epochMs(exchangeAt)) < sessionDayOf(epochMs(now))) this.otherDay += 1;
      }
      const before = latest[own] ?? -Infinity;
      if (exchangeAt < before) this.back.see(file, firstRow + i, now, before - exchangeAt);
      else latest[own] = exchangeAt;
    }
  }
}
