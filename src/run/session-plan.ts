import type { Environment } from '../adapter/noren/session-file.js';
import type { Setting } from '../codec/setting.js';
import type { Quality } from '../domain/quality.js';
import type { EpochMs } from '../domain/time.js';
import type { ChargePlan } from '../exchange/charges.js';
import type { ExchangePlan } from '../exchange/exchange-plan.js';

/** Who answers orders: the simulated exchange in this process, the one that the feed comes from, or nobody. */
export type BrokerPlan =
  | { readonly kind: 'simulated'; readonly exchange: ExchangePlan }
  | { readonly kind: 'routed'; readonly charges: ChargePlan }
  | { readonly kind: 'none' };

/** What a live or paper session was asked to be. */
export interface SessionPlan {
  readonly kind: 'live' | 'paper';
  /** The pipeline's file. */
  readonly path: string;
  readonly settings: readonly Setting[];
  readonly masters: readonly string[];
  /** `noren`, a broker's name, or the URL of a WebSocket. */
  readonly feed: string;
  readonly depth: boolean;
  readonly quality: Quality;
  readonly broker: BrokerPlan;
  /** Folder in which the session gets one of its own; undefined records nothing. */
  readonly record: string | undefined;
  /** Which recorded session goes on: the newest in `record` that was cut off, none, or that of a folder. */
  readonly resume:
    { readonly kind: 'newest' | 'none' } | { readonly kind: 'folder'; readonly folder: string };
  /**
   * Where its code or settings are others than they were, it is refused; or goes on where every decision so far
   * comes out the same; or goes on with strategies that begin again, these or others.
   */
  readonly changed: 'refused' | 'compared' | 'restarted';
  /** Folder of the report; undefined writes none. */
  readonly out: string | undefined;
  /** Folder of its control socket; undefined offers none. */
  readonly control: string | undefined;
  /** When it ends by itself, of when it starts; throws a UsageError where that is over. Undefined is never. */
  readonly endAt: (startAt: EpochMs) => EpochMs | undefined;
  /** Where credentials are looked for. */
  readonly env: Environment;
}
