import type { OptionType } from './instrument.js';

/** What a file says of the instrument that a row is of; all but a contract of an exchange have a symbol alone. */
export interface ContractName {
  /** A trading symbol, or the underlying where the rest tells the contract. */
  readonly symbol: string;
  /** `2025-12-30`; of a future also its month alone, `2025-12`. */
  readonly expiry: string | undefined;
  readonly strike: number | undefined;
  readonly optionType: OptionType | undefined;
}

/** For people: `NIFTY 2025-09-02 24500 CE`. */
export const contractText = ({ symbol, expiry, strike, optionType }: ContractName): string =>
  [symbol, expiry, strike, optionType].filter((part) => part !== undefined).join(' ');
