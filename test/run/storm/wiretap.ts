import { type SchedulerLike, tap } from 'rxjs';
import { type OpenSocket, openSocket } from '../../../src/adapter/noren/socket.js';
import type { Feed } from '../../../src/port/feed.js';
import type { Heard } from './wire-oracle.js';

/** Notes what a feed hears on its sockets, when it begins and leaves a connection, and how long it waits between. */
export class Wiretap {
  readonly heard: Heard[] = [];
  readonly waits: number[] = [];
  /** From then on waits are noted. */
  isCalm = false;
  private connections = 0;
  /** The timer that is set next is that of the wait. */
  private isWaiting = false;

  constructor(private readonly inner: SchedulerLike) {}

  readonly open: OpenSocket = (url, listener) => {
    this.connections += 1;
    const connection = this.connections;
    this.heard.push({ kind: 'opened', connection });
    return openSocket(url, {
      ...listener,
      opened: () => listener.opened(),
      heard: (frame) => {
        this.heard.push({ kind: 'frame', connection, text: Buffer.from(frame).toString() });
        listener.heard(frame);
      },
      ponged: () => listener.ponged(),
      closed: (cause) => listener.closed(cause),
    });
  };

  readonly scheduler: SchedulerLike = {
    now: () => this.inner.now(),
    schedule: (work, delay = 0, state) => {
      if (this.isWaiting && this.isCalm) this.waits.push(delay);
      this.isWaiting = false;
      return this.inner.schedule(work, delay, state as NonNullable<typeof state>);
    },
  };

  listening(feed: Feed): Feed {
    return {
      message$: feed.message$.pipe(
        tap((message) => {
          if (message.kind !== 'Notice') return;
          const { connection } = message;
          if (connection === 'Connecting') this.heard.push({ kind: 'begun' });
          const isLeft = connection === 'Waiting' || connection === 'Evicted' || connection === 'Closed';
          if (isLeft) this.heard.push({ kind: 'left' });
          if (connection !== undefined) this.isWaiting = connection === 'Waiting' || connection === 'Evicted';
        }),
      ),
    };
  }
}
