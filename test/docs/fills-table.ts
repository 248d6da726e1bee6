import { loadCalendar } from '../../src/adapter/calendar/load-calendar.js';
import { chargePlanNamed } from '../../src/adapter/charges/charge-plan.js';
import { loadInstruments } from '../../src/adapter/master/load-instruments.js';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import { CONSERVATIVE_FILLS, type FillModel, IDEAL_FILLS } from '../../src/domain/fill-model.js';
import type { Entry } from '../../src/domain/entry.js';
import { signOf } from '../../src/domain/intent.js';
import { rupees } from '../../src/domain/money.js';
import type { OrderId } from '../../src/domain/order.js';
import type { Strategy } from '../../src/domain/strategy.js';
import type { Token } from '../../src/domain/token.js';
import { copyMessage, type TouchlineMessage } from '../../src/domain/touchline.js';
import { type ChargePlan, noCharges } from '../../src/exchange/charges.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import { ReportFold } from '../../src/report/report-fold.js';
import { noRows } from '../../src/report/report-sink.js';
import { backtest } from '../../src/run/backtest.js';
import { patient } from './patient.js';

const NAMES = ['NFO:NIFTY27JAN26F', 'NSE:RELIANCE-EQ', 'NSE:INFY-EQ'];
const IDEAL_LATENCY = {
  entryLatency: IDEAL_FILLS.entryLatency,
  responseLatency: IDEAL_FILLS.responseLatency,
};

/** What a run came to. */
interface Outcome {
  readonly net: number;
  readonly charges: number;
  readonly fills: number;
  /** Orders of several fills, and those of which a part was left. */
  readonly partial: number;
  readonly unfilled: number;
  /** Rupees a unit by which fills were worse than the last price at the decision. */
  readonly slip: number;
}

type Case = readonly [what: string, model: FillModel, charges: ChargePlan, tape?: Tape];
type Tape = readonly TouchlineMessage[];

/** The tables of docs/fills-and-costs.md, as its text has them: of each model, and of what is not known of the queue. */
export const fillsTables = async (): Promise<{ readonly models: string; readonly grid: string }> => {
  const book = await loadInstruments(['data/instruments.csv']);
  const instruments = NAMES.flatMap((name) => book.byName(name));
  const pipeline: Pipeline = {
    name: 'patient',
    instruments: new Map(instruments.map((instrument) => [instrument.token, instrument])),
    capital: rupees(5_000_000),
    risk: [],
    bindings: [
      {
        name: 'patient',
        strategy: patient as Strategy<unknown, unknown>,
        config: {},
        tokens: new Set(instruments.map(({ token }) => token)),
      },
    ],
    history: 16,
    graph: (event$, { strategies }) => event$.pipe(strategies),
  };
  const tape = await sampleDay(new Set(pipeline.instruments.keys()));
  const flat20 = chargePlanNamed('flat20') ?? noCharges;
  const usual = (part: Partial<FillModel>): FillModel => ({ ...CONSERVATIVE_FILLS, ...part });
  const cases: readonly Case[] = [
    ['`--ideal`', IDEAL_FILLS, noCharges],
    ['`--ideal --charges flat20`', IDEAL_FILLS, flat20],
    [
      '`--ideal --latency lognormal:150:50`',
      { ...IDEAL_FILLS, entryLatency: CONSERVATIVE_FILLS.entryLatency },
      noCharges,
    ],
    ['the book, no latency, no charges', usual(IDEAL_LATENCY), noCharges],
    ['the book, no charges', usual({}), noCharges],
    ['**as usual**', usual({}), flat20],
    ['`--latency fixed:1000`', usual({ entryLatency: { kind: 'fixed', ms: 1_000 } }), flat20],
    ['`--participation 0.5`', usual({ participation: { liquid: 0.5, other: 0.5 } }), flat20],
    ['`--touch-probability 0.5`', usual({ touchProbability: 0.5 }), flat20],
    ['`--cancel-ahead 0.5`', usual({ cancelAhead: 0.5 }), flat20],
    ['`--slippage ticks:1`', usual({ slippage: { kind: 'ticks', ticks: 1 } }), flat20],
    ['`--slippage spread:0.25`', usual({ slippage: { kind: 'spread', share: 0.25 } }), flat20],
    [
      '`--slippage volumeShare:0.1:0.025`',
      usual({ slippage: { kind: 'volumeShare', impact: 0.1, cap: 0.025 } }),
      flat20,
    ],
    [
      '`--slippage squareRoot:1:0.012`',
      usual({ slippage: { kind: 'squareRoot', factor: 1, dailyVolatility: 0.012 } }),
      flat20,
    ],
    ['as usual, five levels left out', usual({}), flat20, tape.map((one) => ({ ...one, depth: undefined }))],
    ['as usual, trades alone', usual({}), flat20, tape.map(withoutQuotes)],
  ];
  const run = (model: FillModel, charges: ChargePlan, of: Tape = tape): Promise<Outcome> =>
    outcomeOf(pipeline, model, charges, of);
  const rows: string[] = [];
  for (const [what, model, charges, of] of cases) {
    const { net, fills, partial, unfilled, slip, charges: paid } = await run(model, charges, of);
    rows.push(
      row(
        what,
        text(net, 0),
        text(fills, 0),
        text(partial, 0),
        text(unfilled, 0),
        text(slip, 2),
        text(paid, 0),
      ),
    );
  }
  const grid: string[] = [];
  for (const queueShare of [0.25, 0.5, 1]) {
    const nets: string[] = [];
    for (const extraTicks of [0, 1, 2])
      nets.push(text((await run(usual({ queueShare, extraTicks }), flat20)).net, 0));
    grid.push(row(String(queueShare), ...nets));
  }
  return {
    models: [
      row('model', 'net P&L ₹', 'fills', 'in parts', 'unfilled', 'slip ₹', 'charges ₹'),
      row('---', ...Array.from({ length: 6 }, () => '--:')),
      ...rows,
    ].join('\n'),
    grid: [row('queue share', '0 extra ticks', '1', '2'), row('---', '--:', '--:', '--:'), ...grid].join(
      '\n',
    ),
  };
};

const outcomeOf = async (
  pipeline: Pipeline,
  model: FillModel,
  charges: ChargePlan,
  tape: Tape,
): Promise<Outcome> => {
  const strategies = new Map([['patient', pipeline.capital]]);
  const report = new ReportFold({ ...pipeline, pipeline: pipeline.name, strategies }, noRows);
  const orders = new Map<OrderId, { last: number; fills: number; filled: number; quantity: number }>();
  let worse = 0;
  let units = 0;
  const follow = (entry: Entry): void => {
    if (entry.kind === 'Decision' && entry.intent.kind === 'Submit' && entry.event.kind === 'Tick')
      orders.set(entry.orderId, {
        last: entry.event.last ?? 0,
        fills: 0,
        filled: 0,
        quantity: entry.intent.quantity,
      });
    if (entry.kind !== 'OrderUpdate' || entry.fill === undefined) return;
    const order = orders.get(entry.order.id);
    if (order === undefined) return;
    order.fills += 1;
    order.filled += entry.fill.quantity;
    units += entry.fill.quantity;
    worse += signOf(entry.fill.side) * (entry.fill.price - order.last) * entry.fill.quantity;
  };
  await backtest(pipeline, batchOf(tape), {
    exchange: { modelFor: () => model, charges, calendar: await loadCalendar([]) },
    readers: [(entry) => report.take(entry), follow],
  });
  const { performance, counts } = report.result();
  const all = [...orders.values()];
  return {
    net: performance.netPnl,
    charges: performance.charges,
    fills: counts.fills,
    partial: all.filter(({ fills, filled, quantity }) => fills > 1 || (filled > 0 && filled < quantity))
      .length,
    unfilled: all.filter(({ filled }) => filled === 0).length,
    slip: units === 0 ? 0 : worse / units,
  };
};

const sampleDay = async (tokens: ReadonlySet<Token>): Promise<Tape> => {
  const tape = await openTape({ paths: ['data/sample-day.parquet'] });
  const messages: TouchlineMessage[] = [];
  for await (const batch of tape.batches(tokens))
    for (const message of batch) if (message.kind !== 'Malformed') messages.push(copyMessage(message));
  return messages;
};

const withoutQuotes = (message: TouchlineMessage): TouchlineMessage => ({
  ...message,
  bid: undefined,
  ask: undefined,
  bidQuantity: undefined,
  askQuantity: undefined,
  depth: undefined,
});

async function* batchOf(tape: Tape): AsyncIterable<Tape> {
  yield tape;
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const text = (value: number, digits: number): string =>
  value.toLocaleString('en-IN', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'negative',
  });
