import type { Instrument } from '../domain/instrument.js';
import type { Token } from '../domain/token.js';
import type { Standing } from '../run/open-work.js';

/** So many are named. */
const NAMED = 10;

/** What a session leaves open, a line for each position and each order: whoever stopped it may have to act on it. */
export const leftOpen = (
  { positions, orders }: Standing,
  instruments: ReadonlyMap<Token, Instrument>,
): readonly string[] => {
  const nameOf = (token: Token): string => instruments.get(token)?.name ?? token;
  const lines = [
    ...positions.map(({ strategy, token, quantity }) => `${strategy} holds ${quantity} ${nameOf(token)}`),
    ...orders.map(
      ({ strategy, token, side, quantity, filled, type, limit, state }) =>
        `${strategy} ${side} ${quantity - filled} ${nameOf(token)} ${type}${limit === undefined ? '' : ` ${limit}`}, ${state}`,
    ),
  ].map((text) => `Left open: ${text}`);
  const more = lines.length - NAMED;
  return more <= 0 ? lines : [...lines.slice(0, NAMED), `Left open: ${more} more`];
};
