import type { Price } from '../money.js';
import type { EpochMs } from '../time.js';
import type { Bar } from '../bar.js';

/** A bar of one token without its place on the belt. */
export type Cut = Omit<Bar, 'kind' | 'seq' | 'at' | 'cause' | 'token' | 'spec'>;

/** Cuts the bars of one token: it is told of time and prices, and hands each bar that is over to whom it was made for. */
export interface Cutter {
  /** A tick of time `at` has come: what cannot be of it any more is over. */
  reach(at: EpochMs): void;
  /** The clock is past `at`: what ends there is over, though no tick came. */
  pass(at: EpochMs): void;
  /** Takes what a tick told of a trade. */
  add(at: EpochMs, price: Price, traded: number, openInterest: number | undefined): void;
  /** Takes what a tick without a trade told. */
  note(openInterest: number | undefined): void;
}
