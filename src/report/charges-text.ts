import { type ChargeItems, totalOf } from '../domain/charge-items.js';
import { moneyText } from './figure-text.js';

const NAMES: Readonly<Record<keyof ChargeItems, string>> = {
  brokerage: 'brokerage',
  exchange: 'exchange',
  sebi: 'SEBI',
  stt: 'STT',
  stamp: 'stamp',
  gst: 'GST',
};

/** What an execution cost, item by item, and their sum. */
export const chargesText = (items: ChargeItems): string => {
  const total = totalOf(items);
  if (total === 0) return 'none';
  const each = Object.entries(NAMES)
    .filter(([item]) => items[item as keyof ChargeItems] !== 0)
    .map(([item, name]) => `${name} ${moneyText(items[item as keyof ChargeItems])}`);
  return each.length === 1 ? (each[0] ?? '') : `${each.join(' + ')} = ${moneyText(total)}`;
};
