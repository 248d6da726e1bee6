import type { Account } from '../domain/account.js';
import { signOf } from '../domain/intent.js';
import { leavesOf, type Order } from '../domain/order.js';

/**
 * Net units of the order's token if it and every open order on its side were executed and none of the other
 * side: the most that the order can lead to.
 */
export const worstPosition = (account: Account, order: Order): number => {
  let quantity = account.positionOf(order.token).quantity + signOf(order.side) * order.quantity;
  for (const open of account.openOrdersOf(order.token)) {
    if (open.side === order.side) quantity += leavesOf(open);
  }
  return quantity;
};

/** Whether the order can only bring the token's position nearer to zero, open orders counted. */
export const onlyReduces = (account: Account, order: Order): boolean => {
  const before = account.positionOf(order.token).quantity;
  const after = worstPosition(account, order);
  return before !== 0 && Math.sign(after) !== -Math.sign(before) && Math.abs(after) < Math.abs(before);
};
