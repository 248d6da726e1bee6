import { type Listing, LISTINGS } from './listing.js';

const HEADER =
  'Exchange,Token,LotSize,Symbol,TradingSymbol,Expiry,Instrument,OptionType,StrikePrice,TickSize,';

/** The sample's instruments as a Noren master of the derivatives segment writes them, lines ended by `\n`. */
export const instrumentMaster = (): string => [HEADER, ...LISTINGS.map(rowOf), ''].join('\n');

/** Every row ends with a comma, as the brokers' files have it. */
const rowOf = (listing: Listing): string =>
  [
    listing.exchange,
    listing.number,
    listing.lotSize,
    listing.symbol,
    listing.tradingSymbol,
    listing.expiry === undefined ? '' : expiryText(listing.expiry),
    listing.kind,
    listing.expiry === undefined ? '' : 'XX',
    listing.expiry === undefined ? '' : '0',
    listing.tickSize,
    '',
  ].join(',');

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** `27-JAN-2026` of `2026-01-27`. */
const expiryText = (date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}-${MONTHS[Number(month) - 1] ?? ''}-${year}`;
};
