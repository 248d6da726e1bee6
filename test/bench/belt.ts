import type { ExchangePlan } from '../../src/exchange/exchange-plan.js';
import type { Binding } from '../../src/operator/binding.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import { backtest } from '../../src/run/backtest.js';
import type { Figures } from './figures.js';
import { handWritten } from './loop.js';
import { batchesOf, type MarketColumns, marketColumns, withSizes } from './market-columns.js';
import { pipelineOf, TEN_RULES, tokensOf } from './pipelines.js';
import { realisticExchange, realisticPipeline, restingPipeline } from './realistic.js';
import { inTurn } from './in-turn.js';
import { idealExchange } from '../support/ideal-exchange.js';

const ROWS = 1_000_000;
const ROUNDS = 7;

/** The whole belt from memory against the same steps in a hand-written loop, and against the bare reading of the rows. */
export const beltFigures = async (): Promise<Figures> => {
  const tokens = tokensOf(1);
  const columns = marketColumns(ROWS, tokens);
  const one = pipelineOf(1, tokens);
  const two = pipelineOf(2, tokens);
  const tenRules = { ...one, risk: TEN_RULES };
  const onBars: Pipeline = {
    ...one,
    graph: (event$, { cutBars, strategies }) => event$.pipe(cutBars('1m'), strategies),
  };
  const undrawn: Pipeline = { ...one, bindings: one.bindings.map(withoutPlots) };
  const realistic = realisticPipeline();
  const resting = restingPipeline();
  const sized = withSizes(marketColumns(ROWS, [...realistic.instruments.keys()]), 75);
  const exchange = await realisticExchange();
  const seconds = await inTurn(ROUNDS, {
    one: () => runBelt(one, columns),
    tenRules: () => runBelt(tenRules, columns),
    onBars: () => runBelt(onBars, columns),
    undrawn: () => runBelt(undrawn, columns),
    loopOne: () => handWritten(columns, one),
    two: () => runBelt(two, columns),
    loopTwo: () => handWritten(columns, two),
    realistic: () => runBelt(realistic, sized, exchange),
    resting: () => runBelt(resting, sized, exchange),
  });
  return {
    'belt.ticksPerSecond': Math.round(ROWS / seconds.one.median),
    'belt.ratioToLoop': seconds.one.ratioTo('loopOne'),
    'belt.tenRules.ticksPerSecond': Math.round(ROWS / seconds.tenRules.median),
    'belt.tenRules.ratioToTwoRules': seconds.tenRules.ratioTo('one'),
    'belt.bars.ratioToNone': seconds.onBars.ratioTo('one'),
    'belt.plots.ratioToNone': seconds.one.ratioTo('undrawn'),
    'belt.twoStrategies.ticksPerSecond': Math.round(ROWS / seconds.two.median),
    'belt.twoStrategies.ratioToLoop': seconds.two.ratioTo('loopTwo'),
    'belt.realisticTicksPerSecond': Math.round(ROWS / seconds.realistic.median),
    'belt.realistic.ratioToIdeal': seconds.realistic.ratioTo('one'),
    'belt.realistic.restingTicksPerSecond': Math.round(ROWS / seconds.resting.median),
    'belt.loop.ticksPerSecond': Math.round(ROWS / seconds.loopOne.median),
  };
};

/** Its strategy tells nothing to draw. */
const withoutPlots = (binding: Binding): Binding => {
  const { name, config, start, step } = binding.strategy;
  return { ...binding, strategy: { name, config, start, step } };
};

/** Fills of a backtest of `pipeline` over `columns`. */
export const runBelt = async (
  pipeline: Pipeline,
  columns: MarketColumns,
  exchange: ExchangePlan = idealExchange(),
): Promise<number> => {
  let fills = 0;
  await backtest(pipeline, batchesOf(columns), {
    exchange,
    readers: [
      (entry) => {
        if (entry.kind === 'OrderUpdate' && entry.fill !== undefined) fills += 1;
      },
    ],
  });
  return fills;
};
