import type { Check } from './check.js';

/**
 * Rejects a stop that the last price has reached already (some brokers send it at once; a no is safer), and a limit
 * on the wrong side of its trigger.
 */
export const stopDirection: Check = ({ side, type, trigger, limit, isTriggered }, { last }) => {
  if (trigger === undefined || isTriggered) return undefined;
  const sign = side === 'BUY' ? 1 : -1;
  const beyond = side === 'BUY' ? 'above' : 'below';
  if (type === 'STOP_LIMIT' && limit !== undefined && (limit - trigger) * sign < 0)
    return `limit ${limit} is not at or ${beyond} the trigger ${trigger}`;
  return last?.last !== undefined && (trigger - last.last) * sign <= 0
    ? `trigger ${trigger} is not ${beyond} the last price ${last.last}`
    : undefined;
};
