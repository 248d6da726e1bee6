import { marketPrice, type Seen, seenAfter } from './book.js';
import { moneyOf, type Row } from './touchline-rows.js';

/**
 * A trader who follows one rule on one token, written as one loop over stored rows from the definitions alone.
 * All money in ten-thousandths of a rupee.
 */

/** Units wanted after what has just been seen; `before` is what was wanted until now. */
export type Rule = (seen: Seen, before: number) => number;

export interface OracleTrade {
  readonly openedAt: number;
  readonly closedAt: number;
  readonly side: 'LONG' | 'SHORT';
  readonly quantity: number;
  readonly entry: bigint;
  readonly exit: bigint;
  readonly gross: bigint;
  readonly charges: bigint;
}

export interface OracleRun {
  /** Undefined when an execution added to what was held or closed a part of it: only whole round trips are told. */
  readonly trades: readonly OracleTrade[] | undefined;
  readonly orders: number;
  readonly fills: number;
  /** Units held at the end. */
  readonly held: number;
  /** Of all fills, what is held valued at the last price; before and after charges. */
  readonly gross: bigint;
  readonly net: bigint;
}

export interface Costs {
  readonly latencyMs: number;
  readonly chargePerOrder: bigint;
  /** Milliseconds of the IST day from which on nothing is held, and nothing ordered, to its end. */
  readonly squareOffAt?: number;
}

const startOfIstDay = (at: number): number => istDayOf(at) * 86_400_000 - 19_800_000;

/** Days since 1970 in India, UTC+05:30. */
export const istDayOf = (at: number): number => Math.floor((at + 19_800_000) / 86_400_000);

interface Sent {
  readonly units: number;
  readonly arrivesAt: number;
}

export const trade = (
  rows: readonly Row[],
  rule: Rule,
  { latencyMs, chargePerOrder, squareOffAt = Infinity }: Costs,
): OracleRun => {
  const trades: OracleTrade[] = [];
  let open: { readonly at: number; readonly price: bigint; readonly charges: bigint } | undefined;
  let waiting: readonly Sent[] = [];
  let partialFills = 0;
  let held = 0;
  let wanted = 0;
  let cash = 0n;
  let fills = 0;
  let orders = 0;
  let last = 0n;
  let squaredOff = NaN;

  const fill = (units: number, price: bigint, at: number): void => {
    const after = held + units;
    if (held !== 0 && Math.sign(after) === Math.sign(held)) partialFills += 1;
    const closing = Math.abs(held);
    const closingCharges = (chargePerOrder * BigInt(closing)) / BigInt(Math.abs(units));
    if (open !== undefined) {
      trades.push({
        openedAt: open.at,
        closedAt: at,
        side: held > 0 ? 'LONG' : 'SHORT',
        quantity: closing,
        entry: open.price,
        exit: price,
        gross: (price - open.price) * BigInt(held),
        charges: open.charges + closingCharges,
      });
    }
    open = after === 0 ? undefined : { at, price, charges: chargePerOrder - closingCharges };
    cash -= price * BigInt(units);
    held = after;
    fills += 1;
  };

  for (const seen of seenAfter(rows)) {
    const closesAt = startOfIstDay(seen.at) + squareOffAt;
    const isOver = seen.at >= closesAt;
    if (isOver && squaredOff !== istDayOf(seen.at)) {
      squaredOff = istDayOf(seen.at);
      waiting = held === 0 ? [] : [{ units: -held, arrivesAt: closesAt + latencyMs }];
      orders += waiting.length;
    }
    const still: Sent[] = [];
    const expiring: Sent[] = [];
    for (const sent of waiting) {
      const isThere = sent.arrivesAt <= seen.at;
      const isExpired = isThere && istDayOf(sent.arrivesAt) !== istDayOf(seen.at);
      const price = isThere && !isExpired ? marketPrice(seen, sent.units) : undefined;
      if (isExpired) expiring.push(sent);
      else if (price === undefined) still.push(sent);
      else fill(sent.units, price, seen.at);
    }
    if (seen.last !== undefined) last = moneyOf(seen.last);

    const before = wanted;
    wanted = rule(seen, before);
    // that an order expired with this tick is heard only after it
    const ordered = [...still, ...expiring].reduce((sum, sent) => sum + sent.units, 0);
    const units = wanted - (held + ordered);
    if (wanted !== before && units !== 0 && !isOver) {
      still.push({ units, arrivesAt: seen.at + latencyMs });
      orders += 1;
    }
    waiting = still;
  }
  const gross = cash + last * BigInt(held);
  return {
    trades: partialFills === 0 ? trades : undefined,
    orders,
    fills,
    held,
    gross,
    net: gross - chargePerOrder * BigInt(fills),
  };
};
