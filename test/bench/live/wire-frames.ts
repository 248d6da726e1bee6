import { type MarketColumns } from '../market-columns.js';

/**
 * One message as a Noren server sends it: a `tk` for the first row of a token; then in turn the price alone and the
 * whole touchline.
 */
export const wireText = (columns: MarketColumns, row: number): string => {
  const { tokens, token, at, last, bid, ask, volume } = columns;
  const of = token[row] ?? 0;
  const [exchange = '', number = ''] = (tokens[of] ?? '').split('|');
  const price = (last[row] ?? 0).toFixed(2);
  const named = `"e":"${exchange}","tk":"${number}"`;
  const traded = `"lp":"${price}","pc":"0.31","ft":"${Math.floor((at[row] ?? 0) / 1_000)}"`;
  const quoted =
    `"v":"${volume[row] ?? 0}","ap":"${price}","bp1":"${(bid[row] ?? 0).toFixed(2)}",` +
    `"sp1":"${(ask[row] ?? 0).toFixed(2)}","bq1":"${75 * (1 + (row % 40))}","sq1":"${75 * (1 + (row % 31))}"`;
  if (row < tokens.length)
    return `{"t":"tk",${named},"ts":"${tokens[of] ?? ''}","pp":"2","ls":"75","ti":"0.05",${traded},${quoted}}`;
  return Math.floor(row / tokens.length) % 2 === 0
    ? `{"t":"tf",${named},${traded}}`
    : `{"t":"tf",${named},${traded},${quoted}}`;
};

/** A text frame from a server to a client, of less than 64 KiB. Source: RFC 6455, 5.2. */
export const framed = (text: string): Buffer => {
  const payload = Buffer.from(text);
  const head =
    payload.length < 126 ? [0x81, payload.length] : [0x81, 126, payload.length >>> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from(head), payload]);
};
