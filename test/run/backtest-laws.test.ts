import { expect } from 'chai';
import fc from 'fast-check';
import type { Bar } from '../../src/domain/bar.js';
import type { Entry, Outcome } from '../../src/domain/entry.js';
import type { OrderUpdate, UnexpectedUpdate } from '../../src/domain/event.js';
import { CONSERVATIVE_FILLS, type FillModel } from '../../src/domain/fill-model.js';
import { rupees } from '../../src/domain/money.js';
import type { Token } from '../../src/domain/token.js';
import type { TouchlineMessage } from '../../src/domain/touchline.js';
import { flatCharges } from '../../src/exchange/charges.js';
import type { ExchangePlan } from '../../src/exchange/exchange-plan.js';
import type { ExchangeRules } from '../../src/exchange/exchange.js';
import { RunDigest } from '../../src/report/run-digest.js';
import { maxPosition } from '../../src/risk/max-position.js';
import { backtest } from '../../src/run/backtest.js';
import { momentum } from '../../strategies/momentum.js';
import { vwapReversion } from '../../strategies/vwap-reversion.js';
import { batchesOf, TCS } from '../operator/messages.js';
import { bound } from '../operator/scripted.js';
import { pipelineOf } from '../operator/world.js';
import { ACC, INFY } from '../support/instrument.js';
import { arbitraryTape } from './oracle/arbitrary-tape.js';
import { messagesOf } from './oracle/graph.js';
import { restless } from './oracle/restless.js';
import type { Row } from './oracle/touchline-rows.js';
import { idealExchange } from '../support/ideal-exchange.js';

const TOKENS = [ACC, INFY, TCS];
const LATENCY_MS = 150;

/** Three strategies on three tokens, with a rule that looks at one token only. */
const pipeline = pipelineOf({
  tokens: TOKENS,
  bindings: [
    bound(momentum, { fast: 2, slow: 4, quantity: 10, allowShort: true }, TOKENS),
    bound(restless, undefined, TOKENS),
    bound(vwapReversion, { band: 1, quantity: 10, warmUp: 3, allowShort: true }, TOKENS),
  ],
  risk: [maxPosition(30)],
});

const entriesOf = async (
  messages: readonly TouchlineMessage[],
  size = Math.max(1, messages.length),
  exchange: ExchangeRules & ExchangePlan = idealExchange(flatCharges(rupees(20)), LATENCY_MS),
): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  await backtest(pipeline, batchesOf(messages, size), {
    exchange,
    readers: [(entry) => entries.push(entry)],
  });
  return entries;
};

const digestOf = (entries: readonly Entry[]): string => {
  const digest = new RunDigest();
  for (const entry of entries) digest.take(entry);
  return digest.hex();
};

const SLIPPAGES: readonly FillModel['slippage'][] = [
  { kind: 'none' },
  { kind: 'volumeShare', impact: 0.1, cap: 0.5 },
  { kind: 'squareRoot', factor: 1, dailyVolatility: 0.01 },
];

const tape = arbitraryTape(TOKENS, 60);
const RUNS = { numRuns: 60 };

/** A tape long enough for every kind of entry to come about; the laws would be empty without. */
const long = fc.sample(arbitraryTape(TOKENS, 1_500), { numRuns: 5, seed: 7 });

describe('the entries of a backtest', () => {
  it('are of every kind that a belt carries, on the tapes of these tests', async () => {
    const kinds = new Set<string>();
    const states = new Set<string>();
    for (const rows of long) {
      for (const entry of await entriesOf(messagesOf(rows))) {
        kinds.add(entry.kind);
        if (entry.kind === 'OrderUpdate') states.add(`${entry.strategy} ${entry.order.state}`);
      }
    }

    expect([...kinds].toSorted()).to.deep.equal([
      'Approved',
      'CancelSent',
      'ClockTicked',
      'Decision',
      'FeedEvent',
      'OrderSent',
      'OrderUpdate',
      'Plotted',
      'Refused',
      'StrategyFailed',
      'Tick',
    ]);
    expect([...states]).to.include.members([
      'momentum Filled',
      'vwapReversion Filled',
      'restless Filled',
      'restless Cancelled',
      'restless Refused',
    ]);
  });

  it('are numbered 1, 2, 3 … and never go back in time', async () => {
    await fc.assert(
      fc.asyncProperty(tape, async (rows) => {
        const entries = await entriesOf(messagesOf(rows));

        expect(entries.map(({ seq }) => seq)).to.deep.equal(entries.map((_, i) => i + 1));
        expect(entries.map(({ at }) => at)).to.deep.equal(
          entries.map(({ at }) => at).toSorted((a, b) => a - b),
        );
      }),
      RUNS,
    );
  });

  it('follow each from an earlier one, of the kind that it can follow from', async () => {
    await fc.assert(
      fc.asyncProperty(tape, async (rows) => {
        const entries = await entriesOf(messagesOf(rows));

        for (const entry of entries) {
          if (!('cause' in entry)) continue;
          const cause = entries[entry.cause - 1];
          expect(entry.cause).to.be.below(entry.seq);
          expect(CAUSES[entry.kind], `${entry.kind} of ${cause?.kind ?? 'nothing'}`).to.include(cause?.kind);
          if (cause !== undefined && 'token' in cause && cause.token !== undefined) {
            expect(cause.token).to.equal(entry.token);
          }
        }
      }),
      RUNS,
    );
  });

  it('lead from every fill back to what the strategy saw, and from there forward to the fill', async () => {
    let fills = 0;
    for (const rows of long) {
      const entries = await entriesOf(messagesOf(rows));
      for (const fill of entries) {
        if (fill.kind !== 'OrderUpdate' || fill.fill === undefined) continue;
        fills += 1;

        const chain = causesOf(entries, fill);
        expect(chain.map(({ kind }) => kind).slice(0, 4)).to.deep.equal([
          'OrderUpdate',
          'OrderSent',
          'Approved',
          'Decision',
        ]);
        const seen = chain.at(-1);
        expect(['Tick', 'ClockTicked']).to.include(seen?.kind);
        expect(fill.fill.at - (seen?.at ?? NaN)).to.be.at.least(LATENCY_MS);
        expect(entries[(fill.fill.against ?? 0) - 1]).to.include({
          kind: 'Tick',
          token: fill.token,
          at: fill.fill.at,
        });
        expect(effectsOf(entries, seen)).to.include(fill);
      }
    }
    expect(fills).to.be.above(500);
  });

  it('of the first messages are the first entries of all: nothing looks ahead', async () => {
    await fc.assert(
      fc.asyncProperty(tape, fc.double({ min: 0, max: 1, noNaN: true }), async (rows, share) => {
        const messages = messagesOf(rows);
        const all = await entriesOf(messages);

        const some = await entriesOf(messages.slice(0, Math.floor(share * messages.length)));

        expect(some).to.deep.equal(all.slice(0, some.length));
      }),
      RUNS,
    );
  });

  for (const slippage of SLIPPAGES)
    it(`are so with the fills that are assumed where nothing else is said, and slippage ${slippage.kind}`, async () => {
      const ideal = idealExchange(flatCharges(rupees(20)));
      const model: FillModel = { ...CONSERVATIVE_FILLS, isChecked: false, slippage };
      const exchange = { ...ideal, model, modelFor: () => model };
      for (const rows of long.slice(0, 2)) {
        const messages = messagesOf(rows);
        const all = await entriesOf(messages, messages.length, exchange);
        expect(all.some((entry) => entry.kind === 'OrderUpdate' && entry.fill !== undefined)).to.equal(true);

        for (const share of [0.1, 0.37, 0.5, 0.81, 0.99]) {
          const cut = Math.floor(share * messages.length);
          const some = await entriesOf(messages.slice(0, cut), messages.length, exchange);
          expect(some).to.deep.equal(all.slice(0, some.length));
        }
      }
    });

  it('are the same on every run', async () => {
    await fc.assert(
      fc.asyncProperty(tape, async (rows) => {
        const [once, again] = [await entriesOf(messagesOf(rows)), await entriesOf(messagesOf(rows))];

        expect(again).to.deep.equal(once);
        expect(digestOf(again)).to.equal(digestOf(once));
      }),
      RUNS,
    );
  });

  it('are the same however the tape is cut into batches', async () => {
    await fc.assert(
      fc.asyncProperty(tape, fc.integer({ min: 1, max: 61 }), async (rows, size) => {
        expect(await entriesOf(messagesOf(rows), size)).to.deep.equal(await entriesOf(messagesOf(rows)));
      }),
      RUNS,
    );
  });

  it('have a second of the clock at every whole second after the first message up to the last', async () => {
    await fc.assert(
      fc.asyncProperty(tape, async (rows) => {
        const entries = await entriesOf(messagesOf(rows));

        const seconds = entries.filter(({ kind }) => kind === 'ClockTicked').map(({ at }) => Number(at));
        expect(seconds).to.deep.equal(wholeSecondsOf(rows));
      }),
      RUNS,
    );
  });

  it('have each second of the clock before the ticks of the same moment', async () => {
    await fc.assert(
      fc.asyncProperty(tape, async (rows) => {
        const entries = await entriesOf(messagesOf(rows));

        for (const second of entries.filter(({ kind }) => kind === 'ClockTicked')) {
          const earlier = entries
            .slice(0, second.seq - 1)
            .filter(({ kind }) => kind === 'Tick' || kind === 'FeedEvent');
          expect(earlier.every(({ at }) => at < second.at)).to.equal(true);
        }
      }),
      RUNS,
    );
  });

  it('of one token are the same with the messages of other tokens between, before and behind', async () => {
    await fc.assert(
      fc.asyncProperty(tape, fc.constantFrom(...TOKENS), async (rows, token) => {
        const own = rows.filter((row) => row.token === token);
        const end = own.at(-1)?.at ?? 0;

        const alone = await entriesOf(messagesOf(own));
        const among = await entriesOf(messagesOf(rows));

        expect(gistsOf(among, token, end)).to.deep.equal(gistsOf(alone, token, end));
      }),
      { numRuns: 150 },
    );
  });
});

/** What an entry of a kind can follow from. */
const CAUSES: Readonly<
  Record<(Outcome | Bar | OrderUpdate | UnexpectedUpdate)['kind'], readonly Entry['kind'][]>
> = {
  Bar: ['Tick', 'ClockTicked'],
  Plotted: ['Tick', 'Bar'],
  Decision: ['Tick', 'Bar', 'OrderUpdate', 'ClockTicked', 'FeedEvent', 'Command', 'Halted', 'StrategyFailed'],
  Halted: ['OrderUpdate', 'ClockTicked', 'Decision'],
  CloseFailed: ['OrderUpdate'],
  Approved: ['Decision'],
  Refused: ['Decision'],
  OrderSent: ['Approved'],
  ModifySent: ['Approved'],
  CancelSent: ['Approved'],
  OrderUpdate: ['OrderSent', 'ModifySent', 'CancelSent', 'Refused'],
  UnexpectedUpdate: ['OrderSent', 'ModifySent', 'CancelSent'],
  StrategyFailed: ['Tick', 'Bar', 'OrderUpdate', 'ClockTicked', 'FeedEvent', 'Command'],
  WrongToken: [],
};

/** `entry`, what it follows from, what that follows from, and so on to an event from outside. */
const causesOf = (entries: readonly Entry[], entry: Entry): readonly Entry[] => {
  const chain = [entry];
  for (let one: Entry | undefined = entry; one !== undefined && 'cause' in one;) {
    one = entries[one.cause - 1];
    if (one !== undefined) chain.push(one);
  }
  return chain;
};

/** All that follows from `entry`, at any remove. */
const effectsOf = (entries: readonly Entry[], entry: Entry | undefined): readonly Entry[] => {
  const following = new Set([entry?.seq]);
  return entries.filter((one) => {
    const follows = 'cause' in one && following.has(one.cause);
    if (follows) following.add(one.seq);
    return follows;
  });
};

const wholeSecondsOf = (rows: readonly Row[]): readonly number[] => {
  const [first, last] = [rows[0]?.at ?? 0, rows.at(-1)?.at ?? 0];
  const seconds: number[] = [];
  for (let second = (Math.floor(first / 1_000) + 1) * 1_000; second <= last; second += 1_000)
    seconds.push(second);
  return seconds;
};

/** The entries of `token` up to `end` without the numbers that shift when other entries lie between. */
const gistsOf = (entries: readonly Entry[], token: Token, end: number): readonly unknown[] =>
  entries
    .filter((entry) => 'token' in entry && entry.token === token && entry.at <= end)
    .map((entry): unknown => JSON.parse(JSON.stringify(entry, withoutNumbers)));

const withoutNumbers = (key: string, value: unknown): unknown =>
  key === 'seq' || key === 'cause' || key === 'against' || key === 'stack' ? undefined : value;
