/** The first entry in which a session and its backtest decided or executed otherwise. Entries as the journal has them. */
export interface DecisionDifference {
  /** What it comes to, in words. */
  readonly summary: string;
  /** The entry of either; null where that side has no more. */
  readonly session: unknown;
  readonly backtest: unknown;
  /** The fields that differ: `intent.quantity: session 10, backtest 12`. Of entries of one kind; numbers left out. */
  readonly fields: readonly string[];
  /** What it follows from, the nearest first: in the session, where that has it. */
  readonly causes: readonly unknown[];
  /** The last before it of what a backtest does not have: a command, or a word of the feed; null where there is none. */
  readonly outside: unknown;
  /** The last entries of the session before it that both decided alike. */
  readonly before: readonly unknown[];
}
