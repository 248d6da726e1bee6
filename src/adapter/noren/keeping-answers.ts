import type { OrderReport } from '../../domain/order-report.js';
import type { OrderBookReader } from '../../port/order-book-reader.js';

/** A reader that asks once for what it has been answered: a reading that failed half-way goes on where it was. */
export interface KeepingAnswers extends OrderBookReader {
  /** Answers so far. */
  readonly answers: number;
}

export const keepingAnswers = (reader: OrderBookReader): KeepingAnswers => {
  let orders: readonly OrderReport[] | undefined;
  const histories = new Map<string, readonly OrderReport[]>();
  return {
    get answers() {
      return histories.size + (orders === undefined ? 0 : 1);
    },
    orders: async (session) => (orders ??= await reader.orders(session)),
    history: async (session, number) => {
      const history = histories.get(number) ?? (await reader.history(session, number));
      histories.set(number, history);
      return history;
    },
  };
};
