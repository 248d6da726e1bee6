import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { between } from '../../adapter/replay/between.js';
import { loadCalendar } from '../../adapter/calendar/load-calendar.js';
import { loadInstruments } from '../../adapter/master/load-instruments.js';
import { sessionSpans } from '../../adapter/tape/shared/session-spans.js';
import { shareTape } from '../../adapter/tape/shared/share-tape.js';
import type { Setting } from '../../codec/setting.js';
import type { SweepIdentity } from '../../codec/sweep/identity.js';
import { parameterName } from '../../codec/sweep/parameter.js';
import { DataError, UsageError } from '../../domain/failure.js';
import type { TradingCalendar } from '../../domain/calendar.js';
import { endOfTape } from '../../domain/end-of-tape.js';
import type { InstrumentBook } from '../../domain/instrument-book.js';
import type { Quality } from '../../domain/quality.js';
import { istTextOf } from '../../domain/session.js';
import type { EpochMs } from '../../domain/time.js';
import { exchangesOf, type Pipeline } from '../../operator/pipeline.js';
import type { Tape } from '../../port/tape.js';
import { slicesOf } from '../../report/sweep/slices.js';
import { requireNoFinerBars } from '../bars-of-bars.js';
import { refusedSettings, resolvePipeline, unknownSettings } from '../resolve-pipeline.js';
import type { Combination } from './combinations.js';
import { pipelineCode } from './pipeline-code.js';
import { exchangeAsked } from './combination-runner.js';
import type { ExchangeAsked, SweepJob } from './sweep-job.js';
import { sweepIdentity } from './sweep-identity.js';

export interface SweepPlan {
  readonly path: string;
  /** In the order of their rows; none twice. */
  readonly combinations: readonly Combination[];
  readonly masters: readonly string[];
  readonly openTape: (pipeline: Pipeline, book: InstrumentBook, calendar: TradingCalendar) => Promise<Tape>;
  readonly from: EpochMs | undefined;
  readonly to: EpochMs | undefined;
  readonly exchange: ExchangeAsked;
  readonly quality: Quality;
}

/** A sweep whose tape is decoded, and which is ready to run. */
export interface PreparedSweep {
  readonly job: SweepJob;
  /** Of the pipeline. */
  readonly name: string;
  readonly capital: Pipeline['capital'];
  readonly hurdles: Pipeline['hurdles'];
  readonly identity: SweepIdentity;
  /** In the order in which they were asked for. */
  readonly judged: readonly Judged[];
}

/** A combination, and what the strategies' codecs refuse of it; empty where they take it. */
export interface Judged {
  readonly combination: Combination;
  readonly problem: string;
}

/**
 * Decodes every value and then the tape, once. Rejects with a UsageError for a setting that no strategy has, where no
 * combination is taken by the strategies' codecs, and as `backtest` does; with a DataError for a tape without a message of
 * the pipeline's instruments in that time.
 */
export const prepareSweep = async (plan: SweepPlan): Promise<PreparedSweep> => {
  const { definition, files } = await pipelineCode(plan.path);
  requireKnown(unknownSettings(definition.strategies, oneOfEach(plan.combinations)));
  const judged = plan.combinations.map((combination) => ({
    combination,
    problem: refusedSettings(definition, combination).join('; '),
  }));
  const first = judged.find(({ problem }) => problem === '')?.combination;
  if (first === undefined)
    throw new UsageError(
      judged[0] === undefined
        ? 'there is no combination to run; --set momentum.fast=5:50:5 makes some'
        : `no combination can be run; of the first: ${judged[0].problem}`,
    );
  const book = await loadInstruments(plan.masters);
  const calendar = await loadCalendar([]);
  const pipeline = resolvePipeline(definition, book, calendar, first);
  const tape = await plan.openTape(pipeline, book, calendar);
  requireNoFinerBars(pipeline, tape);
  const messages = tape.batches(new Set(pipeline.instruments.keys()));
  const shared = await shareTape(between(messages, plan.from, plan.to));
  const spans = sessionSpans(shared);
  const lastAt = spans.at(-1)?.lastAt;
  if (shared.tokens.length === 0 || lastAt === undefined)
    throw new DataError(nothingToRun(pipeline, tape, plan));
  const endAt = endOfTape(calendar, exchangesOf(pipeline), lastAt, plan.to);
  const exchange = await exchangeAsked(plan.exchange);
  return {
    job: {
      path: plan.path,
      files,
      instruments: [...pipeline.instruments.values()],
      exchange: plan.exchange,
      quality: plan.quality,
      tape: shared,
      endAt,
      slices: slicesOf(spans),
    },
    name: pipeline.name,
    capital: pipeline.capital,
    hurdles: pipeline.hurdles,
    identity: sweepIdentity(pipeline, files, shared, endAt, exchange, plan.quality),
    judged,
  };
};

/** Where a sweep of that identity goes when nothing else is said: the same one to the same folder. */
export const usualFolder = ({ name, identity }: Pick<PreparedSweep, 'name' | 'identity'>): string => {
  const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex');
  return join('out', `sweep-${name}-${hash.slice(0, 8)}`);
};

/** The settings that `combinations` have, once each, with whatever value: rows of a list may have different ones. */
const oneOfEach = (combinations: readonly Combination[]): readonly Setting[] => {
  const byName = new Map<string, Setting>();
  for (const combination of combinations)
    for (const setting of combination) byName.set(parameterName(setting), setting);
  return [...byName.values()];
};

const requireKnown = (problems: readonly string[]): void => {
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
};

const nothingToRun = (
  { instruments }: Pipeline,
  { files, progress }: Tape,
  { from, to }: Pick<SweepPlan, 'from' | 'to'>,
): string =>
  `no message of ${[...instruments.values()].map(({ name, token }) => `${name} (${token})`).join(', ')} ` +
  `in ${progress.rows} rows of ${files.map(({ path }) => path).join(', ')}` +
  `${from === undefined ? '' : ` from ${istTextOf(from)}`}${to === undefined ? '' : ` to ${istTextOf(to)}`}`;
