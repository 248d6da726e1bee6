import { type DemoOrder, orderUpdate } from './demo-order.js';
import type { Exchange } from './exchange.js';

/** The names that other brokers have for some fields of an order update. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  norenordno: 'norenoordno',
  pcode: 'prd',
  exchordid: 'exchorderid',
  fltm: 'filltm',
};

/** Tells all clients of an exchange that asked for it of each change of an order. */
export class OrderTeller {
  /** An update that comes after the next one. */
  private kept: string | undefined = undefined;

  constructor(private readonly exchange: Exchange) {}

  tell(order: DemoOrder): void {
    const { chances, sessions } = this.exchange;
    if (chances.strikes('om-missing')) return;
    const update = orderUpdate(order, sessions.user.uid, sessions.user.accountId);
    const renamed = chances.strikes('alt-names')
      ? Object.fromEntries(Object.entries(update).map(([key, value]) => [OTHER_NAMES[key] ?? key, value]))
      : update;
    const frame = JSON.stringify(renamed);
    if (this.kept === undefined && chances.strikes('om-reorder')) {
      this.kept = frame;
      return;
    }
    this.exchange.tellOrder(frame);
    if (chances.strikes('om-duplicate')) this.exchange.tellOrder(frame);
    this.release();
  }

  /** Lets out what waits for another update, which may never come. */
  release(): void {
    if (this.kept === undefined) return;
    this.exchange.tellOrder(this.kept);
    this.kept = undefined;
  }
}
