import { clockMoment, IST, ofMidnight } from './moment.js';
import { parquetTable } from './parquet-table.js';
import type { WantedRow } from './wanted-row.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `29-Aug-2025` as `2025-08-29`. */
export const isoDate = (text: string): string => {
  const [day = '', month = '', year = ''] = text.split('-');
  return `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const fetchedAt = (text: string): number => {
  const [date = '', time = ''] = text.split(' ');
  return clockMoment(`${isoDate(date)} ${time}`, IST);
};

/** `20250829_092416` */
const collectedAt = (text: string): number => {
  const [, date = '', hour = '', minute = '', second = ''] = /^(\d{8})_(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  const ms = (Number(hour) * 3_600 + Number(minute) * 60 + Number(second)) * 1_000;
  return ofMidnight(date, String(ms), IST);
};

/**
 * in-nifty-option-chain-20250829: of each row the call and the put, at the recorder's time and with the chain's.
 * A last price of 0 is none.
 */
export const optionChain = (path: string): WantedRow[] => {
  const table = parquetTable(path);
  const column = (name: string): readonly unknown[] => [...(table.getChild(name) ?? [])] as unknown[];
  const numbers = (name: string): readonly number[] => column(name).map(Number);
  const texts = (name: string): readonly string[] => column(name) as string[];
  const [expiries, strikes] = [texts('Expiry_Date').map(isoDate), numbers('Strike_Price')];
  const [times, fetched] = [
    texts('collection_timestamp').map(collectedAt),
    texts('Fetch_Time').map(fetchedAt),
  ];
  return ['CALLS', 'PUTS'].flatMap((leg) => {
    const [last, volume, openInterest, bid, ask, bidQuantity, askQuantity] = [
      'LTP', 'Volume', 'OI', 'Bid_Price', 'Ask_Price', 'Bid_Qty', 'Ask_Qty',
    ].map((name) => numbers(`${leg}_${name}`)); // prettier-ignore
    return times.map((at, i) => ({
      of: `NIFTY ${expiries[i] ?? ''} ${strikes[i] ?? NaN} ${leg === 'CALLS' ? 'CE' : 'PE'}`,
      at,
      exchangeAt: fetched[i],
      last: last?.[i] === 0 ? undefined : tenThousandths(last?.[i]),
      volume: volume?.[i],
      openInterest: openInterest?.[i],
      bid: tenThousandths(bid?.[i]),
      ask: tenThousandths(ask?.[i]),
      bidQuantity: bidQuantity?.[i],
      askQuantity: askQuantity?.[i],
    }));
  });
};

/** A price of doubles as whole ten-thousandths. */
const tenThousandths = (price = NaN): number => Math.round(price * 10_000);
