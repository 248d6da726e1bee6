import type { Overfitting } from './pbo.js';

export type Verdict = 'likely luck' | 'not likely luck' | 'cannot tell';

/** Fewer returns say nothing of a Sharpe ratio. */
export const LEAST_PERIODS = 30;
/** As sure one has to be that it is not luck. */
export const SURE = 0.95;
/** What was best in a sample is no better outside than any other. */
export const EVEN = 0.5;
/** So rarely may the best of a sample lose outside where which is best is by chance, and all are good. */
export const RARE_LOSS = 0.05;

/** What the verdict goes by. */
export interface Evidence {
  readonly trials: number;
  readonly dsr: number;
  readonly overfitting: Overfitting | null;
  /** Profit of a walk forward, rupees; null where there was none. */
  readonly forwardPnl: number | null;
}

/**
 * Not likely luck is what passes all: the deflated Sharpe ratio, and cross-validation and walk forward where there are
 * such.
 */
export const verdictOf = ({
  trials,
  dsr,
  overfitting,
  forwardPnl,
}: Evidence): { readonly verdict: Verdict; readonly reasons: readonly string[] } => {
  const reasons = [
    dsrReason(dsr, trials),
    ...(overfitting === null ? [] : [pboReason(overfitting)]),
    ...(forwardPnl === null ? [] : [forwardReason(forwardPnl)]),
  ];
  const passes = dsr > SURE && carriesOver(overfitting) && (forwardPnl ?? 1) > 0;
  return { verdict: passes ? 'not likely luck' : 'likely luck', reasons };
};

const carriesOver = (overfitting: Overfitting | null): boolean =>
  overfitting === null || overfitting.pbo < EVEN || overfitting.lossProbability < RARE_LOSS;

const dsrReason = (dsr: number, trials: number): string =>
  `deflated Sharpe ratio ${dsr.toFixed(3)}: ${dsr > SURE ? 'above' : 'not above'} ${SURE}, with ${trials} tried`;

const pboReason = ({ pbo, lossProbability }: Overfitting): string =>
  `probability of overfitting ${pbo.toFixed(2)}: ` +
  (pbo < EVEN
    ? 'what is best in half of the time is better than most in the other half'
    : lossProbability < RARE_LOSS
      ? 'which of them is best is chance, but all do well'
      : 'what is best in half of the time is no better than the others in the other half');

const forwardReason = (pnl: number): string =>
  pnl > 0 ? 'chosen anew from time to time, it gained' : 'chosen anew from time to time, it gained nothing';
