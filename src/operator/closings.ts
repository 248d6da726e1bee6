import type { OrderUpdate } from '../domain/event.js';
import { market } from '../domain/intent.js';
import type { OrderId, Product } from '../domain/order.js';
import type { Line } from '../domain/strategy-ledger.js';
import type { Token } from '../domain/token.js';
import { Closing } from './closing.js';
import type { CloseDuty, NotClosed } from './duty.js';

/** What a line is not to hold. */
export interface Unwanted {
  readonly line: Line;
  readonly obeys: 'flatten' | 'squareOff';
  readonly product: Product;
  /** Negative when short. */
  readonly units: number;
  readonly why: string;
  /** It is not long since it became so. */
  readonly isPatient: boolean;
  /** Orders are open that should end first. */
  readonly mayWait: boolean;
}

/** The closings under way, one a line: short positions before long ones, so that the margin never grows on the way. */
export class Closings {
  private readonly byLine = new Map<Line, Closing>();

  get size(): number {
    return this.byLine.size;
  }

  /** The closing order of the line. */
  orderOf(line: Line): OrderId | undefined {
    return this.byLine.get(line)?.order;
  }

  /** All are commanded anew. */
  again(): void {
    for (const closing of this.byLine.values()) closing.again();
  }

  /** A tick of `token` has come; returns whether a closing waited for it. */
  tick(token: Token): boolean {
    let isAny = false;
    for (const [line, closing] of this.byLine) {
      if (line.token !== token || !closing.isWaiting) continue;
      closing.tick();
      isAny = true;
    }
    return isAny;
  }

  /** A second has passed. */
  second(): void {
    for (const closing of this.byLine.values()) closing.tick();
  }

  /** Takes note of what became of an order of `line`; returns the closing that is given up with it. */
  hear(line: Line, update: OrderUpdate): NotClosed | undefined {
    const closing = this.byLine.get(line);
    if (closing?.hear(update) !== true) return undefined;
    const { strategy, token, holding } = line;
    const { tries, reason } = closing;
    return { strategy, token, quantity: holding.position.quantity, tries, reason };
  }

  /** Ends the closings of lines that are none of `unwanted`; `isAll`: those with an order under way too. */
  keep(unwanted: readonly Unwanted[], isAll: boolean): void {
    for (const [line, { order }] of this.byLine)
      if ((isAll || order === undefined) && !unwanted.some((one) => one.line === line))
        this.byLine.delete(line);
  }

  /** What can be ordered now. */
  duties(unwanted: readonly Unwanted[]): readonly CloseDuty[] {
    const shorts = unwanted.filter(({ units }) => units < 0);
    const longs = unwanted.filter(({ units }) => units > 0);
    const waitsForShorts = shorts.some(({ line, isPatient }) => isPatient && !this.of(line).isGivenUp);
    return [...shorts, ...(waitsForShorts ? [] : longs)].flatMap((one): readonly CloseDuty[] => {
      const { line, obeys, product, units, why, mayWait } = one;
      if (!this.of(line).mayOrder || mayWait) return [];
      const { strategy, token } = line;
      const intent = market(units > 0 ? 'SELL' : 'BUY', Math.abs(units), why);
      return [{ kind: 'Close', strategy, token, product, intent, obeys }];
    });
  }

  /** The closing order of the line was made. */
  made(strategy: string, token: Token, order: OrderId): void {
    for (const [line, closing] of this.byLine)
      if (line.strategy === strategy && line.token === token) closing.made(order);
  }

  private of(line: Line): Closing {
    let closing = this.byLine.get(line);
    if (closing === undefined) {
      closing = new Closing();
      this.byLine.set(line, closing);
    }
    return closing;
  }
}
