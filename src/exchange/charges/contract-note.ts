import { type ChargeItems, totalOf } from '../../domain/charge-items.js';
import type { ChargeComponent, ChargeSegment, ChargeTable } from '../../domain/charge-table.js';
import type { ContractNote, NotedFill } from '../../domain/contract-note.js';
import { type Money, NO_MONEY, plus, rupees, valueOf } from '../../domain/money.js';
import type { OrderId } from '../../domain/order.js';
import { type SessionDay, sessionDayOf } from '../../domain/session.js';
import { type Brokerage, brokerageOf } from './brokerage.js';
import { ratesOf } from './rates.js';
import { roundedHalfUp } from './rounding.js';
import { segmentOf } from './segment-of.js';

const BILLION = 1_000_000_000n;
const PAISA = rupees(0.01);

/** The notes of `fills`, one for each day and segment, in the order of their first executions. */
export const contractNotes = (
  table: ChargeTable,
  plan: string,
  fills: readonly NotedFill[],
): readonly ContractNote[] => {
  const groups = new Map<string, { day: SessionDay; segment: ChargeSegment; of: NotedFill[] }>();
  for (const noted of fills) {
    const day = sessionDayOf(noted.fill.at);
    const segment = segmentOf(noted.instrument, noted.product);
    if (segment === undefined) continue;
    const key = `${day} ${segment}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { day, segment, of: [noted] });
    else group.of.push(noted);
  }
  return [...groups.values()].map(({ day, segment, of }) => contractNote(table, plan, day, segment, of));
};

/**
 * The note of one day and segment: every component is summed over the executions exactly and then rounded, half
 * up, transaction tax to the rupee and the others to the paisa; GST is on the fees before they are rounded.
 * Source: docs/charges-and-margin.md.
 */
export const contractNote = (
  table: ChargeTable,
  plan: string,
  day: SessionDay,
  segment: ChargeSegment,
  fills: readonly NotedFill[],
): ContractNote => {
  const sums = new Map<ChargeComponent, Sum>();
  const orders = new Map<OrderId, Money>();
  const traded = { BUY: NO_MONEY, SELL: NO_MONEY };
  let estimated = NO_MONEY;
  let gstPpb = 0n;
  for (const { fill, instrument } of fills) {
    const value = valueOf(fill.price, fill.quantity, instrument.multiplier);
    traded[fill.side] = plus(traded[fill.side], value);
    estimated = plus(estimated, fill.charges);
    orders.set(fill.orderId, plus(orders.get(fill.orderId) ?? NO_MONEY, value));
    for (const { component, base, ratePpb, roundTo } of ratesOf(table, segment, instrument, fill.side, day)) {
      if (base === 'FEES') gstPpb = BigInt(ratePpb);
      else add(sums, component, BigInt(value) * BigInt(ratePpb), roundTo);
    }
  }
  const brokerage = brokerageOfAll(brokerageOf(table, plan, segment), orders.values());
  const fees = brokerage + exact(sums, 'EXCHANGE') + exact(sums, 'IPFT') + exact(sums, 'SEBI');
  const items: ChargeItems = {
    brokerage: roundedHalfUp(brokerage, BILLION, PAISA),
    exchange: plus(rounded(sums, 'EXCHANGE'), rounded(sums, 'IPFT')),
    sebi: rounded(sums, 'SEBI'),
    stt: rounded(sums, 'STT'),
    stamp: rounded(sums, 'STAMP'),
    gst: roundedHalfUp(fees * gstPpb, BILLION * BILLION, PAISA),
  };
  const total = totalOf(items);
  return {
    day,
    segment,
    bought: traded.BUY,
    sold: traded.SELL,
    orders: orders.size,
    items,
    total,
    estimated,
  };
};

/** A sum in billionths of a ten-thousandth of a rupee. */
interface Sum {
  readonly exact: bigint;
  readonly roundTo: Money;
}

const add = (
  sums: Map<ChargeComponent, Sum>,
  component: ChargeComponent,
  amount: bigint,
  roundTo: Money,
): void => {
  sums.set(component, { exact: exact(sums, component) + amount, roundTo });
};

const exact = (sums: ReadonlyMap<ChargeComponent, Sum>, component: ChargeComponent): bigint =>
  sums.get(component)?.exact ?? 0n;

const rounded = (sums: ReadonlyMap<ChargeComponent, Sum>, component: ChargeComponent): Money => {
  const sum = sums.get(component);
  return sum === undefined ? NO_MONEY : roundedHalfUp(sum.exact, BILLION, sum.roundTo);
};

const brokerageOfAll = ({ perOrder, sharePpb }: Brokerage, orders: Iterable<Money>): bigint => {
  const flat = BigInt(perOrder) * BILLION;
  let sum = 0n;
  for (const value of orders) {
    const share = sharePpb === undefined ? flat : BigInt(value) * BigInt(sharePpb);
    sum += share < flat ? share : flat;
  }
  return sum;
};
