import type { ContractName } from '../../../domain/contract.js';
import type { Token } from '../../../domain/token.js';
import type { ReadingFlags } from './reading-flags.js';

/** What is known of a file beside what is in it. */
export interface Known {
  readonly flags: ReadingFlags;
  /** Given for it. */
  readonly token: Token | undefined;
  /** Of rows that name nothing. */
  readonly defaultToken: Token | undefined;
  readonly resolve: (named: ContractName) => Token | undefined;
  /** Rupees; undefined where it is not known. */
  readonly tickSizeOf: (token: Token) => number | undefined;
}
