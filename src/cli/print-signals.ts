import { type Signal, signalOf } from '../adapter/console/signal-line.js';
import type { Entry } from '../domain/entry.js';
import type { Token } from '../domain/token.js';

/** Prints every signal as it comes, in the text that `textOf` gives it. */
export const printSignals =
  (
    nameOf: (token: Token) => string,
    textOf: (signal: Signal) => string,
    print: (line: string) => void,
  ): ((entry: Entry) => void) =>
  (entry) => {
    const signal = signalOf(entry, nameOf);
    if (signal !== undefined) print(textOf(signal));
  };
