import { moneyOf, type Row } from './touchline-rows.js';

/** What a trader sees of one token, as the texts that came. */
export interface Seen {
  readonly at: number;
  readonly last: string | undefined;
  readonly volume: string | undefined;
  readonly bid: string | undefined;
  readonly ask: string | undefined;
  readonly bidQuantity: string | undefined;
  readonly askQuantity: string | undefined;
}

/**
 * What is seen after each of a token's rows: a whole row is all there is, any other changes what it names. A
 * book whose bid is above its ask is not shown, but remembered.
 */
export const seenAfter = (rows: readonly Row[]): readonly Seen[] => {
  let known: Readonly<Record<string, string>> = {};
  const all = rows.map(({ at, whole, cells }) => {
    known = whole ? cells : { ...known, ...cells };
    const priceAt = (name: string): string | undefined => (known[name] === '0' ? undefined : known[name]);
    return {
      at,
      last: known['last'],
      volume: known['volume'],
      bid: priceAt('bid'),
      ask: priceAt('ask'),
      bidQuantity: known['bidQuantity'],
      askQuantity: known['askQuantity'],
    };
  });
  return all.filter(({ bid, ask }) => bid === undefined || ask === undefined || moneyOf(bid) <= moneyOf(ask));
};

/** The price that a market order of `units` (negative to sell) gets, in ten-thousandths; undefined for none. */
export const marketPrice = (seen: Seen, units: number): bigint | undefined => {
  const hasQuotes = [seen.bid, seen.ask, seen.bidQuantity, seen.askQuantity].some((x) => x !== undefined);
  const price = hasQuotes ? (units > 0 ? seen.ask : seen.bid) : seen.last;
  return price === undefined ? undefined : moneyOf(price);
};
