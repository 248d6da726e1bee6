/**
 * price · Y · σ · √(Q / V): the impact of an order of Q units where V trade in a day whose returns have the
 * standard deviation σ; Y is 0.5 to 1. V is what traded so far that day, as far as the tape knows it at that moment,
 * so that a morning's orders are taken to move the price more than they would. Nothing where the volume is not known.
 * Source: the square-root law, e.g. Almgren, Thum, Hauptmann, Li (2005), Risk 18(7), 58–62.
 */
export const squareRootSlippage = (
  { factor, dailyVolatility }: { readonly factor: number; readonly dailyVolatility: number },
  price: number,
  quantity: number,
  dayVolume: number | undefined,
): number =>
  dayVolume === undefined || dayVolume <= 0
    ? 0
    : price * factor * dailyVolatility * Math.sqrt(quantity / dayVolume);
