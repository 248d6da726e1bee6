import { dateOf, sessionDayOf } from '../../domain/session.js';
import type { Check } from './check.js';

/** Rejects an order in a contract whose last day of trading, that of its expiry, has passed. */
export const expired: Check = (_, { instrument, at }) =>
  instrument?.expiry === undefined || dateOf(sessionDayOf(at)) <= instrument.expiry
    ? undefined
    : `${instrument.name} expired on ${instrument.expiry}`;
