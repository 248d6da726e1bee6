import { finalize, merge, mergeMap, Observable } from 'rxjs';
import type { Feed, Notice } from '../../../port/feed.js';
import type { InputSource } from '../../../port/input.js';
import type { NorenBroker } from './noren-broker.js';

/**
 * The messages of `feed`, and behind each report what `broker` makes of it for an order of ours. The broker is
 * told of every connection that is made, and ends with the feed.
 */
export const routedFeed = (feed: Feed, broker: NorenBroker): InputSource => ({
  message$: merge(
    broker.input$,
    feed.message$.pipe(
      mergeMap((message) => (message.kind === 'Notice' ? told(message, broker) : [message])),
      finalize(() => broker.end()),
    ),
  ),
  leave: () => broker.leave(),
});

/** The notice first, and then what follows from it. */
const told = (notice: Notice, broker: NorenBroker): Observable<Notice> =>
  new Observable((subscriber) => {
    subscriber.next(notice);
    if (notice.order !== undefined) broker.hear(notice.order);
    if (notice.connection === 'Subscribing') broker.connected();
    subscriber.complete();
  });
