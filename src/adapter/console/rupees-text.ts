/** Rupees to the paisa, grouped in lakhs and crores; what rounds to zero has no sign. */
export const rupeesText = (rupees: number): string =>
  rupees.toLocaleString('en-IN', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'negative',
  });
