import { QUOTE_BAR_PRICES, TAPE_COLUMNS, type TapeField } from '../../../codec/tape-field.js';

/** A column's name as it is compared: `Last_Price`, `last price` and `LAST-PRICE` are `lastprice`. */
export const canonical = (name: string): string => name.toLowerCase().replace(/[\s_.[\]-]/g, '');

/** Field to the names it goes by, canonical; an earlier name wins where a file has several. */
export type Aliases = Readonly<Partial<Record<TapeField, readonly string[]>>>;

const LEVELS: Aliases = Object.fromEntries(
  [2, 3, 4, 5].flatMap((n) => [
    [`bid${n}`, [`bid${n}`, `bidprice${n}`, `bp${n}`]],
    [`ask${n}`, [`ask${n}`, `askprice${n}`, `sp${n}`, `ap${n}`]],
    [`bidQuantity${n}`, [`bidquantity${n}`, `bidqty${n}`, `bidsize${n}`, `bq${n}`]],
    [`askQuantity${n}`, [`askquantity${n}`, `askqty${n}`, `asksize${n}`, `sq${n}`, `aq${n}`]],
  ]),
);

/** Names of a volume that can only be the day's so far. */
export const DAY_VOLUMES: readonly string[] = [
  'volumetraded', 'volumetradedtoday', 'voltradedtoday', 'totalvolume', 'totaltradedvolume', 'totaltradedquantity',
  'dayvolume', 'cumulativevolume', 'cumvolume', 'ttq', 'vtt',
]; // prettier-ignore

const COMMON: Aliases = {
  at: [
    'at', 'receivedat', 'receivetime', 'receivedtime', 'recvtime', 'localtime', 'localtimestamp', 'collectiontimestamp',
    'timestamp', 'datetime', 'time', 'ts', 'timeist', 'timestampist', 'datetimeist', 'timeutc', 'timestamputc',
    'datetimeutc', 'opentime', 'date', 'tradetime', 'ticktime', 'quotetime', 'bartime', 'closetime', 'endtime',
  ], // prettier-ignore
  exchangeAt: [
    'exchangeat', 'exchangetime', 'exchangetimestamp', 'exchtime', 'exchtimestamp', 'feedtime', 'ft', 'exchfeedtime',
    'fetchtime',
  ], // prettier-ignore
  token: ['token', 'instrumenttoken'],
  symbol: ['symbol', 'tradingsymbol', 'instrument', 'ticker', 'tsym', 'instrumentname', 'underlying'],
  expiry: ['expiry', 'expirydate', 'expirydt', 'expirationdate', 'expiration'],
  strike: ['strike', 'strikeprice', 'strikepr'],
  suspicious: ['suspicious'],
  optionType: ['optiontype', 'optiontyp', 'opttype', 'callput', 'right', 'cepe'],
  volume: [...DAY_VOLUMES, 'volume', 'vol', 'v'],
  openInterest: ['openinterest', 'oi'],
};

const PREVIOUS_CLOSE = ['previousclose', 'prevclose', 'pclose', 'prevcloseprice'];

/** Names of what a trade was of; beside a quote they may be anything. */
export const TRADE_SIZES: readonly string[] = ['size', 'qty', 'quantity', 'amount'];

/** What a row without a last price is made of. */
export const QUOTE_ALIASES: Aliases = {
  ...COMMON,
  last: ['last', 'ltp', 'lastprice', 'lasttradedprice', 'price', 'tradeprice', 'lp'],
  volumeDelta: [
    'volumedelta', 'deltavolume', 'tradedquantity', 'tradequantity', 'tradeqty', 'tradesize', ...TRADE_SIZES,
  ], // prettier-ignore
  bid: ['bid', 'bidprice', 'bidprice1', 'bestbid', 'bestbidprice', 'bp1', 'bp', 'bid1'],
  ask: [
    'ask',
    'askprice',
    'askprice1',
    'bestask',
    'bestaskprice',
    'sp1',
    'ap1',
    'ask1',
    'offer',
    'offerprice',
  ],
  bidQuantity: [
    'bidquantity', 'bidqty', 'bidsize', 'bidquantity1', 'bidqty1', 'bidsize1', 'bestbidquantity', 'bestbidqty', 'bq1',
  ], // prettier-ignore
  askQuantity: [
    'askquantity', 'askqty', 'asksize', 'askquantity1', 'askqty1', 'asksize1', 'bestaskquantity', 'bestaskqty', 'sq1',
    'aq1', 'offerquantity', 'offerqty', 'offersize',
  ], // prettier-ignore
  averagePrice: ['averageprice', 'avgprice', 'atp', 'ap', 'averagetradedprice', 'vwap'],
  open: ['open', 'dayopen', 'openprice', 'o'],
  high: ['high', 'dayhigh', 'highprice', 'h'],
  low: ['low', 'daylow', 'lowprice', 'l'],
  previousClose: PREVIOUS_CLOSE,
  previousOpenInterest: ['previousopeninterest', 'prevoi', 'poi', 'previousoi'],
  underlyingOpenInterest: ['underlyingopeninterest', 'toi', 'totaloi'],
  lastQuantity: ['lastquantity', 'ltq', 'lasttradedquantity', 'lasttradedqty', 'lastqty'],
  lastTradedAt: ['lasttradedat', 'lasttradetime', 'lasttradedtime', 'ltt'],
  totalBuyQuantity: ['totalbuyquantity', 'totalbuyqty', 'tbq', 'totalbidqty', 'totalbidquantity'],
  totalSellQuantity: ['totalsellquantity', 'totalsellqty', 'tsq', 'totalaskqty', 'totalaskquantity'],
  lowerCircuit: ['lowercircuit', 'lowercircuitlimit', 'lc'],
  upperCircuit: ['uppercircuit', 'uppercircuitlimit', 'uc'],
  ...LEVELS,
};

/** What a row with a last price is made of: a `close` beside it is the close of the session before. */
export const FULL_ALIASES: Aliases = {
  ...QUOTE_ALIASES,
  previousClose: [...PREVIOUS_CLOSE, 'close', 'closeprice', 'c'],
};

/** What a bar of quotes is made of. */
export const QUOTE_BAR_ALIASES: Aliases = {
  ...COMMON,
  ...Object.fromEntries(
    QUOTE_BAR_PRICES.map((field) => [
      field,
      [field.toLowerCase(), field.toLowerCase().replace(/^(bid|ask)(.*)$/, '$2$1')],
    ]),
  ),
  bidQuantity: ['bidquantity', 'bidqty', 'bidsize', 'lastbidsize', 'bidvolume'],
  askQuantity: ['askquantity', 'askqty', 'asksize', 'lastasksize', 'askvolume'],
};

/** What a bar is made of. */
export const BAR_ALIASES: Aliases = {
  ...COMMON,
  open: ['open', 'o', 'openprice'],
  high: ['high', 'h', 'highprice'],
  low: ['low', 'l', 'lowprice'],
  close: ['close', 'c', 'closeprice'],
};

/** The project's own columns, by their own names only. */
export const TAPE_ALIASES: Aliases = Object.fromEntries(
  TAPE_COLUMNS.map((column) => [column, [canonical(column)]]),
);
