import type { Token } from '../../../domain/token.js';
import type { Strangers } from './frame-faults.js';
import type { Market } from './market.js';
import { Subscription } from './subscription.js';

/** A scrip that no exchange lists. */
const NOBODY =
  '{"t":"tk","e":"NSE","tk":"999999","ts":"NOBODY-EQ","pp":"2","ls":"1","ti":"0.05","lp":"1.00"}';

/** Frames of `market` that a connection, which watches what `isWatched` says, should not get. */
export const strangersTo = (market: Market, isWatched: (token: Token) => boolean): Strangers => {
  const snapshotOf = (wanted: (token: Token) => boolean): string => {
    const scrip = market.quoted(wanted);
    return scrip === undefined ? NOBODY : new Subscription(scrip, 't').snapshot();
  };
  return {
    frame: () => snapshotOf((token) => !isWatched(token)),
    inPlaceOf: ({ text }) => {
      const { e = '', tk = '' } = JSON.parse(text) as Partial<Record<string, string>>;
      const other = JSON.parse(snapshotOf((token) => token !== `${e}|${tk}`)) as object;
      return JSON.stringify({ ...other, e, tk });
    },
  };
};
