import { durationText } from '../../domain/duration-text.js';
import type { Instrument } from '../../domain/instrument.js';
import type { OrderReport } from '../../domain/order-report.js';
import { SECOND_MS } from '../../domain/time.js';

type Named = Pick<Instrument, 'name' | 'token'>;

/** Of an instrument that was asked for twice. */
export const unservedText = ({ name, token }: Named, snapshotMs: number): string =>
  `${name} (${token}): no snapshot within ${durationText(snapshotMs)}, asked for twice; the server does not know ` +
  'it, or sends no more than so many instruments to one log-in';

/** Of an instrument above the limit. */
export const tooManyText = ({ name, token }: Named, most: number): string =>
  `${name} (${token}): not subscribed, the limit is ${most} instruments`;

export const silentText = ({ name, token }: Named, silentMs: number): string =>
  `${name} (${token}): no tick for ${Math.round(silentMs / SECOND_MS)}s within its exchange's hours`;

export const orderText = (report: OrderReport): string => {
  const { number, side, quantity, exchange, symbol, limit, status, cause, filled } = report;
  return (
    `${number} ${side} ${quantity} ${exchange}:${symbol} ${limit === undefined ? 'at market' : `at ${limit}`}: ` +
    `${status}${cause === '' ? '' : ` (${cause})`}${filled === 0 ? '' : `, ${filled} executed`}`
  );
};
