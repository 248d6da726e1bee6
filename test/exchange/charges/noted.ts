import { loadChargeTable } from '../../../src/adapter/charges/load-charge-table.js';
import { type ChargeItems, totalOf } from '../../../src/domain/charge-items.js';
import type { NotedFill } from '../../../src/domain/contract-note.js';
import type { Instrument } from '../../../src/domain/instrument.js';
import { inRupees, type Money } from '../../../src/domain/money.js';
import { type OrderId, orderIdOf, type Product } from '../../../src/domain/order.js';
import { epochMs } from '../../../src/domain/time.js';
import { tokenOf } from '../../../src/domain/token.js';
import { fill } from '../../support/fill.js';
import { instrument } from '../../support/instrument.js';
import { ist } from '../../support/ist.js';

/** The tables that come with rxtape. */
export const TABLE = loadChargeTable();

const contract = (
  exchange: string,
  kind: string,
  symbol: string,
  facts: Partial<Instrument> = {},
): Instrument =>
  instrument({
    token: tokenOf(exchange, `${symbol}${kind}`),
    exchange,
    kind,
    symbol,
    tradingSymbol: `${symbol}-${kind}`,
    name: `${exchange}:${symbol}`,
    ...facts,
  });

export const NIFTY_OPTION = contract('NFO', 'OPTIDX', 'NIFTY', { optionType: 'CE', strike: 26_000 });
export const NIFTY_FUTURE = contract('NFO', 'FUTIDX', 'NIFTY', { lotSize: 65 });
export const RELIANCE = contract('NSE', 'EQ', 'RELIANCE');
export const RELIANCE_BSE = contract('BSE', 'A', 'RELIANCE');
export const CRUDEOIL = contract('MCX', 'FUTCOM', 'CRUDEOIL', { lotSize: 100 });
export const SENSEX_OPTION = contract('BFO', 'OPTIDX', 'BSXOPT', { tradingSymbol: 'SENSEX26APR80000CE' });
export const SENSEX50_OPTION = contract('BFO', 'OPTIDX', 'SENSEX50', {
  tradingSymbol: 'SENSEX5026APR25000CE',
});
export const USDINR = contract('CDS', 'FUTCUR', 'USDINR', { multiplier: 1_000 });

/** One execution of an order of its own, unless `orderId` says of which. */
export interface Leg {
  readonly of: Instrument;
  readonly side: 'BUY' | 'SELL';
  readonly quantity: number;
  readonly price: number;
  readonly product?: Product;
  readonly orderId?: OrderId;
  readonly on?: string;
  readonly charges?: Money;
}

export const noted = (legs: readonly Leg[]): readonly NotedFill[] =>
  legs.map(({ of, side, quantity, price, product = 'CARRY_FORWARD', on = '2026-04-15', ...rest }, i) => ({
    instrument: of,
    product,
    fill: fill({
      orderId: rest.orderId ?? orderIdOf('test', of.token, i + 1),
      token: of.token,
      side,
      quantity,
      price,
      at: epochMs(ist(`${on}T10:00:00`)),
      charges: rest.charges ?? 0,
    }),
  }));

/** In rupees, with their total. */
export const told = (items: ChargeItems): Readonly<Record<string, number>> => ({
  brokerage: inRupees(items.brokerage),
  exchange: inRupees(items.exchange),
  sebi: inRupees(items.sebi),
  stt: inRupees(items.stt),
  stamp: inRupees(items.stamp),
  gst: inRupees(items.gst),
  total: inRupees(totalOf(items)),
});
