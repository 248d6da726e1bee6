import type { Order } from '../../src/domain/order.js';
import type { Tick } from '../../src/domain/tick.js';
import type { EpochMs } from '../../src/domain/time.js';
import type { Answer, SimulatedExchange } from '../../src/exchange/exchange.js';

/** What an exchange is given, as a value. */
export type ExchangeInput =
  | {
      readonly kind: 'Placed' | 'ModifyAsked' | 'CancelAsked';
      readonly order: Order;
      readonly cause: number;
      readonly at: EpochMs;
    }
  | Tick;

export const take = (exchange: SimulatedExchange, input: ExchangeInput): readonly Answer[] => {
  switch (input.kind) {
    case 'Placed':
      return exchange.place(input.order, input.cause, input.at);
    case 'ModifyAsked':
      return exchange.modify(input.order, input.cause, input.at);
    case 'CancelAsked':
      return exchange.cancel(input.order, input.cause);
    case 'Tick':
      return exchange.show(input);
  }
};
