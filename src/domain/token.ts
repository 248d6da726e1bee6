/** Instrument identity, exchange and number: `NSE|26000`. The key of every per-token stage. */
export type Token = string & { readonly Token: unique symbol };

const SHAPE = /^[A-Z]+\|[^|\s]+$/;

export const isToken = (text: string): text is Token => SHAPE.test(text);

export const tokenOf = (exchange: string, number: string): Token => `${exchange}|${number}` as Token;

/** `NSE` of `NSE|22`. */
export const exchangeOf = (token: Token): string => token.slice(0, token.indexOf('|'));
