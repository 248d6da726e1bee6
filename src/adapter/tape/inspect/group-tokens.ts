import type { Token } from '../../../domain/token.js';
import type { Rows } from './rows.js';
import { TokenColumn } from './token-column.js';

/** The tokens of all files that are inspected together, by number in the order in which they were met. */
export class GroupTokens {
  readonly names: string[] = [];
  readonly rows = new TokenColumn(0);
  readonly from = new TokenColumn(Infinity);
  readonly to = new TokenColumn(-Infinity);
  private readonly numbers = new Map<string, number>();

  /** Number of the token that is shown as `name`. */
  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  take({ columns: { at, count }, token, tokens, isGood }: Rows): void {
    const rows = this.rows.fit(tokens);
    const from = this.from.fit(tokens);
    const to = this.to.fit(tokens);
    for (let i = 0; i < count; i += 1) {
      if (isGood[i] === 0) continue;
      const own = token[i] ?? 0;
      const now = at[i] ?? NaN;
      rows[own] = (rows[own] ?? 0) + 1;
      if (now < (from[own] ?? NaN)) from[own] = now;
      if (now > (to[own] ?? NaN)) to[own] = now;
    }
  }
}

/** The numbers of one file's tokens among those of its group. */
export class FileTokens {
  private numbers = new Int32Array(0);
  private known = 0;

  constructor(
    private readonly group: GroupTokens,
    private readonly nameOf: (token: Token) => string,
  ) {}

  /** Of all `tokens` of the file so far. */
  fit(tokens: readonly Token[]): Int32Array {
    if (tokens.length > this.numbers.length) {
      const before = this.numbers;
      this.numbers = new Int32Array(Math.max(tokens.length, 2 * before.length));
      this.numbers.set(before);
    }
    for (; this.known < tokens.length; this.known += 1) {
      const token = tokens[this.known];
      if (token !== undefined) this.numbers[this.known] = this.group.numberOf(this.nameOf(token));
    }
    return this.numbers;
  }
}
