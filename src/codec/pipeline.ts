import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { parseTimeOfDay } from '../domain/session.js';
import { explain } from './explain.js';
import { FillModelPart } from './fill-model.js';

const Text = new t.Type<string, string, unknown>(
  'Text',
  (value): value is string => typeof value === 'string' && value !== '',
  (input, context) =>
    typeof input === 'string' && input !== ''
      ? t.success(input)
      : t.failure(input, context, 'expected some text'),
  t.identity,
);

const Whole = (least: number): t.Type<number, number, unknown> => {
  const is = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= least;
  return new t.Type(
    'Whole',
    is,
    (input, context) =>
      is(input)
        ? t.success(input)
        : t.failure(input, context, `expected a whole number of at least ${least}`),
    t.identity,
  );
};

const listOf = <A>(type: t.Type<A, unknown, unknown>, name: string): t.Type<readonly A[], unknown, unknown> =>
  t.readonlyArray(type, name);

const Callable = new t.Type<unknown, unknown, unknown>(
  'a function',
  (value): value is unknown => typeof value === 'function',
  (input, context) => (typeof input === 'function' ? t.success(input) : t.failure(input, context)),
  t.identity,
);

const RULE = 'a risk rule';
const Rule = t.union(
  [
    t.type({ name: Text, review: Callable }, RULE),
    t.type({ name: Text, lossOf: Callable }, RULE),
    t.type({ name: Text, resolve: Callable }, RULE),
  ],
  RULE,
);

const STRATEGY = 'a strategy';
const Strategy = t.intersection([
  t.type(
    { name: Text, start: Callable, step: Callable, config: t.type({ decode: Callable }, 'an io-ts codec') },
    STRATEGY,
  ),
  t.partial({ bars: Callable, plots: Callable }, STRATEGY),
]);

const BOUND = 'a strategy with its settings, made by bind(…)';
const Bound = t.intersection([
  t.type({ name: Text, strategy: Strategy, settings: t.UnknownRecord }, BOUND),
  t.partial(
    {
      on: t.union([listOf(Text, 'a list of instrument names'), t.undefined]),
      capital: t.union([Whole(0), t.undefined]),
    },
    BOUND,
  ),
]);

const Rates = t.record(t.string, t.UnknownRecord, 'rates by class');
const Margin = t.partial(
  { model: t.keyof({ span: null, payoff: null, full: null }, 'span, payoff or full'), rates: Rates },
  'a choice of margin',
);

const Product = t.keyof(
  { INTRADAY: null, DELIVERY: null, CARRY_FORWARD: null },
  'INTRADAY, DELIVERY or CARRY_FORWARD',
);

const TimeOfDay = t.refinement(
  t.string,
  (text) => parseTimeOfDay(text) !== undefined,
  'a time of day, HH:MM',
);

const Rate = t.refinement(
  t.number,
  (rate) => Number.isFinite(rate) && rate > -1,
  'a rate per year, 0.065 for 6.5 %',
);
const Hurdles = t.partial(
  { riskFree: Rate, least: Rate, sessionsPerYear: Whole(1) },
  'rates per year: riskFree, least; and sessionsPerYear',
);

const PIPELINE = 'a pipeline, made by definePipeline({ … })';
/** The parts of a pipeline file that are data or of a known shape; what a strategy's settings are is its own codec's. */
const PipelineShape = t.intersection([
  t.type(
    {
      name: Text,
      instruments: listOf(Text, 'a list of instrument names'),
      capital: Whole(1),
      risk: listOf(Rule, 'a list of risk rules'),
      strategies: listOf(Bound, 'a list of strategies, each made by bind(…)'),
    },
    PIPELINE,
  ),
  t.partial(
    {
      history: Whole(1),
      graph: Callable,
      margin: Margin,
      fills: FillModelPart,
      product: Product,
      squareOff: TimeOfDay,
      hurdles: Hurdles,
    },
    PIPELINE,
  ),
]);

/** What is wrong with the shape of what a pipeline file exports, a line each; empty when nothing is. */
export const pipelineProblems = (exported: unknown): readonly string[] => {
  const decoded = PipelineShape.decode(exported);
  return E.isLeft(decoded) ? explain(decoded.left) : [];
};
