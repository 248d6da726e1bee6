import type { Latency } from '../latency.js';
import type { Gaps } from './gap-fold.js';
import type { OutageCause } from './outage-fold.js';
import type { ScripClass } from './scrip-class.js';
import type { Uptime } from './uptime.js';

/**
 * How well a session held, by what it recorded. Times are ISO text in IST of the session's clock, `Ms` milliseconds of
 * it, ratios ratios; null has no meaning for the session.
 */
export interface Stability extends Uptime {
  /** From the first log-in to the end; null where there was none. */
  readonly from: string | null;
  readonly to: string | null;
  /** Continuous trading in between, by the calendar: what all else is measured against. */
  readonly sessionMs: number;
  /** From the start to the first log-in. */
  readonly startMs: number;
  /** Share of the session's seconds in which the feed was up and 95 % of the liquid instruments were fresh. */
  readonly dataReady: number | null;
  /** Connections after the first. */
  readonly reconnects: number;
  readonly list: readonly OutageText[];
  /** Times that the process was killed or died, the last one included where it did not end by itself. */
  readonly crashes: number;
  /** Times that it went on from its journal. */
  readonly recoveries: number;
  readonly instruments: readonly InstrumentStability[];
  readonly freshness: readonly Freshness[];
  /** Ticks that others were folded into while they waited, and their share. */
  readonly conflated: { readonly ticks: number; readonly share: number | null };
  readonly orders: OrderEnds;
  readonly latency: StageLatencies;
}

export interface OutageText {
  readonly from: string;
  readonly to: string;
  /** Within the session. */
  readonly ms: number;
  readonly cause: OutageCause;
  readonly detail: string;
}

export interface InstrumentStability extends Gaps {
  readonly token: string;
  readonly instrument: string;
  /** As it was at the end: an option may leave the money. */
  readonly class: ScripClass;
  readonly ticks: number;
  /** Between two ticks, nearest rank. */
  readonly medianMs: number | null;
  /** By how much the volume grew, and how much of that when a connection that was down came back: unseen. */
  readonly tradedVolume: number;
  readonly missedVolume: number;
}

/** Age of the last tick within trading hours, asked every second of them; ms, nearest rank. */
export interface Freshness {
  readonly class: ScripClass;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** What became of the orders that were sent; each may be several but sent. */
export interface OrderEnds {
  readonly sent: number;
  /** Taken by the broker. */
  readonly acknowledged: number;
  readonly filled: number;
  readonly cancelled: number;
  readonly expired: number;
  readonly rejected: number;
  /** How often for which reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** Of each stage; null where nothing was measured. */
export interface StageLatencies {
  /** Our clock less the exchange's time of a tick, which is whole seconds at many: the median says most. */
  readonly feedLag: Latency | null;
  /** From the decision to the broker's acknowledgement, and from there to the first execution. */
  readonly intentToAck: Latency | null;
  readonly ackToFill: Latency | null;
}
