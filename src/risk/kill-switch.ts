import type { Command, SwitchMode } from '../domain/event.js';
import { THE_SESSION } from '../domain/the-session.js';
import type { Token } from '../domain/token.js';

/** What a switch is thrown for; undefined is all of them. */
export type SwitchScope = Pick<Command, 'strategy' | 'token'>;

/** The kill switches that are thrown, the newest of each scope, in the order in which they were thrown. */
export type KillSwitches = readonly Command[];

export const NO_SWITCHES: KillSwitches = [];

/**
 * The switches after `command`. A second one for the same scope takes the place of the first; `resume` lifts
 * every switch that is thrown for its scope or a part of it.
 */
export const withCommand = (switches: KillSwitches, command: Command): KillSwitches => {
  if (command.command === 'resume') return switches.filter((thrown) => !isWithin(thrown, command));
  const { strategy, token } = command;
  return [...switches.filter((thrown) => thrown.strategy !== strategy || thrown.token !== token), command];
};

/** The switch that stands for the strategy on the token, the strictest of those thrown; undefined for none. */
export const switchOf = (switches: KillSwitches, strategy: string, token: Token): Command | undefined => {
  let strictest: Command | undefined = undefined;
  for (const thrown of switches) {
    if (!isWithin({ strategy, token }, thrown)) continue;
    if (strictest === undefined || strictness(thrown) >= strictness(strictest)) strictest = thrown;
  }
  return strictest;
};

/**
 * Whether `command` also lifts halts by rules on losses that wait for one. Not where the session gave it to itself,
 * when it goes on: what its own stop has halted is over with that, what a rule has halted is for people to judge.
 */
export const liftsHalts = ({ command, by }: Pick<Command, 'command' | 'by'>): boolean =>
  command === 'resume' && by !== THE_SESSION;

/** Whether all that is of the scope `part` is of `whole` as well. */
export const isWithin = (part: SwitchScope, whole: SwitchScope): boolean =>
  (whole.strategy === undefined || whole.strategy === part.strategy) &&
  (whole.token === undefined || whole.token === part.token);

const strictness = ({ command }: Command): number => STRICTNESS.indexOf(command);

const STRICTNESS: readonly (SwitchMode | 'resume')[] = ['resume', 'exit-only', 'halt', 'cancel', 'flatten'];
