/**
 * price · impact · s², where s is the share of what traded that the order takes, `cap` at most.
 * Source: the volume share model of zipline; 25 of 1,000 at 100 with impact 0.1 slip by 0.00625.
 * Nothing where the volume is not known.
 */
export const volumeShareSlippage = (
  { impact, cap }: { readonly impact: number; readonly cap: number },
  price: number,
  quantity: number,
  volume: number | undefined,
): number => {
  if (volume === undefined) return 0;
  const share = volume > 0 ? Math.min(quantity / volume, cap) : cap;
  return price * impact * share * share;
};
