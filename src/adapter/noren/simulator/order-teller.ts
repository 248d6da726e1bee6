import { type DemoOrder, orderUpdate } from './demo-order.js';
import type { Exchange } from './exchange.js';

/** The names that other brokers have for some fields of an order update. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  norenordno: 'norenoordno',
  pcode: 'prd',
  exchordid: 'exchorderid',
  fltm: 'filltm',
};

/** Tells all clients of `exchange` that asked for it of each change of an order. */
export const orderTeller =
  (exchange: Exchange) =>
  (order: DemoOrder): void => {
    const { chances, sessions } = exchange;
    const update = orderUpdate(order, sessions.user.uid, sessions.user.accountId);
    const renamed = chances.strikes('alt-names')
      ? Object.fromEntries(Object.entries(update).map(([key, value]) => [OTHER_NAMES[key] ?? key, value]))
      : update;
    const frame = JSON.stringify(renamed);
    exchange.tellOrder(frame);
    if (chances.strikes('om-duplicate')) exchange.tellOrder(frame);
  };
