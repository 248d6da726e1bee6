import { stoppedLines } from '../adapter/console/status-text.js';
import { termsText } from '../adapter/console/wish-text.js';
import type { Order } from '../domain/order.js';
import type { Token } from '../domain/token.js';
import type { Held } from './open-work.js';
import type { Resumed } from './resumed.js';
import { haltStatus, switchStatus } from './session-status.js';

type NameOf = (token: Token) => string;

/** With what a session goes on, for people, a line each: open orders, the oldest first, and what each strategy holds. */
export const openLines = ({ standing }: Pick<Resumed, 'standing'>, nameOf: NameOf): readonly string[] => [
  ...standing.orders.map((order) => orderLine(order, nameOf)),
  ...standing.positions.map((held) => heldLine(held, nameOf)),
];

/** What holds its orders back, as the status of a session tells it. */
export const heldBackLines = (
  { switches, halts }: Pick<Resumed, 'switches' | 'halts'>,
  nameOf: NameOf,
): readonly string[] =>
  stoppedLines({
    switches: switches.map((command) => switchStatus(command, nameOf)),
    halts: halts.map((halt) => haltStatus(halt, nameOf)),
  });

const orderLine = (order: Order, nameOf: NameOf): string =>
  `OPEN    ${order.id}, ${nameOf(order.token)}: ${order.side} ${order.type} ${termsText(order)}` +
  `${order.filled === 0 ? '' : `, ${order.filled} executed`}, ${order.state}`;

const heldLine = ({ strategy, token, quantity }: Held, nameOf: NameOf): string =>
  `HOLDS   ${strategy}, ${nameOf(token)}: ${quantity}`;
