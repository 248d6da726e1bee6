import type { Account } from '../domain/account.js';
import { NO_MONEY, type Money, plus, type Price, valueOf } from '../domain/money.js';
import type { Order } from '../domain/order.js';
import type { Token } from '../domain/token.js';
import { openUnits } from './exposure.js';

/** The most that positions and open orders can be worth, at last prices, whichever of the orders are executed. */
export interface WorstExposure {
  /** Long and short alike. */
  readonly gross: Money;
  /** Short positions counted negative; the larger of the two extremes, without its sign. */
  readonly net: Money;
}

/**
 * Worked out exactly: of every token the worse of all its purchases and all its sales; for the net all purchases
 * or all sales of all tokens. A token without a last price counts at the best limit of its orders, or of `asked`.
 */
export const worstExposure = (account: Account, asked?: Order): WorstExposure => {
  let gross = NO_MONEY;
  let longest = NO_MONEY;
  let shortest = NO_MONEY;
  for (const token of tokensOf(account, asked)) {
    const of = asked?.token === token ? asked : undefined;
    const price = priceOf(account, token, of);
    const multiplier = account.instrumentOf(token)?.multiplier ?? 1;
    const { quantity } = account.positionOf(token);
    const { BUY, SELL } = openUnits(account, token, of);
    const long = valueOf(price, quantity + BUY, multiplier);
    const short = valueOf(price, quantity + SELL, multiplier);
    gross = plus(gross, Math.max(Math.abs(long), Math.abs(short)) as Money);
    longest = plus(longest, long);
    shortest = plus(shortest, short);
  }
  return { gross, net: Math.max(Math.abs(longest), Math.abs(shortest)) as Money };
};

const tokensOf = (account: Account, asked: Order | undefined): readonly Token[] => {
  const exposed = account.exposedTokens();
  return asked === undefined || exposed.includes(asked.token) ? exposed : [...exposed, asked.token];
};

const NO_PRICE = 0 as Price;

const priceOf = (account: Account, token: Token, asked: Order | undefined): Price => {
  const last = account.lastOf(token);
  if (last !== undefined) return last;
  let dearest = asked?.limit ?? asked?.trigger ?? NO_PRICE;
  for (const { limit, trigger } of account.openOrdersOf(token)) {
    const price = limit ?? trigger ?? NO_PRICE;
    if (price > dearest) dearest = price;
  }
  return dearest;
};
