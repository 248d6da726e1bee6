import { Observable } from 'rxjs';
import type { Feed, LiveMessage } from '../../port/feed.js';
import type { OrderBookReader } from '../../port/order-book-reader.js';
import { CONNECTION_LIMITS, type ConnectionLimits } from './connection-limits.js';
import { hideSecrets } from './deployment.js';
import { NorenSession, type NorenSessionOptions } from './noren-session.js';
import type { NorenStats } from './noren-stats.js';
import { type OpenSocket, openSocket } from './socket.js';

export interface NorenFeedOptions extends Omit<NorenSessionOptions, 'place' | 'limits' | 'orders' | 'open'> {
  readonly limits?: Partial<ConnectionLimits>;
  /** To find out about orders after a reconnect; without it what happened meanwhile stays unknown. */
  readonly orders?: OrderBookReader;
  readonly open?: OpenSocket;
}

/**
 * Ticks and order updates of a Noren server over one socket, which is kept up: it logs in again, subscribes all
 * again and tells of every change. It closes when nobody listens any more. Ends with a Failure when the first
 * log-in is refused, when the server never could be reached, and when there is no session token; with nothing else.
 */
export const norenFeed = (options: NorenFeedOptions): Feed & { readonly stats: NorenStats } => {
  const limits = { ...CONNECTION_LIMITS, ...options.limits };
  let session: NorenSession | undefined;
  const begin = (listener: ConstructorParameters<typeof NorenSession>[1]): NorenSession =>
    new NorenSession(
      {
        ...options,
        place: hideSecrets(options.url),
        limits,
        orders: options.orders,
        open: options.open ?? openSocket,
      },
      listener,
    );
  return {
    message$: new Observable<LiveMessage>((subscriber) => {
      const started = begin({
        message: (message) => subscriber.next(message),
        failed: (failure) => subscriber.error(failure),
      });
      session = started;
      started.start();
      return () => started.stop();
    }),
    get stats(): NorenStats {
      return session?.stats ?? NOT_STARTED;
    },
  };
};

const NOT_STARTED: NorenStats = {
  state: 'Closed',
  frames: 0,
  messages: 0,
  malformed: 0,
  foreign: 0,
  reconnects: 0,
  orders: 0,
  repeatedOrders: 0,
  served: 0,
};
