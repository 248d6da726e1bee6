import type { InstrumentBook } from '../../../domain/instrument-book.js';
import type { Token } from '../../../domain/token.js';
import type { TouchlineMessage } from '../../../domain/touchline.js';
import { Scrip } from './scrip.js';

/** The scrips of the simulated exchange: those of the masters, and those that the tape tells of. */
export class Market {
  private readonly scrips = new Map<Token, Scrip>();

  constructor(readonly book: InstrumentBook) {}

  /** Takes a message, told `shiftMs` later than it was; returns the scrip that it is of. */
  take(message: TouchlineMessage, shiftMs: number): Scrip {
    const scrip = this.scrip(message.token);
    scrip.take(message, shiftMs);
    return scrip;
  }

  /** Of any token, whether it is known or not: it may come to be. */
  scrip(token: Token): Scrip {
    return this.scrips.get(token) ?? this.add(token);
  }

  /** The first scrip with a price that is `wanted`. */
  quoted(wanted: (token: Token) => boolean): Scrip | undefined {
    for (const scrip of this.scrips.values()) if (scrip.isQuoted && wanted(scrip.token)) return scrip;
    return undefined;
  }

  private add(token: Token): Scrip {
    const scrip = new Scrip(token, this.book.byToken(token)[0]);
    this.scrips.set(token, scrip);
    return scrip;
  }
}
