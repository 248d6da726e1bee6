import type { Ledger } from '../domain/ledger.js';
import { leavesOf, type Order, withAsked } from '../domain/order.js';

/**
 * Net units of the order's token if it and every open order on its side were executed and none of the other
 * side: the most that the order can lead to. Other terms for an open order count once with it, the larger
 * quantity of both, since the exchange may trade it before it has them, or refuse them.
 */
export const worstPosition = (ledger: Ledger, order: Order): number => {
  let quantity = ledger.positionOf(order.token).quantity;
  let own = order;
  for (const open of ledger.openOrdersOf(order.token)) {
    if (open.id === order.id) own = withAsked(open, order);
    else if (open.side === order.side) quantity += leavesOf(open);
  }
  return quantity + leavesOf(own);
};

/** Whether the order can only bring the token's position nearer to zero, open orders counted. */
export const onlyReduces = (ledger: Ledger, order: Order): boolean => {
  const before = ledger.positionOf(order.token).quantity;
  const after = worstPosition(ledger, order);
  return before !== 0 && Math.sign(after) !== -Math.sign(before) && Math.abs(after) < Math.abs(before);
};
