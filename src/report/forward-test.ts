import type { DecisionDifference } from './drift/decision-difference.js';
import type { Drift } from './drift/drift.js';
import type { ForwardCommand } from './forward-command.js';
import type { Report } from './report.js';
import type { Stability } from './stability/stability.js';

/** What a recorded session came to, how well it held, and how it stands beside a backtest of its own ticks. */
export interface ForwardTest {
  readonly session: ForwardSession;
  /** As a backtest has it. */
  readonly report: Report;
  readonly stability: Stability;
  /** What was commanded, by people and by the session itself: what a backtest knows nothing of. */
  readonly commands: readonly ForwardCommand[];
  /** Null of a session whose orders went nowhere. */
  readonly drift: Drift | null;
  /** Where both part first; null where they do not, or there is no backtest. */
  readonly firstDifference: DecisionDifference | null;
  /** What the backtest came to; null without one. */
  readonly backtest: Report | null;
  /** What is worth knowing of how it was made. */
  readonly notes: readonly string[];
}

export interface ForwardSession {
  readonly folder: string;
  readonly kind: string;
  /** Version of rxtape that ran it. */
  readonly rxtape: string;
  readonly pipeline: { readonly path: string; readonly sha256: string } | null;
  readonly feed: string;
  /** ISO text in IST, by the session's clock. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** `cut off`: it was killed; `lost`: the disk did not take all. */
  readonly recording: 'whole' | 'cut off' | 'lost';
}
