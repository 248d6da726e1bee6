import { NO_CHARGE_ITEMS } from '../../src/domain/charge-items.js';
import type { Price } from '../../src/domain/money.js';
import type { OrderChange } from '../../src/domain/order-change.js';
import { epochMs } from '../../src/domain/time.js';
import type { Broker, BrokerAnswer, BrokerOf, OpenOrder, Sent } from '../../src/port/broker.js';
import { OPEN } from '../operator/messages.js';
import type { Outside, OutThere } from './live-case.js';

/** The broker out there: it goes on while the session is away, and what it answers meanwhile nobody hears. */
export class Books {
  /** What it was sent, and how much the session had written by then. */
  private sent: { readonly sent: Sent; readonly written: number }[] = [];
  /** Orders that it was asked about: open ones, and of these such as it did not know. */
  asked = 0;
  unknown = 0;

  constructor(private readonly there: OutThere) {}

  get orderIds(): readonly string[] {
    return this.sent.flatMap(({ sent: { kind, order } }) => (kind === 'OrderSent' ? [order.id] : []));
  }

  /** The session was killed when it had written so much: what it sent behind that it never sent. */
  cut(written: number): void {
    this.sent = this.sent.filter((one) => one.written <= written);
  }

  broker(outside: Outside, written: () => number): BrokerOf {
    return (_, answer$): Broker => ({
      answer$,
      send: (sent) => {
        this.sent.push({ sent, written: written() });
        this.there.send(sent, outside);
      },
      show: () => undefined,
      reconcile: (orders) => Promise.resolve(orders.map((one) => this.answerTo(one))),
    });
  }

  private answerTo({ order, cause, neverSent }: OpenOrder): BrokerAnswer {
    this.asked += 1;
    const said = this.stateOf(order.id, cause);
    if (said !== undefined && neverSent.some(({ kind }) => kind === 'OrderSent'))
      throw new Error(`${order.id}: was sent, and the session takes it for one that was not`);
    if (said === undefined) this.unknown += 1;
    const { id: orderId, token, strategy } = order;
    const [change, reason] =
      said === undefined
        ? [{ kind: 'Rejected' } as const, 'the session was cut off before it was sent']
        : [said, undefined];
    return { kind: 'BrokerAnswer', cause, token, strategy, orderId, change, reason };
  }

  /** Filled or cancelled meanwhile, or as it was; undefined where it is not known. */
  private stateOf(id: string, cause: number): OrderChange | undefined {
    const order = this.sent.find(({ sent }) => sent.kind === 'OrderSent' && sent.order.id === id)?.sent.order;
    if (order === undefined) return undefined;
    if (cause % 3 === 0) return { kind: 'Cancelled' };
    if (cause % 3 === 1) return { kind: 'Opened' };
    const { quantity, limit = 100 as Price } = order;
    const execution = {
      id: `${cause}`,
      quantity,
      price: limit,
      charges: NO_CHARGE_ITEMS,
      against: undefined,
    };
    return { kind: 'Filled', execution: { ...execution, at: epochMs(OPEN) } };
  }
}
