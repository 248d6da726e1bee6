import { minus } from '../domain/money.js';
import type { OpenPosition } from './run-result.js';
import { averagePrice } from './average-price.js';
import type { TokenBook } from './token-book.js';

/** What is held at the end, by strategy in the order of `strategies`, then by token in the order of `books`. */
export const openPositionsOf = (
  books: Iterable<TokenBook>,
  strategies: readonly string[],
): readonly OpenPosition[] => {
  const positions = [...books].flatMap(positionsOf);
  return strategies.flatMap((strategy) => positions.filter((position) => position.strategy === strategy));
};

const positionsOf = (book: TokenBook): readonly OpenPosition[] =>
  book.lines.flatMap(({ strategy, holding, trades }) => {
    const { position, last, multiplier } = holding;
    if (position.quantity === 0 || last === undefined) return [];
    return [
      {
        strategy,
        token: book.instrument.token,
        instrument: book.instrument.name,
        quantity: position.quantity,
        averagePrice: averagePrice(position.cost, position.quantity) / multiplier,
        last,
        value: holding.value,
        unrealised: minus(holding.value, position.cost),
        ...trades.unfinished,
      },
    ];
  });
