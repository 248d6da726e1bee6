import { MessageFlag, MessageMark } from '../domain/touchline.js';

const BITS: readonly (readonly [name: string, bit: number])[] = Object.entries({
  ...MessageFlag,
  ...MessageMark,
});

/** Flags and marks as a tape writes them: `OutOfOrder|Gap`, in the order of their bits; of none no text. */
export const flagsText = (flags: number): string =>
  flags === 0
    ? ''
    : BITS.filter(([, bit]) => (flags & bit) !== 0)
        .map(([name]) => name)
        .join('|');

/** The flags that a text names, in any order; undefined where it names another. */
export const parseFlags = (text: string): number | undefined => {
  let flags = 0;
  if (text.trim() === '') return flags;
  for (const part of text.split('|')) {
    const found = BITS.find(([name]) => name === part.trim());
    if (found === undefined) return undefined;
    flags |= found[1];
  }
  return flags;
};
