import { type FormCheck, malformed } from './form-check.js';

/** Of the order, the least share that may be shown. Source: NSE capital market trading regulations. */
const LEAST_SHOWN = 0.1;

/** Whole lots; what is shown is whole lots too, between a tenth of the order and all of it. */
export const units: FormCheck = ({ quantity, disclosed }, { lotSize }) => {
  if (!isLots(quantity, lotSize))
    return malformed(`quantity ${quantity} is not whole lots of ${lotSize}`, 'units', lotSize, quantity);
  if (disclosed === undefined) return undefined;
  if (!isLots(disclosed, lotSize))
    return malformed(
      `disclosed quantity ${disclosed} is not whole lots of ${lotSize}`,
      'units',
      lotSize,
      disclosed,
    );
  if (disclosed > quantity)
    return malformed(
      `disclosed quantity ${disclosed} above the order's ${quantity}`,
      'units',
      quantity,
      disclosed,
    );
  const least = Math.ceil(quantity * LEAST_SHOWN);
  return disclosed < least
    ? malformed(`disclosed quantity ${disclosed} below a tenth of ${quantity}`, 'units', least, disclosed)
    : undefined;
};

const isLots = (quantity: number, lotSize: number): boolean =>
  Number.isSafeInteger(quantity) && quantity > 0 && quantity % lotSize === 0;
