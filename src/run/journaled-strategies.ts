import type { Decision, Plotted, StrategyFailed } from '../domain/entry.js';
import { type Intent, NO_INTENTS } from '../domain/intent.js';
import type { PlotValues, Strategy } from '../domain/strategy.js';
import type { Token } from '../domain/token.js';
import type { Pipeline } from '../operator/pipeline.js';

/** Of an event that came to a strategy: what it decided then, and the state it came to; or what it threw. */
type Reaction =
  { readonly kind: 'Decided'; readonly state: unknown; readonly intents: readonly Intent[] } | Failed;

/** What it gave to draw behind that. */
type Drawn = { readonly kind: 'Drawn'; readonly values: PlotValues } | Failed;

interface Failed {
  readonly kind: 'Failed';
  readonly message: string;
}

/** What strategies concluded, as it is journaled. */
export type Concluded = Decision | StrategyFailed | Plotted;

/** Of all events of a session, by strategy, token and number of the event. */
interface Past {
  readonly reactions: ReadonlyMap<string, Reaction>;
  readonly drawn: ReadonlyMap<string, Drawn>;
}

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
  const past = pastOf(concluded);
  return {
    ...pipeline,
    bindings: pipeline.bindings.map((binding) => ({
      ...binding,
      strategy: journaled(binding.strategy, binding.name, past, isPast),
      isRecorded: isPast,
    })),
  };
};

const journaled = (
  strategy: Strategy<unknown, unknown>,
  name: string,
  { reactions, drawn }: Past,
  isPast: (seq: number) => boolean,
): Strategy<unknown, unknown> => {
  /** What was drawn behind the event that is stepped by; undefined once that is not past. */
  let drawnThen: Drawn | undefined = undefined;
  return {
    ...strategy,
    step: (state, event, context, config) => {
      drawnThen = undefined;
      if (!isPast(event.seq)) return strategy.step(state, event, context, config);
      const key = keyOf(name, context.token, event.seq);
      drawnThen = drawn.get(key) ?? NOTHING_DRAWN;
      const reaction = reactions.get(key);
      if (reaction === undefined) return [state, NO_INTENTS];
      if (reaction.kind === 'Failed') throw asThrown(reaction.message);
      return [reaction.state, reaction.intents];
    },
    plots: (state, config) => {
      if (drawnThen === undefined) return strategy.plots?.(state, config) ?? NOTHING_DRAWN.values;
      if (drawnThen.kind === 'Failed') throw asThrown(drawnThen.message);
      return drawnThen.values;
    },
  };
};

const NOTHING_DRAWN = { kind: 'Drawn', values: {} } as const;

/** What is told as `message` when a strategy throws it. */
const asThrown = (message: string): unknown => {
  const [, name, text] = /^(\w+): ([^]*)$/.exec(message) ?? [];
  return name === undefined ? message : Object.assign(new Error(text), { name });
};

const keyOf = (strategy: string, token: Token, seq: number): string => `${seq} ${token} ${strategy}`;

const pastOf = (concluded: Iterable<Concluded>): Past => {
  const reactions = new Map<string, Reaction>();
  const drawn = new Map<string, Drawn>();
  for (const entry of concluded) {
    const key = keyOf(entry.strategy, entry.token, entry.cause);
    const before = reactions.get(key);
    if (entry.kind === 'Plotted') drawn.set(key, { kind: 'Drawn', values: entry.values });
    // one that had decided threw when it was asked what to draw
    else if (entry.kind === 'StrategyFailed')
      (before === undefined ? reactions : drawn).set(key, { kind: 'Failed', message: entry.message });
    else if (entry.obeys === undefined) {
      const intents = before?.kind === 'Decided' ? before.intents : NO_INTENTS;
      reactions.set(key, { kind: 'Decided', state: entry.state, intents: [...intents, entry.intent] });
    }
  }
  return { reactions, drawn };
};
