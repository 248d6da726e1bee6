import { countText } from '../domain/count-text.js';
import { lengthText } from '../domain/length-text.js';
import type { Halted } from '../domain/entry.js';
import { istTextOf } from '../domain/session.js';
import type { EpochMs } from '../domain/time.js';
import type { Notice } from '../port/feed.js';
import type { KillSwitches } from '../risk/kill-switch.js';
import type { Standing } from './open-work.js';

/** What a session that goes on found of itself. */
export interface Resumed {
  /** How far its clock is known to have come before it was cut off. */
  readonly cutAt: EpochMs;
  /** When it goes on, by the session's time. */
  readonly at: EpochMs;
  /** Inputs gone through, and the number of the last entry that was journaled. */
  readonly inputs: number;
  readonly entries: number;
  /** Entries that follow from the inputs and had not been journaled. */
  readonly fresh: number;
  /** Real ms that it took. */
  readonly tookMs: number;
  readonly standing: Standing;
  /** Kill switches that stay thrown, and halts by rules on losses that go on. */
  readonly switches: KillSwitches;
  readonly halts: readonly Halted[];
}

/** What people are told: `cut off at 2026-01-05T10:32:11.204+05:30, 12s ago; …`. */
export const resumedText = ({
  cutAt,
  at,
  inputs,
  entries,
  fresh,
  standing,
}: Omit<Resumed, 'tookMs' | 'switches' | 'halts'>): string =>
  `cut off at ${istTextOf(cutAt)}, ${awayText(at - cutAt)}; ${inputs} inputs gone through again, ` +
  `${entries} entries the same${fresh === 0 ? '' : `, ${fresh} more that follow`}; ` +
  `open: ${countText(standing.orders.length, 'order')}, ${countText(standing.positions.length, 'position')}`;

/** What the belt is told, before anything else that is new. */
export const resumedNotice = (resumed: Resumed): Notice => ({
  kind: 'Notice',
  receivedAt: resumed.cutAt,
  event: 'Resumed',
  token: undefined,
  detail: resumedText(resumed),
});

const awayText = (ms: number): string => `${lengthText(Math.max(ms, 0))} ago`;
