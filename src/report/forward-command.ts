import type { Command } from '../domain/event.js';
import { istTextOf } from '../domain/session.js';
import type { Token } from '../domain/token.js';

/** What was commanded, as a forward test has it. */
export interface ForwardCommand {
  /** ISO text in IST. */
  readonly at: string;
  readonly seq: number;
  readonly command: Command['command'];
  /** Null for every strategy, and for every instrument. */
  readonly strategy: string | null;
  readonly instrument: string | null;
  readonly by: string;
  readonly reason: string;
}

export const forwardCommand = (
  { at, seq, command, strategy, token, by, reason }: Command,
  nameOf: (token: Token) => string,
): ForwardCommand => ({
  at: istTextOf(at),
  seq,
  command,
  strategy: strategy ?? null,
  instrument: token === undefined ? null : nameOf(token),
  by,
  reason,
});
