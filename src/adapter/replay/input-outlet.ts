import { Observable, type Subscriber } from 'rxjs';
import type { BrokerAnswer } from '../../port/broker.js';
import type { Feed, LiveMessage } from '../../port/feed.js';
import type { Input } from '../../port/input.js';
import type { CommandGiven } from '../../port/world.js';

/**
 * Where the inputs of a session go onto the belt, live and in its replay: messages and notices as a feed,
 * commands and what a broker answered beside it. For one subscription of each; the belt subscribes the feed
 * last, and then `onOpen` is called.
 */
export class InputOutlet {
  private messages: Subscriber<LiveMessage> | undefined = undefined;
  private commands: Subscriber<CommandGiven> | undefined = undefined;
  private answers: Subscriber<BrokerAnswer> | undefined = undefined;

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

  readonly answer$ = new Observable<BrokerAnswer>((subscriber) => {
    this.answers = subscriber;
  });

  /** Whether nobody takes inputs any more. */
  get isClosed(): boolean {
    return this.messages === undefined || this.messages.closed;
  }

  give(input: Input): void {
    switch (input.kind) {
      case 'Command': {
        const { kind, command, strategy, token, by, reason } = input;
        this.commands?.next({ kind, command, strategy, token, by, reason });
        break;
      }
      case 'BrokerAnswer': {
        const { kind, cause, token, strategy, orderId, change, reason } = input;
        this.answers?.next({ kind, cause, token, strategy, orderId, change, reason });
        break;
      }
      default:
        this.messages?.next(input);
    }
  }

  /** Ends the belt. */
  complete(): void {
    this.messages?.complete();
  }

  error(error: unknown): void {
    this.messages?.error(error);
  }
}
