import { isOnGrid, worseOnGrid } from '../../domain/tick-grid.js';
import { type FormCheck, malformed } from './form-check.js';

const WITH_LIMIT: ReadonlySet<string> = new Set(['LIMIT', 'STOP_LIMIT']);
const WITH_TRIGGER: ReadonlySet<string> = new Set(['STOP', 'STOP_LIMIT']);

/** The prices that the type has, and no others; on the grid of the instrument's tick. */
export const prices: FormCheck = ({ type, limit, trigger }, { tickSize }) =>
  problemOf('limit price', type, WITH_LIMIT.has(type), limit, tickSize) ??
  problemOf('trigger', type, WITH_TRIGGER.has(type), trigger, tickSize);

const problemOf = (
  name: string,
  type: string,
  isHad: boolean,
  price: number | undefined,
  tickSize: number | undefined,
): ReturnType<FormCheck> => {
  if (!isHad)
    return price === undefined
      ? undefined
      : malformed(`a ${type} order has no ${name}, this one has ${price}`, 'rupees', null, price);
  if (price === undefined || !Number.isFinite(price) || price <= 0)
    return malformed(`${name} ${String(price)} is no price`, 'rupees', null, price);
  if (tickSize === undefined || isOnGrid(price, tickSize)) return undefined;
  const below = worseOnGrid(price, tickSize, 'SELL');
  const above = worseOnGrid(price, tickSize, 'BUY');
  const nearest = below === above ? `${above}` : `${below} and ${above}`;
  return malformed(
    `${name} ${price} is off the grid of ${tickSize}: nearest ${nearest}`,
    'rupees',
    tickSize,
    price,
  );
};
