import * as t from 'io-ts';
import { market, NO_INTENTS } from '../../../src/domain/intent.js';
import type { Strategy } from '../../../src/domain/strategy.js';
import type { Token } from '../../../src/domain/token.js';
import type { Pipeline } from '../../../src/operator/pipeline.js';
import { pipelineOf } from '../pipelines.js';

/** Each token gives an order at so many of its ticks: at 20,000 ticks a second of all a hundred orders. */
const EVERY = 200;

/** Buys and sells a lot in turn, each token at its own ticks, so that orders come evenly. */
const inTurn: Strategy<object, { readonly ticks: number; readonly isLong: boolean }> = {
  name: 'in-turn',
  config: t.strict({}),
  start: () => ({ ticks: 0, isLong: false }),
  step: (state, event, { token }) => {
    if (event.kind !== 'Tick') return [state, NO_INTENTS];
    const ticks = state.ticks + 1;
    const offset = (Number(token.split('|')[1]) * 4) % EVERY;
    if (ticks % EVERY !== offset) return [{ ticks, isLong: state.isLong }, NO_INTENTS];
    return [{ ticks, isLong: !state.isLong }, [market(state.isLong ? 'SELL' : 'BUY', 75)]];
  },
};

export const pipelineOfOrders = (tokens: readonly Token[]): Pipeline => ({
  ...pipelineOf(0, tokens),
  risk: [],
  bindings: [
    {
      name: 'in-turn',
      strategy: inTurn as unknown as Strategy<unknown, unknown>,
      config: {},
      tokens: new Set(tokens),
    },
  ],
});
