import type { Instrument } from '../../../domain/instrument.js';
import type { Token } from '../../../domain/token.js';
import type { Charges } from '../../../exchange/charges.js';
import type { Log } from '../../../port/log.js';
import type { BooksReader } from '../../../port/order-book-reader.js';
import type { RealTime } from '../../../port/real-time.js';
import type { SessionTokens } from '../../../port/session-tokens.js';
import type { TimeSource } from '../../../port/time-source.js';
import type { Rest } from '../rest.js';
import type { BrokerLimits } from './broker-limits.js';

export interface NorenBrokerOptions {
  readonly rest: Rest;
  readonly tokens: SessionTokens;
  readonly reader: BooksReader;
  readonly instruments: ReadonlyMap<Token, Instrument>;
  /** What executions are taken to cost. */
  readonly charges: Charges;
  /** Names the session: the same when it is resumed, another for every other. */
  readonly session: string;
  /** Stamps what is said. */
  readonly time: TimeSource;
  /** Of real time. */
  readonly real: RealTime;
  readonly limits?: Partial<BrokerLimits>;
  readonly log: Log;
}
