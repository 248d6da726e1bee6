import { leavesOf, type Order } from './order.js';

/**
 * Those of the open `orders` that could enlarge a position of `quantity` units or lead through zero: all on its
 * own side, and on the other side what goes beyond it, where stops are kept before limits and older orders
 * before younger ones. All of them where nothing is held.
 */
export const entriesAmong = (orders: readonly Order[], quantity: number): readonly Order[] => {
  let left = Math.abs(quantity);
  const entries: Order[] = [];
  for (const order of stopsFirst(orders)) {
    const leaves = leavesOf(order);
    const isExit = Math.sign(leaves) === -Math.sign(quantity) && Math.abs(leaves) <= left;
    if (isExit) left -= Math.abs(leaves);
    else entries.push(order);
  }
  return entries;
};

const stopsFirst = (orders: readonly Order[]): readonly Order[] => [
  ...orders.filter(({ trigger }) => trigger !== undefined),
  ...orders.filter(({ trigger }) => trigger === undefined),
];
