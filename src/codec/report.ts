import * as t from 'io-ts';
import { Breakdown, InstrumentPerformance, Performance, ReportConfidence } from './performance.js';
import { Count, Finite, IstText, orNull, Whole } from './report-field.js';

const CHARGE_ITEMS = {
  brokerage: Finite,
  exchange: Finite,
  sebi: Finite,
  stt: Finite,
  stamp: Finite,
  gst: Finite,
  total: Finite,
};

const Charges = t.strict(
  {
    items: t.strict(CHARGE_ITEMS),
    notes: t.readonlyArray(
      t.strict({
        date: t.string,
        segment: t.string,
        orders: Count,
        bought: Finite,
        sold: Finite,
        ...CHARGE_ITEMS,
        estimated: Finite,
      }),
    ),
  },
  'Charges',
);

const Trade = t.strict(
  {
    strategy: t.string,
    token: t.string,
    instrument: t.string,
    side: t.keyof({ LONG: null, SHORT: null }),
    quantity: Count,
    openedAt: IstText,
    closedAt: IstText,
    entryPrice: Finite,
    exitPrice: Finite,
    grossPnl: Finite,
    charges: Finite,
    netPnl: Finite,
    maePoints: orNull(Finite),
    mfePoints: orNull(Finite),
    mae: orNull(Finite),
    mfe: orNull(Finite),
    exitEfficiency: orNull(Finite),
    initialRisk: orNull(Finite),
    r: orNull(Finite),
    maeR: orNull(Finite),
    mfeR: orNull(Finite),
    entryOrder: t.string,
    exitOrder: t.string,
    entrySeq: Count,
    exitSeq: Count,
  },
  'Trade',
);

const Grade = t.keyof({ none: null, last: null, touchline: null, depth: null, bars: null });

export const Position = t.strict(
  {
    strategy: t.string,
    token: t.string,
    instrument: t.string,
    quantity: Whole,
    averagePrice: Finite,
    last: Finite,
    value: Finite,
    unrealised: Finite,
    realised: Finite,
    charges: Finite,
  },
  'Position',
);

export const Order = t.strict(
  {
    id: t.string,
    strategy: t.string,
    token: t.string,
    instrument: t.string,
    side: t.string,
    type: t.string,
    quantity: Count,
    limit: orNull(Finite),
    trigger: orNull(Finite),
    validity: t.string,
    product: t.string,
    disclosed: orNull(Count),
    decidedAt: IstText,
    state: t.string,
    filled: Count,
    averagePrice: orNull(Finite),
    charges: Finite,
    reason: orNull(t.string),
    decisionSeq: orNull(Count),
    verdictSeq: orNull(Count),
    sentSeq: orNull(Count),
    updateSeq: orNull(Count),
  },
  'Order',
);

const Halt = t.strict(
  {
    at: IstText,
    seq: Count,
    rule: t.string,
    strategy: orNull(t.string),
    token: orNull(t.string),
    instrument: orNull(t.string),
    limit: Finite,
    actual: Finite,
    unit: t.string,
    until: t.keyof({ nextSession: null, resume: null }),
    message: t.string,
  },
  'Halt',
);

const NotClosed = t.strict(
  {
    at: IstText,
    seq: Count,
    strategy: t.string,
    token: t.string,
    instrument: t.string,
    quantity: Whole,
    tries: Count,
    reason: t.string,
  },
  'NotClosed',
);

const FLAGS = {
  OutOfOrder: Count,
  Duplicate: Count,
  VolumeReset: Count,
  ExchangeTimeBack: Count,
  Stale: Count,
  Gap: Count,
  Crossed: Count,
  Frozen: Count,
  Suspicious: Count,
  Conflated: Count,
};

const Quality = t.strict(
  {
    token: t.string,
    instrument: t.string,
    hour: IstText,
    flags: t.exact(t.partial(FLAGS)),
    dropped: Count,
  },
  'Quality',
);

const Data = t.strict(
  {
    files: t.readonlyArray(
      t.strict({ path: t.string, format: t.string, shape: t.string, bytes: Count, mapping: t.string }),
    ),
    rows: Count,
    ticks: Count,
    dropped: Count,
    refused: Count,
    skipped: Count,
    tokens: t.readonlyArray(t.strict({ token: t.string, instrument: t.string, ticks: Count, grade: Grade })),
    from: orNull(IstText),
    to: orNull(IstText),
    flags: t.strict(FLAGS),
    quality: t.readonlyArray(Quality),
  },
  'Data',
);

const Config = t.strict(
  {
    capital: Finite,
    strategies: t.readonlyArray(t.strict({ name: t.string, capital: Finite, config: t.unknown })),
    risk: t.readonlyArray(t.string),
    settings: t.record(t.string, t.unknown),
    models: t.readonlyArray(t.string),
  },
  'Config',
);

const CurvePoint = t.strict({ at: IstText, low: Finite, high: Finite, equity: Finite }, 'CurvePoint');

/** `report.json`, as `docs/report.md` describes it. Its type is that of what the report builds. */
export const Report = t.strict(
  {
    rxtape: t.string,
    pipeline: t.string,
    config: Config,
    data: Data,
    digest: t.refinement(t.string, (text) => /^[0-9a-f]{64}$/.test(text), 'Sha256'),
    performance: Performance,
    strategies: t.record(t.string, Performance),
    instruments: t.record(t.string, InstrumentPerformance),
    confidence: ReportConfidence,
    curve: t.readonlyArray(CurvePoint),
    breakdown: Breakdown,
    charges: Charges,
    trades: t.readonlyArray(Trade),
    open: t.strict({ positions: t.readonlyArray(Position), orders: t.readonlyArray(Order) }),
    counts: t.strict({
      decisions: Count,
      approved: Count,
      refused: t.record(t.string, Count),
      orders: Count,
      modifies: Count,
      cancels: Count,
      fills: Count,
      unexpected: Count,
      malformed: Count,
      noSnapshot: Count,
      dropped: Count,
      wrongToken: Count,
      failedStrategies: Count,
    }),
    failures: t.readonlyArray(
      t.strict({
        strategy: t.string,
        token: t.string,
        instrument: t.string,
        at: IstText,
        seq: Count,
        event: t.string,
        eventSeq: Count,
        message: t.string,
      }),
    ),
    halts: t.readonlyArray(Halt),
    notClosed: t.readonlyArray(NotClosed),
  },
  'Report',
);

export type Report = t.TypeOf<typeof Report>;
