import { signalLine, signalOf } from '../adapter/console/signal-line.js';
import type { Entry } from '../domain/entry.js';
import type { Token } from '../domain/token.js';

/**
 * Prints every signal to stdout as it comes: a readable line on a terminal, NDJSON where it is piped.
 * `beforeLine` is called before each.
 */
export const printSignals = (
  nameOf: (token: Token) => string,
  beforeLine: () => void,
): ((entry: Entry) => void) => {
  const textOf = process.stdout.isTTY ? signalLine : JSON.stringify;
  return (entry) => {
    const signal = signalOf(entry, nameOf);
    if (signal === undefined) return;
    beforeLine();
    process.stdout.write(`${textOf(signal)}\n`);
  };
};
