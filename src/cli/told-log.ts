import type { Log } from '../port/log.js';

const tell = (_figures: unknown, message: string): void => {
  process.stderr.write(`${message}\n`);
};

/** For commands that end by themselves: what is worth knowing goes to stderr as it is. */
export const toldLog: Log = { debug: () => undefined, info: tell, warn: tell, error: tell };
