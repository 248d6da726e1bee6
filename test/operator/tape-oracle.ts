import type { Entry } from '../../src/domain/entry.js';
import type { Token } from '../../src/domain/token.js';

/** An order as the tape tells of it, with every quantity and price that may be in force at the exchange. */
export interface TapeOrder {
  readonly id: string;
  readonly strategy: string;
  readonly token: Token;
  readonly side: 'BUY' | 'SELL';
  filled: number;
  /** What is known to be in force, and what was asked for besides; of a stop at market its trigger. */
  terms: { quantity: number; limit: number | undefined }[];
}

/** Positions and open orders, read off the tape with nothing of the project's own accounting. */
export class TapeOracle {
  readonly orders = new Map<string, TapeOrder>();
  private readonly held = new Map<string, number>();

  take(entry: Entry): void {
    if (entry.kind === 'Approved') {
      const { action, order } = entry;
      const { id, strategy, token, side, quantity, trigger } = order;
      const limit = order.limit ?? trigger;
      if (action === 'Submit')
        this.orders.set(id, { id, strategy, token, side, filled: 0, terms: [{ quantity, limit }] });
      if (action === 'Modify') this.orders.get(id)?.terms.push({ quantity, limit });
    }
    if (entry.kind !== 'OrderUpdate') return;
    const { order, fill, change } = entry;
    const known = this.orders.get(order.id);
    if (known === undefined) return;
    if (fill !== undefined) {
      known.filled += fill.quantity;
      const key = `${order.strategy} ${order.token}`;
      const signed = order.side === 'BUY' ? fill.quantity : -fill.quantity;
      this.held.set(key, (this.held.get(key) ?? 0) + signed);
    }
    if (change === 'Modified' || change === 'ModifyRejected')
      known.terms = [{ quantity: order.quantity, limit: order.limit ?? order.trigger }];
    if (['Filled', 'Cancelled', 'Rejected', 'Expired', 'Refused'].includes(order.state))
      this.orders.delete(order.id);
  }

  positionOf(strategies: readonly string[], token: Token): number {
    return strategies.reduce((sum, strategy) => sum + (this.held.get(`${strategy} ${token}`) ?? 0), 0);
  }

  openOf(strategies: readonly string[], tokens: readonly Token[]): readonly TapeOrder[] {
    return [...this.orders.values()].filter(
      ({ strategy, token }) => strategies.includes(strategy) && tokens.includes(token),
    );
  }

  /** Every position of the tokens that executions of the open orders can lead to, each order by any of its terms or not. */
  outcomes(strategies: readonly string[], tokens: readonly Token[]): readonly (readonly number[])[] {
    let ways: (readonly number[])[] = [tokens.map((token) => this.positionOf(strategies, token))];
    for (const { token, side, filled, terms } of this.openOf(strategies, tokens)) {
      const place = tokens.indexOf(token);
      const units = [...new Set([0, ...terms.map(({ quantity }) => Math.max(quantity - filled, 0))])];
      ways = ways.flatMap((way) =>
        units.map((traded) =>
          way.map((held, i) => (i === place ? held + (side === 'BUY' ? traded : -traded) : held)),
        ),
      );
      // the same positions by another way are the same
      ways = [...new Map(ways.map((way) => [way.join(), way])).values()];
    }
    return ways;
  }
}
