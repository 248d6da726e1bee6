import type { Unsubscribable } from 'rxjs';
import { UsageError } from '../domain/failure.js';
import type { Token } from '../domain/token.js';

/**
 * The bars of tokens that one `cutBars` of a running graph cuts, among `all` that the graph cuts: none is cut by two at
 * a time, which would tell each bar twice. Given up when the operator is left.
 */
export class BarClaims implements Unsubscribable {
  private readonly own: string[] = [];

  constructor(private readonly all: Set<string>) {}

  /** Throws a UsageError where another cuts the bars of one of `specs` of `token`. */
  claim(token: Token, specs: readonly string[]): void {
    for (const spec of specs) {
      const bars = `${spec} of ${token}`;
      if (this.all.has(bars))
        throw new UsageError(`cutBars: the graph cuts ${bars} twice; cut it once, before the graph branches`);
      this.all.add(bars);
      this.own.push(bars);
    }
  }

  unsubscribe(): void {
    for (const bars of this.own) this.all.delete(bars);
  }
}
