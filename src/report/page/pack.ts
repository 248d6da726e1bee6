/**
 * Values of a column as text, which costs a reader nothing until it is asked for, and deflates well: steps from each to
 * the next, as whole numbers of 10^-digits, each a base64 VLQ as of source maps. Null is 0; a step is one more than its
 * zigzag (0, −1, 1, −2 …).
 */
export interface PackedNumbers {
  readonly digits: number;
  readonly steps: string;
}

/** Texts: a head out of `heads` by its place, and the whole number behind it where there is one. Null has no head. */
export interface PackedTexts {
  readonly heads: readonly string[];
  readonly places: PackedNumbers;
  readonly tails: PackedNumbers;
}

export type Packed = PackedNumbers | PackedTexts;

/** Packs numbers or texts, with nulls among them. Of a number six digits behind the point are kept. O(n). */
export const pack = (values: readonly (number | string | null)[]): Packed =>
  values.some((value) => typeof value === 'string') ? packTexts(values) : packNumbers(values);

const packNumbers = (values: readonly (number | string | null)[]): PackedNumbers => {
  const numbers = values.map((value) => (typeof value === 'number' && Number.isFinite(value) ? value : null));
  const digits = digitsOf(numbers);
  const unit = 10 ** digits;
  let before = 0;
  let steps = '';
  for (const value of numbers) {
    if (value === null) {
      steps += vlq(0);
      continue;
    }
    const whole = Math.round(value * unit);
    const step = whole - before;
    before = whole;
    steps += vlq(1 + (step < 0 ? -2 * step - 1 : 2 * step));
  }
  return { digits, steps };
};

const MOST_DIGITS = 6;

/** The fewest that keep all of `numbers` as they are. */
const digitsOf = (numbers: readonly (number | null)[]): number => {
  let digits = 0;
  for (const value of numbers)
    while (
      digits < MOST_DIGITS &&
      value !== null &&
      Math.round(value * 10 ** digits) / 10 ** digits !== value
    )
      digits += 1;
  return digits;
};

const TAIL = /(?:0|[1-9]\d{0,14})$/;

const packTexts = (values: readonly (number | string | null)[]): PackedTexts => {
  const places = new Map<string, number>();
  const heads: (number | null)[] = [];
  const tails: (number | null)[] = [];
  for (const value of values) {
    if (value === null) {
      heads.push(null);
      tails.push(null);
      continue;
    }
    const text = String(value);
    const tail = TAIL.exec(text)?.[0];
    const head = tail === undefined ? text : text.slice(0, -tail.length);
    const place = places.get(head) ?? places.size;
    places.set(head, place);
    heads.push(place);
    tails.push(tail === undefined ? null : Number(tail));
  }
  return { heads: [...places.keys()], places: packNumbers(heads), tails: packNumbers(tails) };
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Five bits a letter, the lowest first; the upper half of the alphabet says that more follow. */
const vlq = (code: number): string => {
  let text = '';
  let rest = code;
  while (rest >= 32) {
    text += ALPHABET.charAt(32 + (rest % 32));
    rest = Math.floor(rest / 32);
  }
  return text + ALPHABET.charAt(rest);
};
