/** Sum of the gains over the sum of the losses, both positive. Null where nothing was lost. */
export const profitFactor = (profits: readonly number[]): number | null => {
  let gained = 0;
  let lost = 0;
  for (const profit of profits) {
    if (profit > 0) gained += profit;
    else lost -= profit;
  }
  return lost === 0 ? null : gained / lost;
};
