/** One number for each token, in the order in which the tokens were met. */
export class TokenColumn {
  values = new Float64Array(0);

  constructor(private readonly initial: number) {}

  /** Makes room for `tokens` of them and returns the values, which the next call may replace. */
  fit(tokens: number): Float64Array {
    if (tokens > this.values.length) {
      const before = this.values;
      this.values = new Float64Array(Math.max(tokens, 2 * before.length, LEAST)).fill(this.initial);
      this.values.set(before);
    }
    return this.values;
  }

  of(token: number): number {
    return this.values[token] ?? this.initial;
  }
}

const LEAST = 16;
