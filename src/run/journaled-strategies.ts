import type { Decision, StrategyFailed } from '../domain/entry.js';
import { type Intent, NO_INTENTS } from '../domain/intent.js';
import type { Strategy } from '../domain/strategy.js';
import type { Token } from '../domain/token.js';
import type { Pipeline } from '../operator/pipeline.js';

/** Of an event that came to a strategy: what it decided then, and the state it came to; or what it threw. */
type Reaction =
  | { readonly kind: 'Decided'; readonly state: unknown; readonly intents: readonly Intent[] }
  | { readonly kind: 'Failed'; readonly message: string };

/** What strategies concluded, as it is journaled. */
export type Concluded = Decision | StrategyFailed;

type ReactionTo = (strategy: string, token: Token, seq: number) => Reaction | undefined;

/**
 * `pipeline`, but with strategies that come, at every event that `isPast`, by its number, to what they `concluded`
 * then, whatever their code is now. So account, orders, their numbers and the pipeline's operators come to stand as
 * they did. Behind that the strategies are run, which are to be told there that they begin again (`Restarted`).
 */
export const journaledStrategies = (
  pipeline: Pipeline,
  concluded: Iterable<Concluded>,
  isPast: (seq: number) => boolean,
): Pipeline => {
  const reactionTo = reactionsIn(concluded);
  return {
    ...pipeline,
    bindings: pipeline.bindings.map((binding) => ({
      ...binding,
      strategy: journaled(binding.strategy, (token, seq) => reactionTo(binding.name, token, seq), isPast),
    })),
  };
};

const journaled = (
  strategy: Strategy<unknown, unknown>,
  reactionTo: (token: Token, seq: number) => Reaction | undefined,
  isPast: (seq: number) => boolean,
): Strategy<unknown, unknown> => ({
  ...strategy,
  step: (state, event, context, config) => {
    if (!isPast(event.seq)) return strategy.step(state, event, context, config);
    const reaction = reactionTo(context.token, event.seq);
    if (reaction === undefined) return [state, NO_INTENTS];
    if (reaction.kind === 'Failed') throw asThrown(reaction.message);
    return [reaction.state, reaction.intents];
  },
});

/** What is told as `message` when a strategy throws it. */
const asThrown = (message: string): unknown => {
  const [, name, text] = /^(\w+): ([^]*)$/.exec(message) ?? [];
  return name === undefined ? message : Object.assign(new Error(text), { name });
};

const reactionsIn = (concluded: Iterable<Concluded>): ReactionTo => {
  const reactions = new Map<string, Reaction>();
  const keyOf = (strategy: string, token: Token, seq: number): string => `${seq} ${token} ${strategy}`;
  for (const entry of concluded) {
    const key = keyOf(entry.strategy, entry.token, entry.cause);
    if (entry.kind === 'StrategyFailed') reactions.set(key, { kind: 'Failed', message: entry.message });
    else if (entry.obeys === undefined) {
      const before = reactions.get(key);
      const intents = before?.kind === 'Decided' ? before.intents : NO_INTENTS;
      reactions.set(key, { kind: 'Decided', state: entry.state, intents: [...intents, entry.intent] });
    }
  }
  return (strategy, token, seq) => reactions.get(keyOf(strategy, token, seq));
};
