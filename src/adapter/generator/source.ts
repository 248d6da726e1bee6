import type { Depth } from '../../domain/depth.js';
import type { EpochMs } from '../../domain/time.js';
import type { Token } from '../../domain/token.js';
import type { Touchline } from '../../domain/touchline.js';

/** What a feed sends of one instrument: what can be seen of it, and when there is something to show. */
export interface Source {
  readonly token: Token;
  /** Trades and quotes at `at`; what of it a frame should show now, or nothing. Called once a step. */
  act(at: EpochMs, market: MarketMood): Showing | undefined;
  /** All that the touchline can show at this moment. */
  touchline(): Touchline;
  /** The deeper book at this moment; undefined for what has none. */
  depth(): Depth | undefined;
}

/** What all instruments of the day share. */
export interface MarketMood {
  /** How far the session has gone, 0 to 1. */
  readonly share: number;
  /** How busy trading is, as a ratio to an average half hour. */
  readonly activity: number;
}

/** The part of the touchline in one frame, and whether the deeper book comes with it. */
export interface Showing {
  readonly fields: readonly (keyof Touchline)[];
  readonly withDepth: boolean;
}
