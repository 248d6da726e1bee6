const BETWEEN = /(?<=\})\s*(?=\{)/;

/** The frames in `text`, where a server put several into one; frames are flat, so a `}{` is between two. */
export const framePieces = (text: string): readonly string[] => text.split(BETWEEN);

const NUMBER = /"tk"\s*:\s*"?([^"|\s,}]+)/;
const EXCHANGE = /"e"\s*:\s*"([A-Z]+)"/;

/** Which instrument a damaged frame seems to be of; undefined where it does not say. */
export const instrumentIn = (
  text: string,
): { readonly exchange: string | undefined; readonly number: string } | undefined => {
  const number = NUMBER.exec(text)?.[1];
  return number === undefined ? undefined : { exchange: EXCHANGE.exec(text)?.[1], number };
};

const ORDER = /"t"\s*:\s*"om"|"noreno{1,2}rdno"/;

/** Whether a damaged frame seems to be an order update. */
export const isOfOrder = (text: string): boolean => ORDER.test(text);
