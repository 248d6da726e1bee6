import type { EpochMs } from '../../domain/time.js';
import type { Token } from '../../domain/token.js';
import { copyMessage, foldMessages, type TouchlineMessage } from '../../domain/touchline.js';

/**
 * What came while nothing could be written. Of the ticks it keeps one a token, into which all that came are
 * folded: with these the tape goes on from the state that the market was in.
 */
export class Loss {
  touchlines = 0;
  others = 0;
  entries = 0;
  from: EpochMs | undefined;
  to: EpochMs | undefined;
  private readonly folded = new Map<Token, TouchlineMessage>();

  tick(message: TouchlineMessage): void {
    this.touchlines += 1;
    this.note(message.receivedAt);
    const before = this.folded.get(message.token);
    // Behind the others: the map's order is that of the last message of each.
    this.folded.delete(message.token);
    this.folded.set(
      message.token,
      before === undefined || message.kind === 'tk' ? copyMessage(message) : foldMessages(before, message),
    );
  }

  other(at: EpochMs): void {
    this.others += 1;
    this.note(at);
  }

  /** One a token, in the order of their times. */
  get messages(): Iterable<TouchlineMessage> {
    return this.folded.values();
  }

  private note(at: EpochMs): void {
    this.from ??= at;
    this.to = at;
  }
}
