import { expect } from 'chai';
import { type Given, reading } from '../recognised.js';

/** A file as its vendor or library writes it, and what is made of it. */
interface Case {
  readonly what: string;
  readonly lines: readonly string[];
  readonly given?: Given;
  readonly text: string;
}

const CASES: readonly Case[] = [
  {
    what: 'Kite ticks, flattened',
    lines: [
      'instrument_token,last_price,last_traded_quantity,average_traded_price,volume_traded,total_buy_quantity,total_sell_quantity,ohlc.open,ohlc.high,ohlc.low,ohlc.close,change,last_trade_time,exchange_timestamp,oi,depth.buy[0].price,depth.buy[0].quantity,depth.sell[0].price,depth.sell[0].quantity',
      '408065,1412.95,5,1412.47,7360198,0,5191,1415.8,1423.15,1406.8,1427.25,-1,2025-12-29 10:15:00,2025-12-29 10:15:01,0,1412.9,10,1413,20',
    ],
    given: { token: undefined, resolve: () => undefined, flags: { zone: 'Asia/Kolkata' } },
    text:
      'full (Kite): at=exchange_timestamp (Asia/Kolkata), symbol=instrument_token, exchangeAt=exchange_timestamp, last=last_price, open=ohlc.open, ' +
      'high=ohlc.high, low=ohlc.low, previousClose=ohlc.close, averagePrice=average_traded_price, volume=volume_traded, ' +
      'openInterest=oi, bid=depth.buy[0].price, ask=depth.sell[0].price, bidQuantity=depth.buy[0].quantity, ' +
      'askQuantity=depth.sell[0].quantity, lastQuantity=last_traded_quantity, lastTradedAt=last_trade_time, ' +
      'totalBuyQuantity=total_buy_quantity, totalSellQuantity=total_sell_quantity; ignored: change',
  },
  {
    what: 'Kite candles',
    lines: [
      'date,open,high,low,close,volume,oi',
      '2025-12-29 09:15:00+05:30,1,2,1,2,5,0',
      '2025-12-29 09:16:00+05:30,1,2,1,2,5,0',
    ],
    text: 'bars of 1m: at=date (of the zone it names; start of the bar), open, high, low, volume, openInterest=oi, close',
  },
  {
    what: 'Dhan candles of seconds since 1970',
    lines: ['open,high,low,close,volume,timestamp', '1,2,1,2,5,1766979900', '1,2,1,2,5,1766980200'],
    text: 'bars of 5m: at=timestamp (epoch s; start of the bar), open, high, low, volume, close',
  },
  {
    what: 'Dhan full packets',
    lines: [
      'exchange_segment,security_id,LTP,LTQ,LTT,avg_price,volume,total_sell_quantity,total_buy_quantity,open,close,high,low,received_at',
      '1,1333,1642.35,1,10:15:01,1640,5,10,20,1650,1660,1651,1630,2025-12-29 10:15:01',
    ],
    text:
      'full (Dhan): at=received_at (Asia/Kolkata, the zone of NSE), last=LTP, open, high, low, previousClose=close, averagePrice=avg_price, volume, ' +
      'lastQuantity=LTQ, totalBuyQuantity=total_buy_quantity, totalSellQuantity=total_sell_quantity; ignored: exchange_segment, security_id, LTT',
  },
  {
    what: 'Fyers symbol updates',
    lines: [
      'ltp,vol_traded_today,last_traded_time,exch_feed_time,bid_size,ask_size,bid_price,ask_price,last_traded_qty,tot_buy_qty,tot_sell_qty,avg_trade_price,low_price,high_price,open_price,prev_close_price,lower_ckt,upper_ckt,symbol',
      '606.4,3045212,1766979899,1766979900,1080,33,606.35,606.4,5,749960,1127233,607.7,605.85,610.5,609.85,620.2,558,682,NSE:ACC-EQ',
    ],
    given: { resolve: () => 'NSE|22' as never },
    text:
      'full (Fyers): at=exch_feed_time (epoch s), symbol, exchangeAt=exch_feed_time, last=ltp, open=open_price, high=high_price, low=low_price, ' +
      'previousClose=prev_close_price, averagePrice=avg_trade_price, volume=vol_traded_today, bid=bid_price, ask=ask_price, bidQuantity=bid_size, ' +
      'askQuantity=ask_size, lastQuantity=last_traded_qty, lastTradedAt=last_traded_time, totalBuyQuantity=tot_buy_qty, ' +
      'totalSellQuantity=tot_sell_qty, lowerCircuit=lower_ckt, upperCircuit=upper_ckt',
  },
  {
    what: 'TrueData touchline',
    lines: [
      'symbol,symbol_id,timestamp,ltp,ltq,atp,ttq,day_open,day_high,day_low,prev_day_close,oi,prev_day_oi,turnover,tick_seq,best_bid_price,best_bid_qty,best_ask_price,best_ask_qty',
      'ACC-EQ,1,2025-12-29 10:15:01,100,5,99.5,1000,98,101,97,96,0,0,1,1,99.9,10,100.1,20',
    ],
    given: { resolve: () => 'NSE|22' as never },
    text:
      'full (TrueData): at=timestamp (Asia/Kolkata, the zone of NSE), symbol, last=ltp, open=day_open, high=day_high, low=day_low, ' +
      'previousClose=prev_day_close, averagePrice=atp, volume=ttq, openInterest=oi, previousOpenInterest=prev_day_oi, bid=best_bid_price, ' +
      'ask=best_ask_price, bidQuantity=best_bid_qty, askQuantity=best_ask_qty, lastQuantity=ltq; ignored: symbol_id, turnover, tick_seq',
  },
  {
    what: 'Noren TPSeries',
    lines: [
      'stat,time,ssboe,into,inth,intl,intc,intvwap,intv,intoi,v,oi',
      'Ok,02-01-2024 11:06:00,1704173760,1,2,1,2,0,5,0,100,0',
      'Ok,02-01-2024 11:07:00,1704173820,1,2,1,2,0,6,0,106,0',
    ],
    text:
      'bars of 1m (Noren): at=ssboe (epoch s; start of the bar), open=into, high=inth, low=intl, volume=intv, openInterest=oi, close=intc; ' +
      'ignored: stat, time, intvwap, intoi, v',
  },
  {
    what: 'Noren touchline and depth',
    lines: [
      'time,e,tk,ts,pp,lp,pc,v,o,h,l,c,ap,oi,poi,toi,bq1,bp1,sq1,sp1,bq5,bp5,sq5,sp5,ltt,ltq,tbq,tsq,lc,uc,ft',
      '02-01-2024 11:06:00,NSE,22,ACC-EQ,2,100,-1.5,1000,98,101,97,96,99.5,0,0,0,10,99.9,20,100.1,5,99.5,6,100.5,11:05:59,5,1,2,80,120,1704173760',
    ],
    given: { resolve: () => 'NSE|22' as never },
    text:
      'full (Noren): at=time (Asia/Kolkata, the zone of NSE), symbol=ts, exchangeAt=ft, last=lp, open=o, high=h, low=l, previousClose=c, averagePrice=ap, ' +
      'volume=v, openInterest=oi, previousOpenInterest=poi, underlyingOpenInterest=toi, bid=bp1, ask=sp1, bidQuantity=bq1, askQuantity=sq1, bid5=bp5, ' +
      'bidQuantity5=bq5, ask5=sp5, askQuantity5=sq5, lastQuantity=ltq, totalBuyQuantity=tbq, totalSellQuantity=tsq, lowerCircuit=lc, upperCircuit=uc; ' +
      'ignored: e, tk, pp, pc, ltt',
  },
  {
    what: 'Binance klines, which have two times',
    lines: [
      'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore',
      '1688169600000,1,2,1,2,5,1688169659999,9,3,1,1,0',
      '1688169660000,1,2,1,2,5,1688169719999,9,3,1,1,0',
    ],
    text:
      'bars of 1m (Binance): at=open_time (epoch ms; start of the bar), open, high, low, volume, close; ' +
      'ignored: close_time, quote_volume, count, taker_buy_volume, taker_buy_quote_volume, ignore',
  },
  {
    what: 'Binance aggTrades',
    lines: [
      'agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker',
      '26129,0.0163,4.7,27781,27781,1498793709153,true',
    ],
    text:
      'trades (Binance): at=transact_time (epoch ms), last=price, volumeDelta=quantity; ' +
      'ignored: agg_trade_id, first_trade_id, last_trade_id, is_buyer_maker',
  },
  {
    what: 'Binance bookTicker',
    lines: [
      'update_id,best_bid_price,best_bid_qty,best_ask_price,best_ask_qty,transaction_time,event_time',
      '1,29999.9,1.5,30000.1,2.5,1688169600000,1688169600005',
    ],
    text:
      'quotes (Binance): at=event_time (epoch ms), exchangeAt=transaction_time, bid=best_bid_price, ask=best_ask_price, bidQuantity=best_bid_qty, ' +
      'askQuantity=best_ask_qty; ignored: update_id',
  },
  {
    what: 'Databento trades with prices of billionths',
    lines: [
      'ts_recv,ts_event,rtype,publisher_id,instrument_id,action,side,depth,price,size,flags,ts_in_delta,sequence,symbol',
      '1609160400000704060,1609160400000429831,0,1,5482,T,A,0,3720250000000,1,128,22993,1170362,ESH1',
    ],
    given: { resolve: () => 'CME|1' as never },
    text:
      'trades (Databento): at=ts_recv (epoch ns), symbol, exchangeAt=ts_event, last=price, volumeDelta=size; prices / 1000000000; ' +
      'ignored: rtype, publisher_id, instrument_id, action, side, depth, flags, ts_in_delta, sequence',
  },
  {
    what: 'Databento MBP-1, in which a price is not always a trade',
    lines: [
      'ts_recv,ts_event,rtype,publisher_id,instrument_id,action,side,depth,price,size,bid_px_00,ask_px_00,bid_sz_00,ask_sz_00,symbol',
      '2020-12-28T13:00:00.006136513Z,2020-12-28T13:00:00.006001487Z,1,1,5482,A,A,0,3720.50,1,3720.25,3720.50,24,11,ESH1',
      '2020-12-28T13:00:01.006136513Z,2020-12-28T13:00:01.006001487Z,1,1,5482,T,A,0,3720.50,1,3720.25,3720.50,24,10,ESH1',
    ],
    given: { resolve: () => 'CME|1' as never },
    text:
      'quotes (Databento): at=ts_recv (of the zone it names), symbol, exchangeAt=ts_event, bid=bid_px_00, ask=ask_px_00, bidQuantity=bid_sz_00, ' +
      'askQuantity=ask_sz_00; ignored: rtype, publisher_id, instrument_id, action, side, depth, price, size',
  },
  {
    what: 'NautilusTrader quotes',
    lines: [
      'instrument_id,bid_price,ask_price,bid_size,ask_size,ts_event,ts_init',
      'BTCUSDT.BINANCE,99.9,100.1,1,2,1609160400000429831,1609160400000704060',
    ],
    given: { resolve: () => 'X|1' as never },
    text:
      'quotes (NautilusTrader): at=ts_init (epoch ns), symbol=instrument_id, exchangeAt=ts_event, bid=bid_price, ask=ask_price, bidQuantity=bid_size, ' +
      'askQuantity=ask_size',
  },
  {
    what: 'NautilusTrader trades',
    lines: [
      'price,size,aggressor_side,trade_id,ts_event,ts_init',
      '100,1,BUYER,7,1609160400000429831,1609160400000704060',
    ],
    text: 'trades (NautilusTrader): at=ts_init (epoch ns), exchangeAt=ts_event, last=price, volumeDelta=size; ignored: aggressor_side, trade_id',
  },
  {
    what: 'a pandas export whose index has no name and has the times',
    lines: [',ltp,oi', '2025-12-29 09:15:00,100,7', '2025-12-29 09:15:01,101,7'],
    text: 'full: at=(no name) (Asia/Kolkata, the zone of NSE), last=ltp, openInterest=oi',
  },
  {
    what: 'a pandas export whose index is a count',
    lines: ['Unnamed: 0,time,ltp', '0,2025-12-29 09:15:00,100', '1,2025-12-29 09:15:01,101'],
    text: 'full: at=time (Asia/Kolkata, the zone of NSE), last=ltp; ignored: Unnamed: 0',
  },
  {
    what: 'a date and a time in columns of their own',
    lines: ['Date,Time,LTP', '29/12/2025,09:15:00,100', '29/12/2025,09:15:01,101'],
    text: 'full: at=Time (Asia/Kolkata, the zone of NSE), date=Date, last=LTP',
  },
  {
    what: 'quotes of one side a row',
    lines: ['time,bid,bid_size,ask,ask_size', '1766979900,0,0,100.1,5', '1766979901,99.9,7,0,0'],
    text: 'one-sided quotes: at=time (epoch s), bid, ask, bidQuantity=bid_size, askQuantity=ask_size',
  },
  {
    what: 'bars of quotes',
    lines: [
      'time,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size',
      '1766979900,1,2,1,2,5,2,3,2,3,6',
      '1766979960,1,2,1,2,5,2,3,2,3,6',
    ],
    text:
      'quote bars of 1m: at=time (epoch s; start of the bar), bidQuantity=bid_size, askQuantity=ask_size, bidOpen=bid_open, bidHigh=bid_high, ' +
      'bidLow=bid_low, bidClose=bid_close, askOpen=ask_open, askHigh=ask_high, askLow=ask_low, askClose=ask_close',
  },
  {
    what: 'open interest alone',
    lines: ['timestamp,oi', '1766979900,500'],
    text: 'open interest: at=timestamp (epoch s), openInterest=oi',
  },
  {
    what: 'prices that were numbers of 32 bits',
    lines: ['time,ltp', '1766979900,25974.900390625', '1766979901,25980.0'],
    text: 'full: at=time (epoch s), last=ltp; 32-bit prices as their shortest decimals',
  },
  {
    what: 'a file of a folder by symbol',
    lines: ['time,ltp', '1766979900,100'],
    given: { source: { partitions: new Map([['symbol', 'ACC']]) }, resolve: () => 'NSE|22' as never },
    text: 'full: at=time (epoch s), last=ltp; of ACC',
  },
];

describe('recognise: files of vendors and libraries', () => {
  for (const { what, lines, given, text } of CASES) {
    it(`reads ${what}`, () => {
      expect(reading(lines, given).text).to.equal(text);
    });
  }
});
