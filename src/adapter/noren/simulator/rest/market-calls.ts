import { type Instrument } from '../../../../domain/instrument.js';
import { epochMs, SECOND_MS } from '../../../../domain/time.js';
import { tokenOf } from '../../../../domain/token.js';
import type { Bar, ChartBook } from '../chart-book.js';
import type { Market } from '../market.js';
import type { Scrip } from '../scrip.js';
import { WIRE_KEYS } from '../wire-field.js';
import { dateText, priceText, quantityText } from '../wire-text.js';
import type { WireObject } from '../wire-object.js';
import { symbolText } from '../order-request.js';
import { exchangeTime, NO_DATA, type Refusal, refused, type Reply } from './reply.js';

const MOST_FOUND = 50;

/** Instruments of an exchange in whose names all words of `stext` occur. */
export const searchScrip = (market: Market, data: WireObject): Reply | Refusal => {
  const words = symbolText(data['stext'] ?? '')
    .toUpperCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return refused('Invalid Input : stext is missing');
  const found = market.book.instruments
    .filter(({ exchange }) => (data['exch'] ?? exchange) === exchange)
    .filter(({ tradingSymbol, symbol }) => {
      const name = `${tradingSymbol} ${symbol}`.toUpperCase();
      return words.every((word) => name.includes(word));
    });
  return found.length === 0
    ? NO_DATA
    : { values: found.slice(0, MOST_FOUND).map((one) => scripRow(market.scrip(one.token), one)) };
};

const scripRow = ({ decimals }: Scrip, instrument: Instrument): Readonly<Record<string, string>> => ({
  exch: instrument.exchange,
  token: instrument.token.slice(instrument.exchange.length + 1),
  tsym: instrument.tradingSymbol,
  symname: instrument.symbol,
  cname: instrument.symbol,
  instname: instrument.kind,
  pp: String(decimals),
  ti: (instrument.tickSize ?? 0.05).toFixed(decimals),
  ls: String(instrument.lotSize),
  ...(instrument.expiry === undefined ? {} : { exd: expiryText(instrument.expiry) }),
  ...(instrument.strike === undefined ? {} : { strprc: instrument.strike.toFixed(2) }),
  ...(instrument.optionType === undefined ? {} : { optt: instrument.optionType }),
});

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** `27-JAN-2026` of `2026-01-27`. */
const expiryText = (date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}-${MONTHS[Number(month) - 1] ?? ''}-${year}`;
};

export const getSecurityInfo = (market: Market, data: WireObject): Reply | Refusal => {
  const scrip = listed(market, data);
  return scrip === undefined
    ? NO_DATA
    : {
        ...scripRow(scrip, scrip.instrument),
        mult: '1',
        prcftr_d: '(1 / 1 ) * (1 / 1)',
        seg: 'EQT',
      };
};

/** The names of some values here differ from those of the feed. */
const QUOTE_NAMES: Readonly<Record<string, string>> = { ft: 'lut' };
const NOT_QUOTED: ReadonlySet<string> = new Set(['pc']);

export const getQuotes = (market: Market, data: WireObject): Reply | Refusal => {
  const scrip = listed(market, data);
  if (scrip === undefined) return NO_DATA;
  const values = WIRE_KEYS.flatMap((key, place) => {
    const text = scrip.texts[place] ?? '';
    return text === '' || NOT_QUOTED.has(key) ? [] : [[QUOTE_NAMES[key] ?? key, text] as const];
  });
  const zero = (0).toFixed(scrip.decimals);
  return {
    ...scripRow(scrip, scrip.instrument),
    lp: zero,
    ltt: '05:30:00',
    ...Object.fromEntries(values),
    ...(scrip.isQuoted ? { ltd: dateText(epochMs(scrip.updatedAt)) } : {}),
  };
};

export const getIndexList = (market: Market, data: WireObject): Reply | Refusal => {
  const indices = market.book.instruments.filter(
    ({ kind, exchange }) => kind === 'INDEX' && exchange === data['exch'],
  );
  return indices.length === 0
    ? NO_DATA
    : {
        values: indices.map(({ symbol, token, exchange }) => ({
          idxname: symbol,
          token: token.slice(exchange.length + 1),
        })),
      };
};

const INTERVALS: ReadonlySet<string> = new Set(['1', '3', '5', '10', '15', '30', '60', '120', '240']);

/** Bars of what was played, newest first. */
export const tpSeries = (market: Market, charts: ChartBook, data: WireObject): Reply | Refusal => {
  const scrip = listed(market, data);
  const { intrv = '1', st = '0', et } = data;
  if (!INTERVALS.has(intrv)) return refused('Invalid Input : Invalid Interval');
  if (scrip === undefined) return NO_DATA;
  const from = Number(st) * SECOND_MS;
  const to = et === undefined ? Infinity : Number(et) * SECOND_MS;
  const bars = charts.barsOf(scrip, Number(intrv)).filter(({ startAt }) => startAt >= from && startAt <= to);
  return bars.length === 0 ? NO_DATA : bars.reverse().map((bar) => barRow(scrip, bar));
};

const barRow = ({ decimals, unitsPerQuantity }: Scrip, bar: Bar): Reply => {
  const quantity = (value: number): string => quantityText(value / unitsPerQuantity);
  return {
    stat: 'Ok',
    time: exchangeTime(bar.startAt),
    ssboe: String(bar.startAt / SECOND_MS),
    into: priceText(bar.open, decimals),
    inth: priceText(bar.high, decimals),
    intl: priceText(bar.low, decimals),
    intc: priceText(bar.close, decimals),
    intvwap: (bar.volume === 0 ? 0 : bar.turnover / bar.volume).toFixed(2),
    intv: quantity(bar.volume),
    intoi: '0',
    v: quantity(bar.dayVolume),
    oi: quantity(bar.openInterest),
  };
};

/** Days of what was played, newest first: texts that are JSON themselves. */
export const eodChartData = (market: Market, charts: ChartBook, data: WireObject): Reply | Refusal => {
  const [exchange = '', symbol = ''] = (data['sym'] ?? '').split(':');
  const instrument = market.book.instruments.find(
    (one) => one.exchange === exchange && [one.tradingSymbol, one.symbol].includes(symbol),
  );
  if (instrument === undefined) return NO_DATA;
  const scrip = market.scrip(instrument.token);
  const days = charts.daysOf(scrip);
  return days.length === 0
    ? NO_DATA
    : days.reverse().map(({ startAt, open, high, low, close, volume }) =>
        JSON.stringify({
          time: expiryText(new Date(startAt).toISOString().slice(0, 10)),
          into: priceText(open, scrip.decimals),
          inth: priceText(high, scrip.decimals),
          intl: priceText(low, scrip.decimals),
          intc: priceText(close, scrip.decimals),
          ssboe: String(startAt / SECOND_MS),
          intv: volume.toFixed(2),
        }),
      );
};

const listed = (
  market: Market,
  { exch = '', token = '' }: WireObject,
): (Scrip & { readonly instrument: Instrument }) | undefined => {
  const key = tokenOf(exch, token);
  const instrument = market.book.byToken(key)[0];
  if (instrument === undefined) return undefined;
  const scrip = market.scrip(key);
  return hasInstrument(scrip) ? scrip : undefined;
};

const hasInstrument = (scrip: Scrip): scrip is Scrip & { readonly instrument: Instrument } =>
  scrip.instrument !== undefined;
