import * as t from 'io-ts';
import type { OrderReport } from '../../domain/order-report.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import { isToken } from '../../domain/token.js';

const TokenText = t.refinement(t.string, isToken, 'Token');

/** An order report as the journal has it: what is undefined is left out. */
export const OrderReportWire = t.intersection(
  [
    t.type({
      number: t.string,
      exchange: t.string,
      symbol: t.string,
      side: t.keyof({ BUY: null, SELL: null }),
      quantity: t.number,
      status: t.string,
      cause: t.string,
      filled: t.number,
      cancelled: t.number,
      remarks: t.string,
    }),
    t.partial({
      token: TokenText,
      product: t.string,
      type: t.string,
      limit: t.number,
      trigger: t.number,
      averagePrice: t.number,
      fill: t.intersection([
        t.type({ id: t.string, quantity: t.number, price: t.number }),
        t.partial({ at: t.number }),
      ]),
      exchangeNumber: t.string,
      reason: t.string,
      exchangeAt: t.number,
    }),
  ],
  'OrderReport',
);

/** Its fields keep the order in which they were written, so that what is made of it prints the same again. */
export const reportOf = (wire: t.TypeOf<typeof OrderReportWire>): OrderReport => ({
  ...wire,
  token: wire.token,
  product: wire.product,
  type: wire.type,
  limit: wire.limit,
  trigger: wire.trigger,
  averagePrice: wire.averagePrice,
  fill: wire.fill === undefined ? undefined : { ...wire.fill, at: momentOf(wire.fill.at) },
  exchangeNumber: wire.exchangeNumber,
  reason: wire.reason,
  exchangeAt: momentOf(wire.exchangeAt),
});

const momentOf = (at: number | undefined): EpochMs | undefined =>
  at === undefined ? undefined : epochMs(at);
