import * as t from 'io-ts';
import type { FillModel, LatencyModel, SlippageModel } from '../domain/fill-model.js';
import { checked } from './config.js';

/** A share, 0 to 1. */
export const Share = checked('Share', 'a share from 0 to 1', (value) => value >= 0 && value <= 1);

/** 0 or more. */
export const NotNegative = checked(
  'NotNegative',
  'a number of at least 0',
  (value) => Number.isFinite(value) && value >= 0,
);

/** Whole milliseconds, 0 or more. */
export const WholeMs = checked(
  'WholeMs',
  'whole milliseconds, 0 or more',
  (value) => Number.isSafeInteger(value) && value >= 0,
);

/** Whole, 0 or more. */
const Count = checked(
  'Count',
  'a whole number of at least 0',
  (value) => Number.isSafeInteger(value) && value >= 0,
);

const Latency: t.Type<LatencyModel, unknown, unknown> = t.union(
  [
    t.strict({ kind: t.literal('fixed'), ms: WholeMs }),
    t.refinement(
      t.strict({ kind: t.literal('uniform'), fromMs: WholeMs, toMs: WholeMs }),
      ({ fromMs, toMs }) => fromMs <= toMs,
      'uniform latency from less to more',
    ),
    t.strict({ kind: t.literal('lognormal'), meanMs: WholeMs, deviationMs: WholeMs }),
  ],
  'LatencyModel',
);

const Slippage: t.Type<SlippageModel, unknown, unknown> = t.union(
  [
    t.strict({ kind: t.literal('none') }),
    t.strict({ kind: t.literal('ticks'), ticks: NotNegative }),
    t.strict({ kind: t.literal('spread'), share: NotNegative }),
    t.strict({ kind: t.literal('volumeShare'), impact: NotNegative, cap: Share }),
    t.strict({ kind: t.literal('squareRoot'), factor: NotNegative, dailyVolatility: NotNegative }),
  ],
  'SlippageModel',
);

const by = <A>(type: t.Type<A, unknown, unknown>) => t.strict({ liquid: type, other: type });
const Band = t.union([Share, t.null]);

const PROPS = {
  matching: t.keyof({ book: null, touch: null }),
  entryLatency: Latency,
  responseLatency: Latency,
  slippage: Slippage,
  participation: by(Share),
  extraTicks: Count,
  queueShare: Share,
  cancelAhead: Share,
  touchProbability: Share,
  halfSpread: t.strict({ ticks: Count, share: Share, optionShare: Share }),
  volumeCap: Share,
  barVolumeCap: Share,
  staleMs: by(WholeMs),
  isChecked: t.boolean,
  priceBand: t.strict({ equity: Band, future: Band, option: Band }),
  seed: t.refinement(t.number, Number.isSafeInteger, 'whole number'),
};

/** A whole model, as a recording has it. */
export const FillModelCodec: t.Type<FillModel, unknown, unknown> = t.strict(PROPS, 'FillModel');

/** What a pipeline says of it. */
export const FillModelPart: t.Type<Partial<FillModel>, unknown, unknown> = t.exact(
  t.partial(PROPS),
  'a part of a fill model',
);
