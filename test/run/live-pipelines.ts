import { bufferTime, debounceTime, delay, filter, merge, mergeMap, share, throttleTime } from 'rxjs';
import { noBroker } from '../../src/adapter/live/no-broker.js';
import { NO_CHARGE_ITEMS } from '../../src/domain/charge-items.js';
import { ticks } from '../../src/domain/bars/bar-spec.js';
import { NO_INTENTS, toTarget } from '../../src/domain/intent.js';
import { type Price, rupees } from '../../src/domain/money.js';
import type { OrderChange } from '../../src/domain/order-change.js';
import { expectedQuantity, type Strategy } from '../../src/domain/strategy.js';
import { epochMs } from '../../src/domain/time.js';
import { flatCharges } from '../../src/exchange/charges.js';
import type { Binding } from '../../src/operator/binding.js';
import type { Graph, Pipeline } from '../../src/operator/pipeline.js';
import type { BrokerAnswer, BrokerOf } from '../../src/port/broker.js';
import { maxOrdersPerSecond } from '../../src/risk/max-orders-per-second.js';
import { maxPosition } from '../../src/risk/max-position.js';
import { momentum } from '../../strategies/momentum.js';
import { vwapReversion } from '../../strategies/vwap-reversion.js';
import { OPEN, TCS } from '../operator/messages.js';
import { bound, scripted } from '../operator/scripted.js';
import { pipelineOf } from '../operator/world.js';
import { idealBroker } from '../support/ideal-exchange.js';
import { ACC, INFY } from '../support/instrument.js';
import type { OutThere } from './live-case.js';
import { restless } from './oracle/restless.js';

export const TOKENS = [ACC, INFY, TCS];

/** Goes long when two seconds closed higher than they opened, flat when lower, and draws what it counted. */
const barTrader: Strategy<unknown, number> = {
  ...scripted('barTrader', 0, (heard: number, event, context) => {
    if (event.kind !== 'Bar') return [heard, NO_INTENTS];
    const target = event.close > event.open ? 10 : event.close < event.open ? 0 : undefined;
    const wanted =
      event.spec !== '2s' || target === undefined ? NO_INTENTS : toTarget(expectedQuantity(context), target);
    return [heard + 1, wanted];
  }),
  plots: (heard) => ({ heard, odd: heard % 2 === 0 ? undefined : 1 }),
};

export const withGraph = (graph?: Graph, bindings: readonly Binding[] = []): Pipeline =>
  pipelineOf({
    tokens: TOKENS,
    bindings: [
      bound(momentum, { fast: 2, slow: 4, quantity: 10, allowShort: true }, TOKENS),
      bound(restless, undefined, TOKENS),
      bound(vwapReversion, { band: 1, quantity: 10, warmUp: 3, allowShort: true }, [ACC]),
      ...bindings,
    ],
    risk: [maxPosition(60), maxOrdersPerSecond(20)],
    ...(graph === undefined ? {} : { graph }),
  });

/**
 * As `pipeline`, with strategies that miss events: of two one, of three one … and come to other decisions, and which
 * draw by other bars.
 */
export const hardOfHearing = (pipeline: Pipeline, missed: number): Pipeline =>
  missed === 0
    ? pipeline
    : {
        ...pipeline,
        bindings: pipeline.bindings.map((binding) => ({
          ...binding,
          strategy: {
            ...binding.strategy,
            ...(missed % 2 === 1 ? { bars: () => ['2s'] } : {}),
            step: (state, event, context, config) =>
              event.seq % (missed + 1) === 0
                ? [state, NO_INTENTS]
                : binding.strategy.step(state, event, context, config),
          },
        })),
      };

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

export const PIPELINES: Readonly<Record<string, Pipeline>> = {
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
  'with bars': withGraph(
    (event$, { cutBars, strategies }) =>
      event$.pipe(cutBars('2s', '5s', ticks(3), { gaps: 'carried', graceMs: 1_000 }), strategies),
    [bound(barTrader, undefined, TOKENS)],
  ),
  'with delayed decisions': withGraph((event$, { strategies, clock }) =>
    event$.pipe(strategies, delay(333, clock)),
  ),
};

export const simulated = (latencyMs: number): BrokerOf => idealBroker(flatCharges(rupees(20)), latencyMs);

/** Says of an order that it is open when it feels like it, then that it was executed, at times twice, or rejects it. */
export const OUT_THERE: OutThere = {
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

export const BROKERS: Readonly<Record<string, BrokerOf | OutThere>> = {
  'that is out there': OUT_THERE,
  'that answers at once': simulated(0),
  'that answers later': simulated(20),
  'that answers much later': simulated(1_500),
  'that routes nothing': noBroker,
};
