import type { Aliases } from './aliases.js';

/** What is known of files by whose they are, beyond the common names. */
export interface Vendor {
  /** For people. */
  readonly name: string;
  /** Files that have all columns of one of these sets, names as they are compared, are of this vendor. */
  readonly signs: readonly (readonly string[])[];
  /** These names win over the common ones; an empty list takes the common ones away. */
  readonly aliases: Aliases;
  /** A plain `volume` beside a last price. */
  readonly volume?: 'day' | 'row';
  readonly barStamp?: 'start' | 'end';
  readonly dates?: 'day-first';
  /** A last price of 0 says that there was no trade. */
  readonly isZeroNoTrade?: true;
  /** Whole prices are billionths. */
  readonly isNano?: true;
}

const levels = (
  nameOf: (side: 'bid' | 'ask', what: 'price' | 'quantity', level: number) => string,
): Aliases =>
  Object.fromEntries(
    [1, 2, 3, 4, 5].flatMap((level) =>
      (['bid', 'ask'] as const).flatMap((side) => [
        [`${side}${level === 1 ? '' : level}`, [nameOf(side, 'price', level)]],
        [`${side}Quantity${level === 1 ? '' : level}`, [nameOf(side, 'quantity', level)]],
      ]),
    ),
  );

/** In the order in which they are tried. */
const VENDORS: readonly Vendor[] = [
  {
    name: 'Noren',
    signs: [
      ['into', 'inth', 'intl', 'intc'],
      ['lp', 'bp1', 'sp1'],
      ['lp', 'pc', 'tk'],
    ],
    aliases: {
      at: ['at', 'receivedat', 'ssboe', 'time'],
      exchangeAt: ['exchangeat', 'ft'],
      symbol: ['tsym', 'ts', 'symbol'],
      open: ['into', 'o'],
      high: ['inth', 'h'],
      low: ['intl', 'l'],
      close: ['intc', 'c'],
      volume: ['intv', 'v'],
      openInterest: ['oi'],
      previousClose: ['c'], // pc is the change in percent
      averagePrice: ['ap'],
    },
    volume: 'day',
    barStamp: 'start',
    dates: 'day-first',
    isZeroNoTrade: true,
  },
  {
    name: 'Binance',
    signs: [
      ['opentime', 'closetime', 'open', 'high', 'low', 'close'],
      ['aggtradeid', 'price', 'quantity'],
      ['price', 'qty', 'isbuyermaker'],
      ['updateid', 'bestbidprice', 'bestaskprice'],
    ],
    aliases: {
      at: ['opentime', 'transacttime', 'eventtime', 'time', 'timestamp', 'transactiontime'],
      exchangeAt: ['transactiontime'],
      volumeDelta: ['quantity', 'qty'],
    },
    barStamp: 'start',
  },
  {
    name: 'Databento',
    signs: [
      ['tsevent', 'rtype', 'publisherid'],
      ['tsevent', 'bidpx00'],
      ['tsevent', 'publisherid', 'instrumentid'],
    ],
    aliases: {
      at: ['tsrecv', 'tsevent'],
      exchangeAt: ['tsevent'],
      volumeDelta: ['size'],
      ...levels((side, what, level) => `${side}${what === 'price' ? 'px' : 'sz'}0${level - 1}`),
    },
    barStamp: 'start',
    isNano: true,
  },
  {
    name: 'NautilusTrader',
    signs: [['tsevent', 'tsinit']],
    aliases: {
      at: ['tsinit'],
      exchangeAt: ['tsevent'],
      volumeDelta: ['size'],
      symbol: ['instrumentid', 'symbol'],
    },
  },
  {
    name: 'Fyers',
    signs: [
      ['voltradedtoday', 'ltp'],
      ['exchfeedtime', 'ltp'],
    ],
    aliases: {
      lastTradedAt: ['lasttradedtime'],
      lastQuantity: ['lasttradedqty'],
      averagePrice: ['avgtradeprice'],
      totalBuyQuantity: ['totbuyqty'],
      totalSellQuantity: ['totsellqty'],
      previousClose: ['prevcloseprice'],
      lowerCircuit: ['lowerckt'],
      upperCircuit: ['upperckt'],
    },
    volume: 'day',
  },
  {
    name: 'TrueData',
    signs: [
      ['ltp', 'ttq', 'tickseq'],
      ['ltp', 'prevdayclose'],
      ['ltp', 'prevdayoi'],
    ],
    aliases: {
      previousClose: ['prevdayclose'],
      previousOpenInterest: ['prevdayoi'],
      bidQuantity: ['bestbidqty', 'bidqty'],
      askQuantity: ['bestaskqty', 'askqty'],
    },
    volume: 'day',
  },
  {
    name: 'Kite',
    signs: [
      ['instrumenttoken', 'lastprice'],
      ['lastprice', 'volumetraded'],
      ['lastprice', 'averagetradedprice'],
    ],
    aliases: {
      lastQuantity: ['lasttradedquantity', 'lastquantity'],
      averagePrice: ['averagetradedprice', 'averageprice'],
      totalBuyQuantity: ['totalbuyquantity', 'buyquantity'],
      totalSellQuantity: ['totalsellquantity', 'sellquantity'],
      open: ['ohlcopen', 'open'],
      high: ['ohlchigh', 'high'],
      low: ['ohlclow', 'low'],
      previousClose: ['ohlcclose', 'close'],
      ...levels(
        (side, what, level) => `depth${side === 'bid' ? 'buy' : 'sell'}${level - 1}${what}`, // depth.buy[0].price, flattened
      ),
    },
    volume: 'day',
  },
  {
    name: 'Dhan',
    signs: [
      ['bidprice1', 'bidqty1', 'totalbuyqty'],
      ['exchangesegment', 'securityid', 'ltp'],
      ['ltp', 'avgprice', 'totalbuyquantity'],
    ],
    aliases: { averagePrice: ['atp', 'avgprice'] },
    volume: 'day',
  },
];

/** Whose a file with columns of these names is; undefined where nothing tells. */
export const vendorOf = (names: readonly string[]): Vendor | undefined => {
  const present = new Set(names);
  return VENDORS.find(({ signs }) => signs.some((sign) => sign.every((name) => present.has(name))));
};
