import type { Command } from '../domain/event.js';
import type { Token } from '../domain/token.js';

/** The halts in force: by token, and the one for all under `*`. */
export type Halts = ReadonlyMap<Token | '*', Command>;

export const NO_HALTS: Halts = new Map();

/** The halts after `command`: all but `resume` halt; a `resume` for all lifts every halt. */
export const withCommand = (halts: Halts, command: Command): Halts => {
  if (command.command === 'resume' && command.token === undefined) return NO_HALTS;
  const next = new Map(halts);
  if (command.command !== 'resume') next.set(command.token ?? '*', command);
  else if (command.token !== undefined) next.delete(command.token);
  return next;
};

/** The command that halts `token`, undefined when none does. */
export const haltOf = (halts: Halts, token: Token): Command | undefined => halts.get('*') ?? halts.get(token);
