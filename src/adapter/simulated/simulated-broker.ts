import { type SchedulerLike, Subject } from 'rxjs';
import type { Instrument } from '../../domain/instrument.js';
import type { OrderId } from '../../domain/order.js';
import { epochMs } from '../../domain/time.js';
import type { Token } from '../../domain/token.js';
import { type Answer, type ExchangeRules, SimulatedExchange } from '../../exchange/exchange.js';
import { latencyOf } from '../../exchange/latency/latency.js';
import { type Draw, orderStream } from '../../exchange/order-stream.js';
import type { Broker, BrokerAnswer, Sent } from '../../port/broker.js';

/** What is on its way to and from the exchange, for one order: neither way is overtaken. */
interface Way {
  readonly draw: Draw;
  /** When the last thing sent arrives, and when the last thing answered is heard. */
  arrivesAt: number;
  heardAt: number;
}

/**
 * A broker whose exchange is simulated, for backtests and paper. What is sent arrives by the model's entry latency
 * on `clock`, what is answered is heard by its response latency; of one order, nothing overtakes what went before.
 * The ticks that the exchange is shown are those of the belt, so an order can trade first against the tick after
 * its arrival. Answers are delivered by the clock, never inside `send` or `show`.
 */
export const simulatedBroker = (
  clock: SchedulerLike,
  rules: ExchangeRules,
  instruments: ReadonlyMap<Token, Instrument>,
): Broker => {
  const answer$ = new Subject<BrokerAnswer>();
  const exchange = new SimulatedExchange(rules, (token) => instruments.get(token));
  const { entryLatency, responseLatency, seed } = rules.model;
  const ways = new Map<OrderId, Way>();

  const wayOf = (id: OrderId): Way => {
    let way = ways.get(id);
    if (way === undefined) {
      way = { draw: orderStream(seed, `${id}/latency`), arrivesAt: -Infinity, heardAt: -Infinity };
      ways.set(id, way);
    }
    return way;
  };

  const answer = (answers: readonly Answer[]): void => {
    if (answers.length === 0) return;
    const now = clock.now();
    for (const one of answers) {
      const way = wayOf(one.order.id);
      way.heardAt = Math.max(way.heardAt, now + latencyOf(responseLatency, way.draw));
      clock.schedule(() => answer$.next(brokerAnswer(one)), way.heardAt - now);
      if (isLast(one)) ways.delete(one.order.id);
    }
  };

  /** Nothing is said of an order that has ended. */
  const answerOf = (id: OrderId, answers: readonly Answer[]): void => {
    if (answers.length === 0) ways.delete(id);
    else answer(answers);
  };

  const arrive = ({ kind, order, seq: cause }: Sent): void => {
    const at = epochMs(clock.now());
    switch (kind) {
      case 'OrderSent':
        answer(exchange.place(order, cause, at));
        break;
      case 'ModifySent':
        answerOf(order.id, exchange.modify(order, cause, at));
        break;
      case 'CancelSent':
        answerOf(order.id, exchange.cancel(order, cause));
        break;
    }
  };

  return {
    answer$,
    send: (sent) => {
      const now = clock.now();
      const way = wayOf(sent.order.id);
      way.arrivesAt = Math.max(way.arrivesAt, now + latencyOf(entryLatency, way.draw));
      clock.schedule(() => arrive(sent), way.arrivesAt - now);
    },
    show: (tick) => answer(exchange.show(tick)),
  };
};

const brokerAnswer = ({ order, cause, change, reason }: Answer): BrokerAnswer => ({
  kind: 'BrokerAnswer',
  cause,
  token: order.token,
  strategy: order.strategy,
  orderId: order.id,
  change,
  reason,
});

/** Whether nothing more is said of the order. */
const isLast = ({ order, change }: Answer): boolean =>
  change.kind === 'Filled'
    ? order.filled + change.execution.quantity === order.quantity
    : change.kind === 'Cancelled' || change.kind === 'Expired' || change.kind === 'Rejected';
