import { UsageError } from '../../../../domain/failure.js';
import type { ContractName } from '../../../../domain/contract.js';
import type { Token } from '../../../../domain/token.js';

/** What tells the instruments of a file of frames. */
export interface FrameOrigin {
  /** Given for the file; it may then hold one instrument only. */
  readonly ofFile: Token | undefined;
  readonly resolve: (named: ContractName) => Token | undefined;
}

/** The tokens of one file, by number in the order in which they were met. */
export class FrameTokens {
  readonly tokens: Token[] = [];
  private readonly numbers = new Map<Token, number>();
  private readonly bySymbol = new Map<string, number>();

  constructor(
    private readonly name: string,
    private readonly origin: FrameOrigin,
  ) {}

  numberOf(token: Token): number {
    const known = this.numbers.get(token);
    if (known !== undefined) return known;
    this.numbers.set(token, this.tokens.length);
    return this.tokens.push(token) - 1;
  }

  /** Throws a UsageError for a symbol that nothing knows, and for a second one where one instrument was given. */
  numberOfSymbol(symbol: string): number {
    const known = this.bySymbol.get(symbol);
    if (known !== undefined) return known;
    const { ofFile, resolve } = this.origin;
    const [first] = this.bySymbol.keys();
    if (ofFile !== undefined && first !== undefined)
      throw new UsageError(
        `${this.name}: it holds ${first} and ${symbol}, so --instrument cannot name one for both; put them in an instrument master (--master)`,
      );
    const token = ofFile ?? resolve({ symbol, expiry: undefined, strike: undefined, optionType: undefined });
    if (token === undefined)
      throw new UsageError(
        `${this.name}: symbol "${symbol}": no such instrument; name the one it is of with --instrument`,
      );
    const number = this.numberOf(token);
    this.bySymbol.set(symbol, number);
    return number;
  }

  /** The one symbol met so far; undefined for none and for several. */
  get onlySymbol(): string | undefined {
    const [first, second] = this.bySymbol.keys();
    return second === undefined ? first : undefined;
  }
}
