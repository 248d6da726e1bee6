import { signOf } from '../../domain/intent.js';
import { type FormCheck, malformed } from './form-check.js';

/**
 * A stop to buy wakes above the last price, a stop to sell below it; the limit of one that has a limit is not on the
 * near side of its trigger. One that has woken has nothing to wait for.
 */
export const stopSide: FormCheck = ({ side, limit, trigger, isTriggered }, _, last) => {
  if (trigger === undefined || isTriggered) return undefined;
  const sign = signOf(side);
  const beyond = side === 'BUY' ? 'above' : 'below';
  if (limit !== undefined && (limit - trigger) * sign < 0)
    return malformed(
      `limit price ${limit} is not at or ${beyond} the trigger ${trigger}`,
      'rupees',
      trigger,
      limit,
    );
  return last !== undefined && (trigger - last) * sign <= 0
    ? malformed(`trigger ${trigger} is not ${beyond} the last price ${last}`, 'rupees', last, trigger)
    : undefined;
};
