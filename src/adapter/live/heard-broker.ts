import type { Observable } from 'rxjs';
import type { Broker, BrokerAnswer } from '../../port/broker.js';

/**
 * The broker of a replay of a session whose orders went out: it sends nothing, and answers what was heard then.
 */
export const heardBroker = (heard$: Observable<BrokerAnswer>): Broker => ({
  answer$: heard$,
  send: () => undefined,
  show: () => undefined,
});
