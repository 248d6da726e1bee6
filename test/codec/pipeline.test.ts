import { expect } from 'chai';
import * as t from 'io-ts';
import { pipelineProblems } from '../../src/codec/pipeline.js';
import { rupees } from '../../src/domain/money.js';
import { NO_INTENTS } from '../../src/domain/intent.js';
import { defineStrategy } from '../../src/domain/strategy.js';
import { maxPosition } from '../../src/risk/max-position.js';
import { bind, definePipeline } from '../../src/run/define-pipeline.js';

const idle = defineStrategy({
  name: 'idle',
  config: t.strict({}),
  start: () => null,
  step: (state) => [state, NO_INTENTS],
});
const good = definePipeline({
  name: 'good',
  instruments: ['NSE:ACC-EQ'],
  capital: rupees(1_000),
  risk: [maxPosition(5)],
  strategies: [bind(idle, {}), bind(idle, {}, { as: 'other', on: ['NSE:ACC-EQ'] })],
});

describe('pipelineProblems', () => {
  it('has none for a pipeline, with what it may leave out or not', () => {
    expect(pipelineProblems(good)).to.deep.equal([]);
    expect(pipelineProblems({ ...good, history: 1, graph: (event$: unknown) => event$ })).to.deep.equal([]);
    expect(pipelineProblems({ ...good, risk: [], strategies: [] })).to.deep.equal([]);
  });

  it('lists all that is missing', () => {
    expect(pipelineProblems({})).to.deep.equal([
      'name: expected some text, got nothing',
      'instruments: expected a list of instrument names, got nothing',
      'capital: expected a whole number of at least 1, got nothing',
      'risk: expected a list of risk rules, got nothing',
      'strategies: expected a list of strategies, each made by bind(…), got nothing',
    ]);
  });

  for (const [shown, exported] of [
    ['5', 5],
    ['null', null],
    ['a function', () => good],
  ] as const)
    it(`says what is needed instead of ${shown}`, () => {
      expect(pipelineProblems(exported)).to.deep.equal([
        `expected a pipeline, made by definePipeline({ … }), got ${shown}`,
      ]);
    });

  for (const [problem, change] of [
    ['name: expected some text, got ""', { name: '' }],
    [
      'hurdles.riskFree: expected a rate per year, 0.065 for 6.5 %, got "6.5%"',
      { hurdles: { riskFree: '6.5%' } },
    ],
    ['squareOff: expected a time of day, HH:MM, got "3 pm"', { squareOff: '3 pm' }],
    ['product: expected INTRADAY, DELIVERY or CARRY_FORWARD, got "MIS"', { product: 'MIS' }],
    ['instruments: expected a list of instrument names, got "NSE:ACC-EQ"', { instruments: 'NSE:ACC-EQ' }],
    ['instruments.1: expected some text, got 5', { instruments: ['NSE:ACC-EQ', 5] }],
    ['capital: expected a whole number of at least 1, got 0.5', { capital: 0.5 }],
    ['capital: expected a whole number of at least 1, got NaN', { capital: rupees(NaN) }],
    ['capital: expected a whole number of at least 1, got -1', { capital: -1 }],
    ['risk: expected a list of risk rules, got {"name":"maxPosition(5)"}', { risk: maxPosition(5) }],
    ['risk.0: expected a risk rule, got a function', { risk: [maxPosition] }],
    ['risk.0.review: expected a function, got nothing', { risk: [{ name: 'mine' }] }],
    [
      'strategies.0: expected a strategy with its settings, made by bind(…), got "idle"',
      { strategies: ['idle'] },
    ],
    [
      'strategies.0.strategy: expected a strategy, got nothing',
      { strategies: [{ name: 'x', settings: {} }] },
    ],
    [
      'strategies.0.strategy.config: expected an io-ts codec, got nothing',
      { strategies: [{ ...bind(idle, {}), strategy: { ...idle, config: undefined } }] },
    ],
    [
      'strategies.0.strategy.bars: expected a function, got "5m"',
      { strategies: [{ ...bind(idle, {}), strategy: { ...idle, bars: '5m' } }] },
    ],
    [
      'strategies.0.on: expected a list of instrument names, got "NSE:ACC-EQ"',
      { strategies: [{ ...bind(idle, {}), on: 'NSE:ACC-EQ' }] },
    ],
    ['history: expected a whole number of at least 1, got 0', { history: 0 }],
    ['graph: expected a function, got "x"', { graph: 'x' }],
  ] as const)
    it(`says: ${problem}`, () => {
      expect(pipelineProblems({ ...good, ...change })).to.include(problem);
    });
});
