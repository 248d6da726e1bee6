import { Observable, type Subscriber } from 'rxjs';
import type { Feed, LiveMessage } from '../../port/feed.js';
import type { Input } from '../../port/input.js';
import type { CommandGiven } from '../../port/world.js';

/**
 * Where the inputs of a session go onto the belt, live and in its replay: messages and notices as a feed,
 * commands beside it. For one subscription of each; the belt subscribes the feed last, and then `onOpen` is
 * called.
 */
export class InputOutlet {
  private messages: Subscriber<LiveMessage> | undefined = undefined;
  private commands: Subscriber<CommandGiven> | undefined = undefined;

  constructor(private readonly onOpen: () => void) {}

  readonly feed: Feed = {
    message$: new Observable((subscriber) => {
      this.messages = subscriber;
      this.onOpen();
    }),
  };

  readonly command$ = new Observable<CommandGiven>((subscriber) => {
    this.commands = subscriber;
  });

  /** Whether nobody takes inputs any more. */
  get isClosed(): boolean {
    return this.messages === undefined || this.messages.closed;
  }

  give(input: Input): void {
    if (input.kind !== 'Command') {
      this.messages?.next(input);
      return;
    }
    const { kind, command, strategy, token, by, reason } = input;
    this.commands?.next({ kind, command, strategy, token, by, reason });
  }

  /** Ends the belt. */
  complete(): void {
    this.messages?.complete();
  }

  error(error: unknown): void {
    this.messages?.error(error);
  }
}
