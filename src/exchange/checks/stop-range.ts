import type { Instrument } from '../../domain/instrument.js';
import { dateOf, sessionDayOf } from '../../domain/session.js';
import type { EpochMs } from '../../domain/time.js';
import type { Check } from './check.js';

/**
 * Rejects a stop limit, new or with other terms, whose limit is further from its trigger than the exchange allows;
 * what it says nothing of passes, and what has woken. Source: NSE and BSE on stop loss orders with a limit.
 */
export const stopRange: Check = ({ type, limit, trigger, isTriggered }, { instrument, at }) => {
  if (type !== 'STOP_LIMIT' || isTriggered || limit === undefined || trigger === undefined) return undefined;
  const rule = instrument === undefined ? undefined : ruleOf(instrument, at);
  if (rule === undefined) return undefined;
  const range = trigger <= rule.upTo ? rule.rupees : trigger * rule.share;
  return Math.abs(limit - trigger) <= range + CLOSE
    ? undefined
    : `limit ${limit} is further than ${Math.round(range * 100) / 100} from the trigger ${trigger}`;
};

/** Rupees for a trigger up to a price, a share of the trigger above it. */
interface RangeRule {
  readonly upTo: number;
  readonly rupees: number;
  readonly share: number;
}

const SHARE_OR_FUTURE: RangeRule = { upTo: 50, rupees: 1.5, share: 0.03 };
const OPTION: RangeRule = { upTo: 50, rupees: 10, share: 0.2 };
const BSE_INDEX_FUTURE: RangeRule = { upTo: 10_000, rupees: 200, share: 0.02 };
/** From this day on BSE has ranges, of derivatives. */
const BSE_FROM = '2026-01-19';

const ruleOf = ({ exchange, kind, optionType }: Instrument, at: EpochMs): RangeRule | undefined => {
  switch (exchange) {
    case 'NSE':
      return SHARE_OR_FUTURE;
    case 'NFO':
      return optionType === undefined ? SHARE_OR_FUTURE : OPTION;
    case 'BFO':
      if (dateOf(sessionDayOf(at)) < BSE_FROM) return undefined;
      return optionType !== undefined ? OPTION : kind === 'FUTIDX' ? BSE_INDEX_FUTURE : undefined;
    default:
      return undefined;
  }
};

/** The difference of two prices is a hair off. */
const CLOSE = 1e-6;
