import { expect } from 'chai';
import fc from 'fast-check';
import { bufferTime, debounceTime, delay, filter, merge, mergeMap, share, throttleTime } from 'rxjs';
import { noBroker } from '../../src/adapter/live/no-broker.js';
import type { Entry } from '../../src/domain/entry.js';
import { NO_CHARGE_ITEMS } from '../../src/domain/charge-items.js';
import { type Price, rupees } from '../../src/domain/money.js';
import type { OrderChange } from '../../src/domain/order-change.js';
import { epochMs } from '../../src/domain/time.js';
import { MessageFlag } from '../../src/domain/touchline.js';
import { flatCharges } from '../../src/exchange/charges.js';
import { idealBroker } from '../support/ideal-exchange.js';
import type { Graph, Pipeline } from '../../src/operator/pipeline.js';
import { RunDigest } from '../../src/report/run-digest.js';
import { maxOrdersPerSecond } from '../../src/risk/max-orders-per-second.js';
import { maxPosition } from '../../src/risk/max-position.js';
import type { BrokerAnswer, BrokerOf } from '../../src/port/broker.js';
import { momentum } from '../../strategies/momentum.js';
import { vwapReversion } from '../../strategies/vwap-reversion.js';
import { OPEN, TCS } from '../operator/messages.js';
import { bound } from '../operator/scripted.js';
import { pipelineOf } from '../operator/world.js';
import { ACC, INFY } from '../support/instrument.js';
import { happenings, live, type LiveCase, type OutThere } from './live-case.js';
import { restless } from './oracle/restless.js';

const TOKENS = [ACC, INFY, TCS];

const withGraph = (graph?: Graph): Pipeline =>
  pipelineOf({
    tokens: TOKENS,
    bindings: [
      bound(momentum, { fast: 2, slow: 4, quantity: 10, allowShort: true }, TOKENS),
      bound(restless, undefined, TOKENS),
      bound(vwapReversion, { band: 1, quantity: 10, warmUp: 3, allowShort: true }, [ACC]),
    ],
    risk: [maxPosition(60), maxOrdersPerSecond(20)],
    ...(graph === undefined ? {} : { graph }),
  });

/** A graph that changes when strategies hear of ticks, and nothing else. */
const onTicks =
  (change: (...of: Parameters<Graph>) => Parameters<Graph>[0]): Graph =>
  (event$, stages) => {
    const shared$ = event$.pipe(share());
    return merge(
      change(shared$.pipe(filter(({ kind }) => kind === 'Tick')), stages),
      shared$.pipe(filter(({ kind }) => kind !== 'Tick')),
    ).pipe(stages.strategies);
  };

const PIPELINES: Readonly<Record<string, Pipeline>> = {
  'with nothing between': withGraph(),
  'with debounceTime': withGraph(onTicks((tick$, { clock }) => tick$.pipe(debounceTime(120, clock)))),
  'with bufferTime': withGraph(
    onTicks((tick$, { clock }) =>
      tick$.pipe(
        bufferTime(700, clock),
        mergeMap((ticks) => ticks),
      ),
    ),
  ),
  'with throttleTime': withGraph(onTicks((tick$, { clock }) => tick$.pipe(throttleTime(250, clock)))),
  'with delayed decisions': withGraph((event$, { strategies, clock }) =>
    event$.pipe(strategies, delay(333, clock)),
  ),
};

const simulated = (latencyMs: number): BrokerOf => idealBroker(flatCharges(rupees(20)), latencyMs);

/** Says of an order that it is open when it feels like it, then that it was executed, at times twice, or rejects it. */
const OUT_THERE: OutThere = {
  send: ({ kind, order, seq, token, strategy }, { say, real }) => {
    const about = { kind: 'BrokerAnswer', cause: seq, token, strategy, orderId: order.id } as const;
    const later = (ms: number, change: OrderChange): void => {
      const answer: BrokerAnswer = { ...about, change, reason: undefined };
      real.later(() => say(answer), ms);
    };
    if (kind !== 'OrderSent') {
      later(5, { kind: kind === 'CancelSent' ? 'Cancelled' : 'ModifyRejected' });
      return;
    }
    if (seq % 5 === 0) later(3, { kind: 'Rejected' });
    else later(seq % 7, { kind: 'Opened' });
    const { quantity, limit = 100 as Price } = order;
    const execution = { id: `${seq}`, quantity, price: limit, charges: NO_CHARGE_ITEMS, against: undefined };
    for (const ms of seq % 3 === 0 ? [40, 41] : [400])
      later(ms, { kind: 'Filled', execution: { ...execution, at: epochMs(OPEN) } });
  },
};

const BROKERS: Readonly<Record<string, BrokerOf | OutThere>> = {
  'that is out there': OUT_THERE,
  'that answers at once': simulated(0),
  'that answers later': simulated(20),
  'that answers much later': simulated(1_500),
  'that routes nothing': noBroker,
};

const cases = (maxLength: number): fc.Arbitrary<LiveCase> =>
  fc.record({
    happenings: happenings(TOKENS, maxLength),
    lineBound: fc.constantFrom(1, 3, 8, 10_000),
    entryMs: fc.constantFrom(0, 0.4, 3),
    onStop: fc.constantFrom('keep' as const, 'cancel' as const, 'flatten' as const),
  });

const digestOf = (entries: readonly Entry[]): string => {
  const digest = new RunDigest();
  for (const entry of entries) digest.take(entry);
  return digest.hex();
};

describe('the replay of a live session', () => {
  for (const [graph, pipeline] of Object.entries(PIPELINES)) {
    for (const [answers, broker] of Object.entries(BROKERS)) {
      it(`has its entries, one by one, ${graph} and a broker ${answers}`, async () => {
        await fc.assert(
          fc.asyncProperty(cases(80), async (one) => {
            const { entries, replayed, result } = await live(pipeline, broker, one);

            expect(replayed).to.deep.equal(entries);
            expect(digestOf(replayed)).to.equal(result.digest);
          }),
          { numRuns: 30 },
        );
      });
    }
  }

  it('is of sessions in which all kinds of things happened', async () => {
    const kinds = new Set<string>();
    let folded = 0;
    for (const broker of [simulated(20), noBroker]) {
      for (const one of fc.sample(cases(400), { numRuns: 15, seed: 11 })) {
        const { entries } = await live(withGraph(), broker, one);
        for (const entry of entries) {
          for (const kind of kindsOf(entry)) kinds.add(kind);
          if (entry.kind === 'Tick' && (entry.flags & MessageFlag.Conflated) !== 0) folded += 1;
        }
      }
    }

    expect([...kinds]).to.include.members([
      'Tick',
      'ClockTicked',
      'Command',
      'Connection',
      'SessionExpired',
      'ClockJumped',
      'Conflated',
      'Malformed',
      'NoSnapshot',
      'Filled',
      'Cancelled',
      'Rejected',
      'cancel',
      'flatten',
      'halted',
      'sessionExpired',
    ]);
    expect(folded).to.be.above(100);
  });

  it('never goes back in time, and has every input at its recorded time', async () => {
    await fc.assert(
      fc.asyncProperty(cases(80), async (one) => {
        const { entries, inputs } = await live(withGraph(), simulated(20), one);

        const times = entries.map(({ at }) => at);
        expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
        const heard = entries.filter(({ kind }) => HEARD.has(kind));
        expect(heard.map(({ at }) => at)).to.deep.equal(inputs.map(({ receivedAt }) => receivedAt));
      }),
      { numRuns: 100 },
    );
  });
});

/** What an input becomes on the belt. */
const HEARD: ReadonlySet<string> = new Set<Entry['kind']>(['Tick', 'FeedEvent', 'Command']);

const kindsOf = (entry: Entry): readonly string[] => {
  switch (entry.kind) {
    case 'FeedEvent':
      return [entry.event];
    case 'OrderUpdate':
      return [entry.order.state];
    case 'Decision':
      return entry.obeys === undefined ? ['Decision'] : [entry.obeys];
    case 'Refused':
      return [entry.refusal.rule];
    default:
      return [entry.kind];
  }
};
