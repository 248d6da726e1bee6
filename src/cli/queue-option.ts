import { InvalidArgumentError, Option } from 'commander';
import { LINE_BOUND } from '../run/live-session.js';

/** From how many waiting messages on a live session folds updates. */
export const queueOption = (): Option =>
  new Option('--queue <n>', 'from so many waiting messages on, updates of a token are folded into one')
    .argParser(queueLength)
    .default(LINE_BOUND);

const queueLength = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('write a whole number of messages, 1 or more');
  return value;
};
