/** A figure that has no meaning for the run. */
export const NONE = '–';

type Figure = number | null | undefined;

const printed = (value: Figure, options: Intl.NumberFormatOptions): string =>
  value === null || value === undefined || !Number.isFinite(value)
    ? NONE
    : formatOf(options).format(value).replace('-', '−');

const FORMATS = new Map<string, Intl.NumberFormat>();
const formatOf = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = JSON.stringify(options);
  const known = FORMATS.get(key) ?? new Intl.NumberFormat('en-IN', options);
  FORMATS.set(key, known);
  return known;
};

/** So many digits after the point, grouped in lakhs and crores; what rounds to zero has no sign. */
export const decimalText = (value: Figure, digits: number): string =>
  printed(value, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'negative',
  });

/** `₹1,25,000.50`; without paise from a lakh on, unless asked to `2`. */
export const rupeesText = (rupees: Figure, digits?: 0 | 2): string => {
  const shown = digits ?? (Math.abs(rupees ?? 0) >= 100_000 ? 0 : 2);
  const text = decimalText(rupees, shown);
  return text === NONE ? text : text.startsWith('−') ? `−₹${text.slice(1)}` : `₹${text}`;
};

/** Rupees with a sign, since it is a profit or a loss: `+₹1,200.00`. */
export const profitText = (rupees: Figure, digits?: 0 | 2): string => {
  const text = rupeesText(rupees, digits);
  return text !== NONE && (rupees ?? 0) > 0 ? `+${text}` : text;
};

/** Rupees in short, for an axis: `1.25 L`, `−3.4 Cr`, `12.5 k`. */
export const shortRupeesText = (rupees: number): string => {
  const size = Math.abs(rupees);
  if (size >= 10_000_000) return `${decimalText(rupees / 10_000_000, 2)} Cr`;
  if (size >= 100_000) return `${decimalText(rupees / 100_000, 2)} L`;
  if (size >= 10_000) return `${decimalText(rupees / 1_000, 1)} k`;
  return decimalText(rupees, 0);
};

/** A ratio as percent. */
export const percentText = (ratio: Figure, digits = 2): string =>
  printed(ratio, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'negative',
  });

/** A whole number, grouped. */
export const countText = (value: Figure): string => decimalText(value, 0);

/** `2 h 5 min`, from milliseconds, in its two largest units. */
export const durationText = (ms: Figure): string => {
  if (ms === null || ms === undefined) return NONE;
  const units: readonly (readonly [string, number])[] = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1_000],
    ['ms', 1],
  ];
  const first = units.findIndex(([, size]) => ms >= size);
  if (first < 0) return '0 s';
  let rest = Math.round(ms);
  return units
    .slice(first, first + 2)
    .flatMap(([name, size]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return count === 0 ? [] : [`${count} ${name}`];
    })
    .join(' ');
};
