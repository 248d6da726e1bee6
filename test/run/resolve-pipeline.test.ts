import { expect } from 'chai';
import * as t from 'io-ts';
import { defer, firstValueFrom, identity, map, of } from 'rxjs';
import { ReplayScheduler } from '../../src/clock/replay-scheduler.js';
import { Periods, withDefault } from '../../src/codec/config.js';
import type { WrongToken } from '../../src/domain/entry.js';
import { tradingCalendar } from '../../src/domain/calendar.js';
import { parseTimeOfDay, sessionDayOf } from '../../src/domain/session.js';
import { UsageError } from '../../src/domain/failure.js';
import { instrumentBook } from '../../src/domain/instrument-book.js';
import { NO_INTENTS } from '../../src/domain/intent.js';
import { rupees } from '../../src/domain/money.js';
import { defineStrategy } from '../../src/domain/strategy.js';
import { epochMs } from '../../src/domain/time.js';
import { tokenOf } from '../../src/domain/token.js';
import type { Graph, Stages } from '../../src/operator/pipeline.js';
import { maxPosition } from '../../src/risk/max-position.js';
import {
  bind,
  definePipeline,
  type PipelineDefinition,
  type StrategyBinding,
} from '../../src/run/define-pipeline.js';
import { resolvePipeline } from '../../src/run/resolve-pipeline.js';
import { ist } from '../support/ist.js';
import { ACC, INFY, instrument } from '../support/instrument.js';
import { tick } from '../support/tick.js';

const BOOK = instrumentBook([
  instrument(),
  instrument({ token: INFY, name: 'NSE:INFY-EQ', symbol: 'INFY', tradingSymbol: 'INFY-EQ' }),
  instrument({
    token: tokenOf('NSE', '2885'),
    name: 'NSE:RELIANCE-EQ',
    symbol: 'RELIANCE',
    tradingSymbol: 'RELIANCE-EQ',
  }),
]);

const CALENDAR = tradingCalendar([]);

const trend = defineStrategy({
  name: 'trend',
  config: t.strict({ fast: Periods, slow: withDefault(Periods, 12), name: withDefault(t.string, 'x') }),
  start: () => 0,
  step: (state) => [state, NO_INTENTS],
});

const defined = (change: Partial<PipelineDefinition> = {}): PipelineDefinition =>
  definePipeline({
    name: 'mine',
    instruments: ['NSE:INFY-EQ', 'NSE:ACC-EQ'],
    capital: rupees(1_000),
    risk: [maxPosition(5)],
    strategies: [bind(trend, { fast: 3 })],
    ...change,
  });
const set = (strategy: string, key: string, value: unknown) => ({ strategy, key, value });
const refusal = (
  definition: PipelineDefinition,
  ...settings: readonly ReturnType<typeof set>[]
): readonly string[] => {
  try {
    resolvePipeline(definition, BOOK, CALENDAR, settings);
  } catch (error) {
    if (error instanceof UsageError) return error.message.split('\n');
    throw error;
  }
  throw new Error('it was resolved');
};

const HINT = ' (what is cut within mergeMap, groupBy and the like is not seen: cut bars before them)';

describe('resolvePipeline', () => {
  it('knows instruments by token, in the order of the pipeline', () => {
    const { instruments } = resolvePipeline(defined(), BOOK, CALENDAR, []);

    expect([...instruments].map(([token, { name }]) => [token, name])).to.deep.equal([
      [INFY, 'NSE:INFY-EQ'],
      [ACC, 'NSE:ACC-EQ'],
    ]);
  });

  it('keeps name, capital and rules, and looks back on 256 ticks unless told otherwise', () => {
    const definition = defined();
    const { name, capital, risk, history } = resolvePipeline(definition, BOOK, CALENDAR, []);

    expect({ name, capital, risk, history }).to.deep.equal({
      name: 'mine',
      capital: rupees(1_000),
      risk: definition.risk,
      history: 256,
    });
    expect(resolvePipeline(defined({ history: 9 }), BOOK, CALENDAR, []).history).to.equal(9);
  });

  it('shares the capital out, and refuses shares that do not add up to it', () => {
    const two = (first?: number, second?: number): readonly StrategyBinding[] =>
      [first, second].map((share, i) =>
        bind(trend, { fast: 3 }, { as: `${i}`, ...(share === undefined ? {} : { capital: rupees(share) }) }),
      );
    const shares = (...of: readonly number[]): readonly unknown[] =>
      resolvePipeline(defined({ strategies: two(...of) }), BOOK, CALENDAR, []).bindings.map(
        ({ capital }) => capital,
      );

    expect(shares()).to.deep.equal([rupees(500), rupees(500)]);
    expect(shares(300)).to.deep.equal([rupees(300), rupees(700)]);
    expect(() => shares(600, 500)).to.throw(UsageError, 'given 1100 rupees of a capital of 1000: more than');
  });

  it('holds its returns against the hurdles that it names, the others as usual', () => {
    expect(resolvePipeline(defined({}), BOOK, CALENDAR, []).hurdles).to.equal(undefined);
    expect(
      resolvePipeline(defined({ hurdles: { riskFree: 0.065 } }), BOOK, CALENDAR, []).hurdles,
    ).to.deep.equal({
      riskFree: 0.065,
      least: 0,
      sessionsPerYear: 252,
    });
  });

  it('gives the strategies its product, and the square-off its time', () => {
    const { bindings, squareOff } = resolvePipeline(defined({ product: 'DELIVERY' }), BOOK, CALENDAR, []);
    const late = resolvePipeline(defined({ squareOff: '14:00' }), BOOK, CALENDAR, []);
    const day = sessionDayOf(ist('2026-01-05T12:00:00'));

    expect(bindings.map(({ product }) => product)).to.deep.equal(['DELIVERY']);
    expect([squareOff, late.squareOff].map((times) => times?.on('NSE', day)?.at)).to.deep.equal(
      ['15:15', '14:00'].map(parseTimeOfDay),
    );
  });

  it('refuses a product that its instruments do not have', () => {
    expect(refusal(defined({ product: 'CARRY_FORWARD' }))).to.deep.equal([
      'NSE:INFY-EQ cannot be traded as CARRY_FORWARD; give orders their product with asProduct(…)',
      'NSE:ACC-EQ cannot be traded as CARRY_FORWARD; give orders their product with asProduct(…)',
    ]);
  });

  it('decodes the settings of a strategy, defaults filled in', () => {
    const [binding] = resolvePipeline(defined(), BOOK, CALENDAR, []).bindings;

    expect(binding).to.deep.equal({
      name: 'trend',
      strategy: trend,
      config: { fast: 3, slow: 12, name: 'x' },
      tokens: new Set([INFY, ACC]),
      capital: rupees(1_000),
    });
  });

  it('lays settings from outside over those of the file, the last of one key', () => {
    const definition = defined({
      strategies: [bind(trend, { fast: 3 }), bind(trend, { fast: 4 }, { as: 'other' })],
    });

    const { bindings } = resolvePipeline(definition, BOOK, CALENDAR, [
      set('trend', 'fast', 8),
      set('trend', 'fast', 9),
      set('trend', 'slow', 20),
    ]);

    expect(bindings.map(({ config }) => config)).to.deep.equal([
      { fast: 9, slow: 20, name: 'x' },
      { fast: 4, slow: 12, name: 'x' },
    ]);
    expect(definition.strategies[0]?.settings).to.deep.equal({ fast: 3 });
  });

  it('lets a strategy listen to some of the instruments, by name or token', () => {
    const { bindings } = resolvePipeline(
      defined({
        strategies: [
          bind(trend, { fast: 3 }, { on: ['NSE:ACC-EQ'] }),
          bind(trend, { fast: 3 }, { as: 'other', on: ['NSE|1594', 'NSE:INFY-EQ'] }),
        ],
      }),
      BOOK,
      CALENDAR,
      [],
    );

    expect(bindings.map(({ tokens }) => [...tokens])).to.deep.equal([[ACC], [INFY]]);
  });

  it('is just the strategies where the pipeline has no graph, and else its graph', async () => {
    const outcome = (seq: number): WrongToken => ({
      kind: 'WrongToken',
      seq,
      at: epochMs(0),
      cause: 1,
      token: ACC,
      strategy: 'alpha',
      of: INFY,
    });
    const decided = outcome(2);
    const other = outcome(7);
    const stages: Stages = {
      strategies: map(() => decided),
      cutBars: () => identity,
      clock: new ReplayScheduler(),
    };
    const through = (definition: PipelineDefinition) =>
      firstValueFrom(resolvePipeline(definition, BOOK, CALENDAR, []).graph(of(tick({ seq: 1 })), stages), {
        defaultValue: undefined,
      });

    expect(await through(defined())).to.equal(decided);
    expect(await through(defined({ graph: () => of(other) }))).to.equal(other);
  });

  it('refuses a graph that asks for what is no kind of bar, before anything runs', () => {
    let runs = 0;
    const graph: Graph = (event$, { cutBars, strategies }) =>
      defer(() => {
        runs += 1;
        return event$;
      }).pipe(cutBars('1m', '5x'), strategies);

    expect(refusal(defined({ graph }))[0]).to.match(/^cutBars: "5x" is no kind of bar; write '5m', /);
    expect(runs).to.equal(0);
  });

  it('refuses a graph that cuts the same bars twice', () => {
    const piped: Graph = (event$, { cutBars, strategies }) =>
      event$.pipe(cutBars('5m', '1h'), cutBars('5m'), strategies);

    expect(refusal(defined({ graph: piped }))).to.deep.equal([
      'cutBars: the graph cuts 5m twice; cut it once, before the graph branches',
    ]);
  });

  it('refuses a strategy that goes by bars that the graph does not cut', () => {
    const strategies = [bind({ ...trend, bars: () => ['5m', '15m'] }, { fast: 3 })];

    expect(refusal(defined({ strategies }))).to.deep.equal([
      'trend goes by bars of 5m, which the graph does not cut; it cuts none' + HINT,
      'trend goes by bars of 15m, which the graph does not cut; it cuts none' + HINT,
    ]);
    expect(
      refusal(
        defined({
          strategies,
          graph: (event$, stages) => event$.pipe(stages.cutBars('5m', '1h'), stages.strategies),
        }),
      ),
    ).to.deep.equal(['trend goes by bars of 15m, which the graph does not cut; it cuts 5m, 1h' + HINT]);
    expect(
      resolvePipeline(
        defined({
          strategies,
          graph: (event$, stages) => event$.pipe(stages.cutBars('15m', '5m'), stages.strategies),
        }),
        BOOK,
        CALENDAR,
        [],
      ).bindings,
    ).to.have.length(1);
  });

  it('refuses an unknown instrument, with the nearest names', () => {
    expect(refusal(defined({ instruments: ['NSE:ACC-EQ', 'NSE:INFI-EQ'] }))).to.deep.equal([
      "unknown instrument 'NSE:INFI-EQ'; nearest: NSE:INFY-EQ, NSE:ACC-EQ, NSE:RELIANCE-EQ",
    ]);
  });

  it('refuses a strategy that listens to an unknown instrument, or to one that is not of the pipeline', () => {
    expect(refusal(defined({ strategies: [bind(trend, { fast: 3 }, { on: ['NSE:NOPE'] })] }))[0]).to.match(
      /^unknown instrument 'NSE:NOPE'; nearest: /,
    );
    expect(
      refusal(defined({ strategies: [bind(trend, { fast: 3 }, { on: ['NSE:ACC-EQ', 'NSE:RELIANCE-EQ'] })] })),
    ).to.deep.equal(['trend listens to NSE:RELIANCE-EQ, which the pipeline does not name']);
  });

  it('refuses two strategies of one name', () => {
    expect(
      refusal(defined({ strategies: [bind(trend, { fast: 3 }), bind(trend, { fast: 4 })] })),
    ).to.deep.equal(["two strategies are named trend; name one with bind(…, { as: '…' })"]);
  });

  it('refuses a strategy that is named as the whole is', () => {
    expect(refusal(defined({ strategies: [bind(trend, { fast: 3 }, { as: 'all' })] }))).to.deep.equal([
      "no strategy may be named all: so the whole is named; bind(…, { as: '…' })",
    ]);
  });

  it('refuses a setting of an unknown strategy, and names those there are', () => {
    const both = defined({
      strategies: [bind(trend, { fast: 3 }), bind(trend, { fast: 4 }, { as: 'other' })],
    });

    expect(refusal(both, set('nobody', 'fast', 1))).to.deep.equal([
      '--set nobody.fast: no strategy nobody; there is trend, other',
    ]);
  });

  it('refuses an unknown setting, of the file or from outside, and names those there are', () => {
    const settings: object = { fast: 3, slwo: 5 };
    const misspelt = bind(trend, settings);

    expect(refusal(defined({ strategies: [misspelt] }), set('trend', 'speed', 1))).to.deep.equal([
      'trend.slwo: trend has no setting slwo; it has fast, slow, name',
      '--set trend.speed: trend has no setting speed; it has fast, slow, name',
    ]);
  });

  it('refuses values that the strategy refuses, each by its name', () => {
    const other = defined({ strategies: [bind(trend, {}, { as: 'other' })] });

    expect(refusal(other, set('other', 'slow', -3))).to.deep.equal([
      'other.fast: expected a whole number of at least 1, got nothing',
      'other.slow: expected a whole number of at least 1, got -3',
    ]);
  });

  it('takes any setting where the codec does not tell what it knows', () => {
    const open = defineStrategy({
      name: 'trend',
      config: t.UnknownRecord,
      start: () => 0,
      step: (state) => [state, NO_INTENTS],
    });

    const [binding] = resolvePipeline(defined({ strategies: [bind(open, { any: 1 })] }), BOOK, CALENDAR, [
      set('trend', 'more', 2),
    ]).bindings;

    expect(binding?.config).to.deep.equal({ any: 1, more: 2 });
  });
});
