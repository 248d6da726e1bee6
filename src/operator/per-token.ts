import type { OperatorFunction } from 'rxjs';
import type { Conclusion } from '../domain/entry.js';
import { type Event, tokenOfEvent } from '../domain/event.js';
import { type History, TickHistory } from '../domain/history.js';
import type { Token } from '../domain/token.js';
import { lift, type Stage } from './stage.js';

/** Runs on one token; hears the token's events and those of no token. */
export type TokenStage = Stage<Event, Conclusion>;

/** The stages that run on `token`, in order; called once, when the token is first seen. */
export type StagesOf = (token: Token, history: History) => readonly TokenStage[];

/**
 * Gives each token its own group with its own stages, and emits what they conclude, in the order of the stages.
 * An event of no token (the clock, a command for all) reaches every group, in the order in which the tokens
 * were first seen. A group lives as long as the run. `historySize`: ticks kept for a token.
 */
export const perToken = (stagesOf: StagesOf, historySize: number): OperatorFunction<Event, Conclusion> =>
  lift(tokenGroups(stagesOf, historySize));

/** {@link perToken} as a stage. */
export const tokenGroups =
  (stagesOf: StagesOf, historySize: number): Stage<Event, Conclusion> =>
  (emit) => {
    const groups = new Map<Token, (event: Event) => void>(); // in the order in which the tokens were first seen
    return (event) => {
      const token = tokenOfEvent(event);
      if (token === undefined) {
        for (const hear of groups.values()) hear(event);
        return;
      }
      let hear = groups.get(token);
      if (hear === undefined) {
        hear = ofToken(token, stagesOf, historySize)(emit);
        groups.set(token, hear);
      }
      hear(event);
    };
  };

/** Remembers the token's ticks and runs its stages. */
const ofToken =
  (token: Token, stagesOf: StagesOf, historySize: number): TokenStage =>
  (emit) => {
    const history = new TickHistory(historySize);
    const stages = stagesOf(token, history).map((stage) => stage(emit));
    return (event) => {
      if (event.kind === 'Tick') history.append(event);
      for (const hear of stages) hear(event);
    };
  };
