import type { SampleBar } from './sample-bar.js';

/** What an indicator says after a bar: numbers by name, undefined until ready. */
export type Reading = Readonly<Record<string, number | undefined>>;

/**
 * How a number answers to its input:
 * `price` moves and scales with prices; `range` scales with them and stays where all move alike; `ratio` stays
 * in both; `share` stays where they scale, and no law is known where they move; `volume` and `interest` scale
 * with what was traded or is open, whatever the prices.
 */
export type Kind = 'price' | 'range' | 'ratio' | 'share' | 'volume' | 'interest' | 'level' | 'grain';

export interface Output {
  readonly kind: Kind;
  /** Index of the first bar after which it is defined, with bars that all move. */
  readonly first: number;
}

/** One indicator as the laws see it. */
export interface Subject<S = unknown> {
  readonly name: string;
  readonly start: () => S;
  readonly step: (state: S, bar: SampleBar | undefined) => S;
  readonly read: (state: S) => Reading;
  readonly outputs: Readonly<Record<string, Output>>;
}

export const subject = <S>(one: Subject<S>): Subject => one as unknown as Subject;

/** What `one` says after each of `bars`. */
export const readings = (one: Subject, bars: readonly (SampleBar | undefined)[]): Reading[] => {
  let state = one.start();
  return bars.map((bar) => one.read((state = one.step(state, bar))));
};

/** One output of it after each bar. */
export const series = (
  one: Subject,
  output: string,
  bars: readonly (SampleBar | undefined)[],
): (number | undefined)[] => readings(one, bars).map((reading) => reading[output]);
