import type { Ledger } from '../domain/ledger.js';
import { leavesOf, type Order, withAsked } from '../domain/order.js';
import type { Token } from '../domain/token.js';

/**
 * Net units of the order's token if it and every open order on its side were executed and none of the other
 * side: the most that the order can lead to. Other terms for an open order count once with it, the larger
 * quantity of both, since the exchange may trade it before it has them, or refuse them.
 */
export const worstPosition = (ledger: Ledger, order: Order): number =>
  ledger.positionOf(order.token).quantity + openUnits(ledger, order.token, order)[order.side];

/** Whether the order can only bring the token's position nearer to zero, open orders counted. */
export const onlyReduces = (ledger: Ledger, order: Order): boolean => {
  const before = ledger.positionOf(order.token).quantity;
  const after = worstPosition(ledger, order);
  return before !== 0 && Math.sign(after) !== -Math.sign(before) && Math.abs(after) < Math.abs(before);
};

/** Units that the open orders of a token could still buy, and sell (negative), with `asked` among them. */
export const openUnits = (
  ledger: Ledger,
  token: Token,
  asked?: Order,
): { readonly BUY: number; readonly SELL: number } => {
  const units = { BUY: 0, SELL: 0 };
  let own = asked;
  for (const open of ledger.openOrdersOf(token)) {
    if (asked?.id === open.id) own = withAsked(open, asked);
    else units[open.side] += leavesOf(open);
  }
  if (own !== undefined) units[own.side] += leavesOf(own);
  return units;
};

/** The order as it is open now, where `asked` is to modify it. */
export const openSelfOf = (ledger: Ledger, asked: Order): Order | undefined =>
  ledger.openOrdersOf(asked.token).find(({ id }) => id === asked.id);
