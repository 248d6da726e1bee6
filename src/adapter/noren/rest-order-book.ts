import * as E from 'fp-ts/lib/Either.js';
import { decodeOrderReport } from '../../codec/noren/order-report.js';
import { decodeTradeReport } from '../../codec/noren/trade-report.js';
import { DataError } from '../../domain/failure.js';
import type { Log } from '../../port/log.js';
import type { BooksReader } from '../../port/order-book-reader.js';
import type { SessionToken } from '../../port/session-tokens.js';
import type { Fields, ReadCall, Rest } from './rest.js';

export interface RestOrderBookOptions {
  readonly rest: Rest;
  readonly log: Log;
}

/**
 * The account's orders of the day as the REST API tells them. A row that cannot be read is logged and passed over:
 * the others are needed. Rejects with a DataError when the broker refuses or cannot be reached.
 */
export const restOrderBook = ({ rest, log }: RestOrderBookOptions): BooksReader => {
  const endless = new AbortController().signal;

  const read = async <A>(
    session: SessionToken,
    call: ReadCall,
    fields: Fields,
    decode: (row: unknown) => E.Either<string, A>,
  ): Promise<readonly A[]> => {
    const answer = await rest.read(call, { uid: session.uid, ...fields }, session.token, endless);
    if (E.isLeft(answer)) {
      if (answer.left.kind === 'NoData') return [];
      throw new DataError(`${call}: ${answer.left.message}`);
    }
    if (!Array.isArray(answer.right)) throw new DataError(`${call}: the answer is no list`);
    return answer.right.flatMap((row: unknown) => {
      const decoded = decode(row);
      if (E.isRight(decoded)) return [decoded.right];
      log.warn({ call, fault: decoded.left }, 'an order of the account could not be read; it is passed over');
      return [];
    });
  };

  return {
    orders: (session) => read(session, 'OrderBook', {}, decodeOrderReport),
    trades: (session) => read(session, 'TradeBook', { actid: session.accountId }, decodeTradeReport),
    /** The server tells the newest first. */
    history: async (session, number) =>
      (await read(session, 'SingleOrdHist', { norenordno: number }, decodeOrderReport)).toReversed(),
  };
};
