import { NO_CHARGE_ITEMS } from '../../../domain/charge-items.js';
import {
  inRupees,
  minus,
  type Money,
  NO_MONEY,
  plus,
  type Price,
  type Quantity,
} from '../../../domain/money.js';
import { applyFill, averagePriceOf, FLAT, type Position, unrealisedOf } from '../../../domain/position.js';
import type { OrderId } from '../../../domain/order.js';
import { type DemoFill, type DemoOrder, scripTexts } from './demo-order.js';
import type { OrderTerms } from './order-request.js';

/** Rupees that the demo user begins with. */
const CASH = 10_000_000;

/** Of its value, what an order or a position blocks: all of a delivery, a fifth of the rest. */
const MARGIN = { C: 1, M: 0.2, I: 0.2 } as const;

interface Held {
  readonly sample: DemoOrder;
  position: Position;
  bought: { quantity: number; amount: number };
  sold: { quantity: number; amount: number };
  realised: Money;
}

/** What the demo user owns and owes, by the executions and the open orders. Rupees and units. */
export class DemoAccount {
  private readonly held = new Map<string, Held>();
  private readonly open = new Map<string, DemoOrder>();

  /** Takes the order's newest state. */
  note(order: DemoOrder): void {
    if (['COMPLETE', 'REJECTED', 'CANCELED'].includes(order.status)) this.open.delete(order.number);
    else this.open.set(order.number, order);
  }

  /** Takes an execution. */
  book(order: DemoOrder, fill: DemoFill): void {
    const { terms, scrip } = order;
    const key = `${scrip.token} ${terms.product}`;
    const held = this.held.get(key) ?? {
      sample: order,
      position: FLAT,
      bought: { quantity: 0, amount: 0 },
      sold: { quantity: 0, amount: 0 },
      realised: NO_MONEY,
    };
    this.held.set(key, held);
    const [position, realised] = applyFill(
      held.position,
      {
        id: fill.id,
        orderId: order.number as OrderId,
        strategy: '',
        token: scrip.token,
        side: terms.side,
        quantity: fill.quantity as Quantity,
        price: fill.price as Price,
        at: fill.at,
        charges: NO_MONEY,
        items: NO_CHARGE_ITEMS,
        against: undefined,
      },
      terms.instrument.multiplier,
    );
    held.position = position;
    held.realised = plus(held.realised, realised);
    const side = terms.side === 'BUY' ? held.bought : held.sold;
    side.quantity += fill.quantity;
    side.amount += fill.quantity * fill.price;
  }

  /** What `terms` would block; where the order has no price, `last` is taken for it. */
  marginFor({ product, quantity, price, instrument }: OrderTerms, last: number | undefined): number {
    return MARGIN[product] * quantity * (price === 0 ? (last ?? 0) : price) * instrument.multiplier;
  }

  /** What is not blocked. */
  get free(): number {
    return CASH + this.realised - this.blocked;
  }

  /** Rows of the position book, by product; flat ones stay for the day. */
  positions(uid: string, accountId: string): readonly Readonly<Record<string, string>>[] {
    return [...this.held.values()].map((held) => positionRow(held, uid, accountId));
  }

  /** What the limits call tells. */
  limits(): Readonly<Record<string, string>> {
    const unrealised = [...this.held.values()].reduce((sum, held) => sum + unrealisedIn(held), 0);
    return {
      cash: CASH.toFixed(2),
      payin: '0.00',
      payout: '0.00',
      daycash: '0.00',
      unclearedcash: '0.00',
      brkcollamt: '0.00',
      collateral: '0.00',
      aux_brkcollamt: '0.00',
      marginused: this.blocked.toFixed(2),
      rpnl: this.realised.toFixed(2),
      urmtom: unrealised.toFixed(2),
    };
  }

  private get realised(): number {
    return [...this.held.values()].reduce((sum, { realised }) => sum + inRupees(realised), 0);
  }

  private get blocked(): number {
    const orders = [...this.open.values()].reduce(
      (sum, { terms, scrip }) => sum + this.marginFor(terms, scrip.last),
      0,
    );
    const positions = [...this.held.values()].reduce(
      (sum, { sample, position }) => sum + MARGIN[sample.terms.product] * Math.abs(inRupees(position.cost)),
      0,
    );
    return orders + positions;
  }
}

const unrealisedIn = ({ sample: { scrip, terms }, position }: Held): number =>
  scrip.last === undefined || position.quantity === 0
    ? 0
    : inRupees(unrealisedOf(position, scrip.last as Price, terms.instrument.multiplier));

const positionRow = (held: Held, uid: string, accountId: string): Readonly<Record<string, string>> => {
  const { sample, position, bought, sold, realised } = held;
  const { terms, scrip } = sample;
  const price = (value: number): string => value.toFixed(scrip.decimals);
  const average = ({ quantity, amount }: Held['bought']): string =>
    price(quantity === 0 ? 0 : amount / quantity);
  return {
    stat: 'Ok',
    uid,
    actid: accountId,
    exch: terms.instrument.exchange,
    tsym: terms.instrument.tradingSymbol,
    prd: terms.product,
    s_prdt_ali: { C: 'CNC', M: 'NRML', I: 'MIS' }[terms.product],
    ...scripTexts(sample),
    netqty: String(position.quantity),
    netavgprc: price(averagePriceOf(position, terms.instrument.multiplier) ?? 0),
    daybuyqty: String(bought.quantity),
    daysellqty: String(sold.quantity),
    daybuyamt: bought.amount.toFixed(2),
    daysellamt: sold.amount.toFixed(2),
    daybuyavgprc: average(bought),
    daysellavgprc: average(sold),
    cfbuyqty: '0',
    cfsellqty: '0',
    openbuyqty: '0',
    opensellqty: '0',
    lp: price(scrip.last ?? 0),
    urmtom: unrealisedIn(held).toFixed(2),
    rpnl: inRupees(minus(realised, NO_MONEY)).toFixed(2),
  };
};
