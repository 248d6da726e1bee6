import type { ChargeItems } from '../../domain/charge-items.js';
import type { ChargeTable } from '../../domain/charge-table.js';
import { UsageError } from '../../domain/failure.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Side } from '../../domain/intent.js';
import { minus, type Money, NO_MONEY, plus, valueOf } from '../../domain/money.js';
import type { Order, Product } from '../../domain/order.js';
import { dateOf, type SessionDay, sessionDayOf } from '../../domain/session.js';
import type { Token } from '../../domain/token.js';
import type { ChargePlan, Charges, Traded } from '../charges.js';
import { type Brokerage, brokerageOf, brokerageOn } from './brokerage.js';
import { contractNotes } from './contract-note.js';
import { missingOf, rateOf, type Rates, ratesOf } from './rates.js';
import { segmentOf } from './segment-of.js';

/**
 * The charges of a brokerage plan and of the table's rows on each day, itemised: an estimate for each execution,
 * to a ten-thousandth of a rupee and never rounded to paise; the day's note rounds ({@link contractNote}).
 * A flat brokerage is taken with the order's first execution; one that is capped by a share of the turnover is
 * shared by the executions as they come. Source: docs/charges-and-margin.md.
 */
export const tableCharges = (table: ChargeTable, plan: string): ChargePlan => ({
  name: plan,
  for: (instruments, day) => {
    refuseUnknown(table, instruments, day);
    const tariffs = new Map<string, Tariff>();
    return {
      name: plan,
      of: (traded, order) => {
        const instrument = instruments.get(order.token);
        if (instrument === undefined) throw new UsageError(`${order.token} is no instrument of this run`);
        const on = sessionDayOf(traded.at);
        const key = `${order.token} ${order.product} ${order.side} ${on}`;
        let tariff = tariffs.get(key);
        if (tariff === undefined) {
          tariff = tariffOf(table, plan, instrument, order.product, order.side, on);
          tariffs.set(key, tariff);
        }
        return estimate(tariff, traded, order, instrument.multiplier);
      },
    } satisfies Charges;
  },
  notesOf: (fills) => contractNotes(table, plan, fills),
});

interface Tariff {
  readonly brokerage: Brokerage;
  readonly rates: Rates;
}

/** Throws a UsageError where the table says nothing of the instrument or the day: nothing is charged by guess. */
const tariffOf = (
  table: ChargeTable,
  plan: string,
  instrument: Instrument,
  product: Product,
  side: Side,
  day: SessionDay,
): Tariff => {
  const segment = segmentOf(instrument, product);
  if (segment === undefined)
    throw new UsageError(
      `no charges are known for ${instrument.name} (${instrument.exchange} ${instrument.kind}): --charges none runs without any`,
    );
  const rates = ratesOf(table, segment, instrument, side, day);
  const missing = missingOf(rates, side);
  if (missing.length > 0)
    throw new UsageError(
      `no charges are known for ${instrument.name} on ${dateOf(day)}: ${segment} has no row for ${missing.join(', ')} then; --charges none runs without any`,
    );
  return { brokerage: brokerageOf(table, plan, segment), rates };
};

const PRODUCTS: readonly Product[] = ['INTRADAY', 'DELIVERY'];
const SIDES: readonly Side[] = ['BUY', 'SELL'];

/** Whatever may be traded is looked up before anything is. */
const refuseUnknown = (
  table: ChargeTable,
  instruments: ReadonlyMap<Token, Instrument>,
  day: SessionDay,
): void => {
  for (const instrument of instruments.values()) {
    if (instrument.kind === 'INDEX') continue;
    for (const product of PRODUCTS)
      for (const side of SIDES) tariffOf(table, '', instrument, product, side, day);
  }
};

const estimate = (
  { brokerage: plan, rates }: Tariff,
  { price, quantity }: Traded,
  order: Order,
  multiplier: number,
): ChargeItems => {
  const value = valueOf(price, quantity, multiplier);
  const before = Math.round(order.filledValue * multiplier) as Money;
  const brokerage = brokerageOfPart(plan, order.filled, before, value);
  const exchange = plus(shareOf(value, rateOf(rates, 'EXCHANGE')), shareOf(value, rateOf(rates, 'IPFT')));
  const sebi = shareOf(value, rateOf(rates, 'SEBI'));
  const fees = plus(brokerage, plus(exchange, sebi));
  return {
    brokerage,
    exchange,
    sebi,
    stt: shareOf(value, rateOf(rates, 'STT')),
    stamp: shareOf(value, rateOf(rates, 'STAMP')),
    gst: shareOf(fees, rateOf(rates, 'GST')),
  };
};

/** What an execution worth `value` adds to the brokerage of an order that had `filled` units worth `before`. */
const brokerageOfPart = (plan: Brokerage, filled: number, before: Money, value: Money): Money =>
  minus(brokerageOn(plan, plus(before, value)), filled === 0 ? NO_MONEY : brokerageOn(plan, before));

const shareOf = (money: Money, ratePpb: number): Money => Math.round((money * ratePpb) / 1e9) as Money;
