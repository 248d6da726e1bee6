import * as E from 'fp-ts/lib/Either.js';
import { identity, ignoreElements, NEVER, VirtualTimeScheduler } from 'rxjs';
import { loadSquareOffs } from '../adapter/calendar/load-square-offs.js';
import type { Setting } from '../codec/setting.js';
import { decodeConfig, settingNames } from '../codec/strategy-config.js';
import { type BarPlan, barsAsked } from '../domain/bars/bar-spec.js';
import { capitalShares } from '../domain/capital-shares.js';
import type { TradingCalendar } from '../domain/calendar.js';
import { UsageError } from '../domain/failure.js';
import { NO_HURDLES } from '../domain/hurdles.js';
import type { Instrument } from '../domain/instrument.js';
import type { InstrumentBook } from '../domain/instrument-book.js';
import type { Token } from '../domain/token.js';
import type { Product } from '../domain/order.js';
import { squareOffTimes } from '../domain/square-off.js';
import { isDerivative } from '../domain/underlying.js';
import type { Binding } from '../operator/binding.js';
import type { Graph, Pipeline } from '../operator/pipeline.js';
import { resolveRule } from '../risk/resolve-rule.js';
import type { PipelineDefinition, StrategyBinding } from './define-pipeline.js';
import { marginOf } from './margin-of.js';
import { resolveInstruments } from './resolve-instruments.js';

const DEFAULT_HISTORY = 256;

/**
 * A definition with its names resolved to tokens, `settings` laid over its strategies' own and every
 * configuration decoded. Throws a UsageError for unknown instruments, strategies or settings, and for values
 * that a strategy's codec refuses, and where the strategies' capital does not add up.
 */
export const resolvePipeline = (
  definition: PipelineDefinition,
  book: InstrumentBook,
  calendar: TradingCalendar,
  settings: readonly Setting[],
): Pipeline => {
  const { name, capital, risk, strategies, product, history = DEFAULT_HISTORY } = definition;
  const instruments = resolveInstruments(book, definition.instruments);
  refuseProblems([
    ...namedTwice(strategies),
    ...namedAll(strategies),
    ...unknownSettings(strategies, settings),
    ...wrongProduct(product, instruments),
  ]);
  const names = {
    strategies: strategies.map((binding) => binding.name),
    tokenOf: (instrument: string) => tokenOf(instrument, instruments, book),
  };
  const graph = definition.graph ?? ((event$, stages) => event$.pipe(stages.strategies));
  const cuts = barsCutBy(graph);
  const cut = new Set(cuts.map(({ text }) => text));
  const shares = capitalShares(capital, strategies);
  const resolved = strategies.map((binding) => resolveBinding(binding, definition, book, settings));
  refuseProblems(resolved.flatMap((binding) => barsNotCut(binding, cut)));
  return {
    name,
    instruments: new Map(instruments.map((instrument) => [instrument.token, instrument])),
    capital,
    margin: marginOf(definition.margin ?? {}),
    risk: risk.map((rule) => resolveRule(rule, names)),
    bindings: resolved.map((binding) => ({
      ...binding,
      capital: shares.get(binding.name),
      ...(product === undefined ? {} : { product }),
    })),
    calendar,
    squareOff: squareOffTimes(calendar, loadSquareOffs(), definition.squareOff),
    history,
    graph,
    cuts,
    ...(definition.fills === undefined ? {} : { fills: definition.fills }),
    ...(definition.hurdles === undefined ? {} : { hurdles: { ...NO_HURDLES, ...definition.hurdles } }),
  };
};

/**
 * The bars that a graph cuts, by putting it together without running it: what it asks of `cutBars` that
 * cannot be, or twice, is told before the run. What an operator puts together while it runs is not among them.
 */
const barsCutBy = (graph: Graph): readonly BarPlan[] => {
  const cut = new Map<string, BarPlan>();
  void graph(NEVER, {
    strategies: ignoreElements(),
    cutBars: (...asked) => {
      for (const plan of barsAsked(asked).plans) {
        const { text } = plan;
        if (cut.has(text))
          throw new UsageError(
            `cutBars: the graph cuts ${text} twice; cut it once, before the graph branches`,
          );
        cut.set(text, plan);
      }
      return identity;
    },
    clock: new VirtualTimeScheduler(),
  });
  return [...cut.values()];
};

/** Bars that a strategy goes by and the graph does not cut, a line each. */
const barsNotCut = ({ name, strategy, config }: Binding, cut: ReadonlySet<string>): readonly string[] =>
  (strategy.bars?.(config) ?? [])
    .filter((spec) => !cut.has(spec))
    .map((spec) => `${name} goes by bars of ${spec}, which the graph does not cut; ${cutHint(cut)}`);

const cutHint = (cut: ReadonlySet<string>): string =>
  `it cuts ${cut.size === 0 ? 'none' : [...cut].join(', ')} (what is cut within mergeMap, groupBy and the like is not seen: cut bars before them)`;

/** The token of one of the pipeline's instruments, by its name. */
const tokenOf = (name: string, known: readonly Instrument[], book: InstrumentBook): Token => {
  const [instrument] = resolveInstruments(book, [name]);
  if (instrument === undefined || !known.includes(instrument))
    throw new UsageError(`a risk rule names ${name}, which the pipeline does not`);
  return instrument.token;
};

const resolveBinding = (
  binding: StrategyBinding,
  definition: PipelineDefinition,
  book: InstrumentBook,
  settings: readonly Setting[],
): Binding => {
  const { name, strategy, on } = binding;
  const decoded = configOf(binding, settings);
  if (E.isLeft(decoded)) throw new UsageError(decoded.left.join('\n'));
  const known = resolveInstruments(book, definition.instruments);
  const listening = resolveInstruments(book, on ?? definition.instruments);
  const foreign = listening.filter((instrument) => !known.includes(instrument));
  refuseProblems(
    foreign.map((instrument) => `${name} listens to ${instrument.name}, which the pipeline does not name`),
  );
  return { name, strategy, config: decoded.right, tokens: new Set(listening.map(({ token }) => token)) };
};

/** What the strategy's codec makes of its own settings with `settings` laid over them; its problems, a line each. */
const configOf = (
  { name, strategy, settings: own }: StrategyBinding,
  settings: readonly Setting[],
): E.Either<readonly string[], unknown> => {
  const set = Object.fromEntries(
    settings.filter((one) => one.strategy === name).map(({ key, value }) => [key, value]),
  );
  return E.mapLeft((lines: readonly string[]) => lines.map((line) => `${name}.${line}`))(
    decodeConfig(strategy.config, { ...own, ...set }),
  );
};

/** What the strategies' codecs refuse of a definition with `settings` laid over it, a line each. */
export const refusedSettings = (
  { strategies }: PipelineDefinition,
  settings: readonly Setting[],
): readonly string[] =>
  strategies.flatMap((binding) => {
    const decoded = configOf(binding, settings);
    return E.isLeft(decoded) ? decoded.left : [];
  });

/** What is told of all strategies together is told under that name. */
const namedAll = (strategies: readonly StrategyBinding[]): readonly string[] =>
  strategies
    .filter(({ name }) => name === 'all')
    .map(({ name }) => `no strategy may be named ${name}: so the whole is named; bind(…, { as: '…' })`);

const namedTwice = (strategies: readonly StrategyBinding[]): readonly string[] =>
  strategies
    .filter(({ name }, i) => strategies.findIndex((other) => other.name === name) !== i)
    .map(({ name }) => `two strategies are named ${name}; name one with bind(…, { as: '…' })`);

/** Shares are delivered, derivatives carried forward. */
const wrongProduct = (
  product: Product | undefined,
  instruments: readonly Instrument[],
): readonly string[] => {
  if (product === undefined || product === 'INTRADAY') return [];
  const isHad = product === 'CARRY_FORWARD';
  return instruments
    .filter((instrument) => isDerivative(instrument) !== isHad)
    .map(({ name }) => `${name} cannot be traded as ${product}; give orders their product with asProduct(…)`);
};

/** Settings that no strategy has, a line each. */
export const unknownSettings = (
  strategies: readonly StrategyBinding[],
  settings: readonly Setting[],
): readonly string[] => [
  ...strategies.flatMap((binding) =>
    Object.keys(binding.settings).flatMap((key) => unknownSetting(binding, key, '')),
  ),
  ...settings.flatMap(({ strategy, key }) => {
    const binding = strategies.find(({ name }) => name === strategy);
    return binding === undefined
      ? [
          `--set ${strategy}.${key}: no strategy ${strategy}; there is ${strategies.map(({ name }) => name).join(', ')}`,
        ]
      : unknownSetting(binding, key, '--set ');
  }),
];

const unknownSetting = (
  { name, strategy }: StrategyBinding,
  key: string,
  from: string,
): readonly string[] => {
  const names = settingNames(strategy.config);
  return names === undefined || names.includes(key)
    ? []
    : [`${from}${name}.${key}: ${strategy.name} has no setting ${key}; it has ${names.join(', ')}`];
};

const refuseProblems = (problems: readonly string[]): void => {
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
};
