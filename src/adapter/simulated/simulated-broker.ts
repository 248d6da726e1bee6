import { type SchedulerLike, Subject } from 'rxjs';
import { epochMs } from '../../domain/time.js';
import type { Charges } from '../../exchange/charges.js';
import {
  type Answer,
  type Exchange,
  type ExchangeInput,
  exchangeStep,
  NO_ORDERS,
} from '../../exchange/exchange.js';
import type { Broker, BrokerAnswer } from '../../port/broker.js';

/**
 * A broker whose exchange is simulated, for backtests and paper. What is sent arrives at the exchange
 * `latencyMs` later on `clock`; the ticks it is shown are those of the belt, so an order can trade first
 * against the tick after its arrival. Answers are delivered by the clock, never inside `send` or `show`.
 */
export const simulatedBroker = (clock: SchedulerLike, charges: Charges, latencyMs: number): Broker => {
  const answer$ = new Subject<BrokerAnswer>();
  const step = exchangeStep(charges);
  let exchange: Exchange = NO_ORDERS;

  const take = (input: ExchangeInput): readonly Answer[] => {
    const [next, answers] = step(exchange, input);
    exchange = next;
    return answers;
  };
  const deliver = (answers: readonly Answer[]): void =>
    answers.forEach((answer) => answer$.next(brokerAnswer(answer)));

  return {
    answer$,
    send: ({ kind, order, seq: cause }) => {
      clock.schedule(() => {
        const at = epochMs(clock.now());
        deliver(
          take(
            kind === 'OrderSent'
              ? { kind: 'Placed', order, cause, at }
              : { kind: kind === 'ModifySent' ? 'ModifyAsked' : 'CancelAsked', order, cause, at },
          ),
        );
      }, latencyMs);
    },
    show: (tick) => {
      if (!exchange.resting.has(tick.token)) return;
      const answers = take(tick);
      if (answers.length > 0) clock.schedule(() => deliver(answers));
    },
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
