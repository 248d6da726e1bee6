/** A ratio as percent with so many digits; `-` for none. */
export const percentText = (ratio: number | null, digits: number): string =>
  ratio === null
    ? '-'
    : ratio.toLocaleString('en-IN', {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });

/** A figure with so many digits; `-` for none. */
export const decimalText = (value: number | null, digits: number): string =>
  value === null
    ? '-'
    : value.toLocaleString('en-IN', { minimumFractionDigits: digits, maximumFractionDigits: digits });
