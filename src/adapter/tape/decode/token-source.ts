import { dateOf, isBlank, optionTypeOf } from '../../../codec/tape-cell.js';
import type { DayOrder } from '../../../codec/clock-text.js';
import type { RowCells } from '../../../codec/tape-row.js';
import { type ContractName, contractText } from '../../../domain/contract.js';
import { isToken, type Token } from '../../../domain/token.js';

/** A row's token could not be told: its token cell has another shape, or no source knows what it names. */
const BAD_TOKEN = -1;
export const UNKNOWN_SYMBOL = -2;

/** The cells of a row that tell its instrument; '' for one that is not there. */
export type NameCells = Pick<RowCells, 'token' | 'symbol' | 'expiry' | 'strike' | 'optionType'>;

/** Where the token of a file's rows comes from. */
export interface TokenOrigin {
  /** Given for the file. */
  readonly ofFile: Token | undefined;
  /** What all its rows are of, where they do not say so. */
  readonly contract: Partial<ContractName>;
  /** Of its dates. */
  readonly dates: DayOrder | undefined;
  readonly resolve: (named: ContractName) => Token | undefined;
  /** Of rows that name nothing. */
  readonly byDefault: Token | undefined;
}

/** Of files whose every row has its token. */
export const namedTokens = (): TokenSource =>
  new TokenSource({
    ofFile: undefined,
    contract: {},
    dates: undefined,
    resolve: () => undefined,
    byDefault: undefined,
  });

/**
 * The tokens of one file, by number in the order in which they were met. A row's token is that of its token
 * cell, else the one given for the file, else that of what it or its file names, else the default.
 */
export class TokenSource {
  readonly tokens: Token[] = [];
  private readonly numbers = new Map<Token, number>();
  private readonly byTokenCell = new Map<string, number>();
  private readonly bySymbolCell = new Map<string, number>();
  private readonly byNames = new Map<string, number>();
  private readonly expiries = new Map<string, string | undefined>();

  constructor(private readonly origin: TokenOrigin) {}

  /** Number of the row's token, {@link BAD_TOKEN} or {@link UNKNOWN_SYMBOL}. */
  numberOf({ token = '', symbol = '', expiry = '', strike = '', optionType = '' }: NameCells): number {
    return expiry === '' && strike === '' && optionType === ''
      ? this.numberOfSymbol(token, symbol)
      : this.numberOfContract(token, symbol, expiry, strike, optionType);
  }

  /** As {@link numberOf}, of a row of a file that has no more than these cells. */
  numberOfSymbol(token: string, symbol: string): number {
    if (token !== '') {
      const known = this.byTokenCell.get(token);
      if (known !== undefined) return known;
      if (!isBlank(token)) return this.numberOfNewToken(token);
    }
    return this.bySymbolCell.get(symbol) ?? this.newNumber(this.bySymbolCell, symbol, { symbol });
  }

  numberOfContract(
    token: string,
    symbol: string,
    expiry: string,
    strike: string,
    optionType: string,
  ): number {
    if (!isBlank(token)) return this.numberOfSymbol(token, symbol);
    const names = `${symbol}\n${expiry}\n${strike}\n${optionType}`;
    return (
      this.byNames.get(names) ?? this.newNumber(this.byNames, names, { symbol, expiry, strike, optionType })
    );
  }

  /** Whether the row or its file names anything. */
  isNamed(cells: NameCells): boolean {
    return !isBlank(this.textOf(cells));
  }

  /** What the row and its file name, for people. */
  textOf(cells: NameCells): string {
    return contractText(this.named(cells));
  }

  private numberOfNewToken(cell: string): number {
    const token = ownText(cell);
    const number = isToken(token) ? this.numbered(token) : BAD_TOKEN;
    this.byTokenCell.set(token, number);
    return number;
  }

  private newNumber(known: Map<string, number>, key: string, cells: NameCells): number {
    const { ofFile, resolve, byDefault } = this.origin;
    const named = this.named(cells);
    const token = ofFile ?? (isBlank(contractText(named)) ? byDefault : resolve(named));
    const number = token === undefined ? UNKNOWN_SYMBOL : this.numbered(token);
    known.set(ownText(key), number);
    return number;
  }

  private named({ symbol = '', expiry = '', strike = '', optionType = '' }: NameCells): ContractName {
    const { contract } = this.origin;
    const price = isBlank(strike) ? contract.strike : Number(strike);
    return {
      symbol: isBlank(symbol) ? (contract.symbol ?? '') : ownText(symbol.trim()),
      expiry: this.expiryOf(expiry) ?? contract.expiry,
      // Exchange files write the strike of a future as 0, or as a little less.
      strike: price !== undefined && price > 0 ? price : undefined,
      optionType: optionTypeOf(optionType) ?? contract.optionType,
    };
  }

  /** A chain has hundreds of strikes of one expiry, and to read a date costs more than to find it again. */
  private expiryOf(cell: string): string | undefined {
    if (this.expiries.has(cell)) return this.expiries.get(cell);
    const expiry = dateOf(cell, this.origin.dates);
    this.expiries.set(ownText(cell), expiry);
    return expiry;
  }

  private numbered(token: Token): number {
    const known = this.numbers.get(token);
    if (known !== undefined) return known;
    this.numbers.set(token, this.tokens.length);
    return this.tokens.push(token) - 1;
  }
}

/** A cell is a slice that keeps its whole block in memory; what is kept is a copy. */
const ownText = (cell: string): string => Buffer.from(cell).toString();
