import { wholeText } from '../../domain/count-text.js';

/** A session and what its recording came to, in two ways. */
export interface Digests {
  readonly session: string;
  /** Of all recorded inputs, replayed. */
  readonly replay: string;
  /** Of the recorded ticks, as a tape. */
  readonly backtest: string;
  /** Whether the replay had the session's entries, each as it was recorded; and how many these are. */
  readonly isReplayed: boolean;
  readonly entries: number;
}

/** Whether live, its replay and its backtest decided the same. */
export const isSame = ({ session, replay, backtest, isReplayed }: Digests): boolean =>
  isReplayed && session === replay && session === backtest;

/** The end of the story that `rxtape demo` tells, at most 80 columns wide. */
export const digestLines = (digests: Digests): readonly string[] => [
  '4  The recording, verified (all inputs replayed, entry by entry), and',
  '   backtested (its ticks as a tape):',
  '',
  `   session   ${digests.session}`,
  `   verify    ${digests.replay}`,
  `   backtest  ${digests.backtest}`,
  '',
  isSame(digests)
    ? `   The same: ${wholeText(digests.entries)} entries, every decision, fill and time.`
    : '   They differ: that is a bug. rxtape verify on the recording tells where.',
];
