import { isBlank } from '../../../codec/tape-cell.js';
import type { ContractName } from '../../../domain/contract.js';
import { isToken, type Token } from '../../../domain/token.js';

/** A row's token could not be told: its token cell has another shape, or no source knows its symbol. */
export const BAD_TOKEN = -1;
export const UNKNOWN_SYMBOL = -2;

/** Of files whose every row names its token. */
export const namedTokens = (): TokenSource => new TokenSource(undefined, () => undefined, undefined);

/**
 * The tokens of one file, by number in the order in which they were met. A row's token is that of its token
 * cell, else the one given for the file, else that of its symbol, else the default.
 */
export class TokenSource {
  readonly tokens: Token[] = [];
  private readonly numbers = new Map<Token, number>();
  private readonly byTokenCell = new Map<string, number>();
  private readonly bySymbolCell = new Map<string, number>();

  constructor(
    private readonly ofFile: Token | undefined,
    private readonly resolveSymbol: (named: ContractName) => Token | undefined,
    private readonly byDefault: Token | undefined,
  ) {}

  /** Number of the row's token, {@link BAD_TOKEN} or {@link UNKNOWN_SYMBOL}. Both cells '' when not there. */
  numberOf(tokenCell: string, symbolCell: string): number {
    if (tokenCell !== '') {
      const known = this.byTokenCell.get(tokenCell);
      if (known !== undefined) return known;
      if (!isBlank(tokenCell)) return this.numberOfNewToken(tokenCell);
    }
    return this.bySymbolCell.get(symbolCell) ?? this.numberOfNewSymbol(symbolCell);
  }

  private numberOfNewToken(cell: string): number {
    const token = ownText(cell);
    const number = isToken(token) ? this.numbered(token) : BAD_TOKEN;
    this.byTokenCell.set(token, number);
    return number;
  }

  private numberOfNewSymbol(cell: string): number {
    const symbol = ownText(cell);
    const token =
      this.ofFile ?? (isBlank(symbol) ? this.byDefault : this.resolveSymbol(symbolAlone(symbol.trim())));
    const number = token === undefined ? UNKNOWN_SYMBOL : this.numbered(token);
    this.bySymbolCell.set(symbol, number);
    return number;
  }

  private numbered(token: Token): number {
    const known = this.numbers.get(token);
    if (known !== undefined) return known;
    this.numbers.set(token, this.tokens.length);
    return this.tokens.push(token) - 1;
  }
}

const symbolAlone = (symbol: string): ContractName => ({
  symbol,
  expiry: undefined,
  strike: undefined,
  optionType: undefined,
});

/** A cell is a slice that keeps its whole block in memory; what is kept is a copy. */
const ownText = (cell: string): string => Buffer.from(cell).toString();
