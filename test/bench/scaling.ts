import { runBelt } from './belt.js';
import type { Figures } from './figures.js';
import { inTurn } from './in-turn.js';
import { marketColumns } from './market-columns.js';
import { pipelineOf, tokensOf } from './pipelines.js';

const ROWS = 200_000;
const ROUNDS = 3;

/** Ticks per second with 1, 5 and 20 strategies on each of 1, 50 and 2,000 tokens. */
export const scalingFigures = async (): Promise<Figures> => {
  const figures: Record<string, number> = {};
  for (const tokenCount of [1, 50, 2_000]) {
    const tokens = tokensOf(tokenCount);
    const columns = marketColumns(ROWS, tokens);
    const timings = await inTurn(ROUNDS, {
      1: () => runBelt(pipelineOf(1, tokens), columns),
      5: () => runBelt(pipelineOf(5, tokens), columns),
      20: () => runBelt(pipelineOf(20, tokens), columns),
    });
    for (const [strategies, { median }] of Object.entries(timings)) {
      figures[`scaling.tokens${tokenCount}.strategies${strategies}.ticksPerSecond`] = Math.round(
        ROWS / median,
      );
    }
  }
  return figures;
};
