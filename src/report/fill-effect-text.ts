import { cashFlowOf, type Fill } from '../domain/fill.js';
import type { Instrument } from '../domain/instrument.js';
import { minus, type Money } from '../domain/money.js';
import { applyFill, averagePriceOf, FLAT, type Position } from '../domain/position.js';
import { moneyText, priceText, unitsText } from './figure-text.js';

/** What `fill` did to the strategy's position of the token, which `before` had made, and to its cash. */
export const fillEffectText = (
  before: readonly Fill[],
  fill: Fill,
  instrument: Instrument,
): readonly string[] => {
  const { multiplier } = instrument;
  const from = before.reduce<Position>((position, one) => applyFill(position, one, multiplier)[0], FLAT);
  const [to, realised] = applyFill(from, fill, multiplier);
  const average = averagePriceOf(to, multiplier);
  const held = average === undefined ? 'flat' : `average ${priceText(average, instrument)}`;
  const profit = closes(from, fill)
    ? [`realised ${moneyText(realised)}, after charges ${moneyText(minus(realised, fill.charges))}`]
    : [];
  return [
    `${unitsText(from.quantity)} → ${unitsText(to.quantity)}, ${held}`,
    ...profit,
    `cash ${signed(cashFlowOf(fill, multiplier))}`,
  ];
};

const closes = (from: Position, { side }: Fill): boolean =>
  side === 'BUY' ? from.quantity < 0 : from.quantity > 0;

const signed = (money: Money): string => `${money > 0 ? '+' : ''}${moneyText(money)}`;
