import { FLAG_NAMES, flagNames, MessageFlag } from '../domain/touchline.js';

/** Flags as a tape writes them: `OutOfOrder|Gap`, in the order of their bits; of none no text. */
export const flagsText = (flags: number): string => (flags === 0 ? '' : flagNames(flags).join('|'));

/** The flags that a text names, in any order; undefined where it names another. */
export const parseFlags = (text: string): number | undefined => {
  let flags = 0;
  if (text.trim() === '') return flags;
  for (const part of text.split('|')) {
    const name = FLAG_NAMES.find((one) => one === part.trim());
    if (name === undefined) return undefined;
    flags |= MessageFlag[name];
  }
  return flags;
};
