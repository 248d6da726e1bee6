/** Characters of the longest key that is told from others. */
export const LONGEST_KEY = 3;
/** Characters of the longest {@link PairCursor.name}. */
export const LONGEST_NAME = 4;

/** `text` of at most four ASCII characters as a number, seven bits for each. */
export const packed = (text: string): number =>
  Array.from(text).reduce((name, letter) => (name << 7) | letter.charCodeAt(0), 0);

/**
 * Goes through the pairs of a JSON object as a server writes it: `{"key":"value","key":"value"}`, ASCII, without
 * blanks and escapes. Makes nothing of them but what is asked for.
 */
export class PairCursor {
  private bytes: Uint8Array = new Uint8Array(0);
  /** At the brace or comma before a pair, and at the end at the last brace. */
  private at = 0;
  private last = 0;
  /** Of the pair that was taken: its key, packed; 0 where it is longer than {@link LONGEST_KEY}. */
  key = 0;
  /** Its value: `[from, to)`. */
  from = 0;
  private to = 0;
  /** Its digits and those behind the point, as one integer, and how many they are; NaN where it has other characters. */
  private units = 0;
  private digits = 0;
  private decimals = 0;

  begin(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.last = bytes.length - 1;
    this.at = bytes[0] === BRACE && bytes[this.last] === END_BRACE ? 0 : -1;
  }

  get isAtEnd(): boolean {
    return this.at === this.last;
  }

  /** Takes the next pair; false when none stands here that is written as described. */
  take(): boolean {
    return this.at >= 0 && this.takeKey() && this.takeValue();
  }

  /** Characters of the value. */
  get length(): number {
    return this.to - this.from;
  }

  /** Whether the value is digits alone. */
  get isWhole(): boolean {
    return this.digits === this.length;
  }

  /** The value as a number, exactly as `Number` reads it; NaN where it is no plain decimal of up to 15 digits. */
  decimal(): number {
    if (this.digits === 0 || this.digits > MOST_DIGITS) return NaN;
    // Both sides of the division are exact, so its result is the double nearest to the decimal.
    return this.decimals === 0 ? this.units : this.units / (POWERS[this.decimals] ?? NaN);
  }

  /** The value {@link packed}; 0 where it has more than {@link LONGEST_NAME} characters. */
  name(): number {
    if (this.length > LONGEST_NAME) return 0;
    let name = 0;
    for (let at = this.from; at < this.to; at += 1) name = (name << 7) | (this.bytes[at] ?? 0);
    return name;
  }

  /** The value, of no more than some dozens of characters. */
  text(): string {
    return String.fromCharCode(...this.bytes.subarray(this.from, this.to));
  }

  private takeKey(): boolean {
    const { bytes } = this;
    let at = this.at + 1;
    if (bytes[at] !== QUOTE) return false;
    at += 1;
    const from = at;
    let key = 0;
    for (let byte = bytes[at] ?? 0; byte !== QUOTE; byte = bytes[at] ?? 0) {
      if (isOdd(byte)) return false;
      key = (key << 7) | byte;
      at += 1;
    }
    this.key = at - from > LONGEST_KEY ? 0 : key;
    if (bytes[at + 1] !== COLON || bytes[at + 2] !== QUOTE) return false;
    this.from = at + 3;
    return true;
  }

  private takeValue(): boolean {
    const { bytes, from } = this;
    let at = from;
    let units = 0;
    let digits = 0;
    let point = -1;
    for (let byte = bytes[at] ?? 0; byte !== QUOTE; byte = bytes[at] ?? 0) {
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) {
        units = units * 10 + digit;
        digits += 1;
      } else if (isOdd(byte)) return false;
      else if (byte === POINT && point < 0) point = at;
      else units = NaN;
      at += 1;
    }
    this.to = at;
    this.units = units;
    this.digits = digits;
    this.decimals = point < 0 ? 0 : at - point - 1;
    this.at = at + 1;
    return bytes[this.at] === COMMA || this.at === this.last;
  }
}

const BRACE = 0x7b;
const END_BRACE = 0x7d;
const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;
const POINT = 0x2e;
const ZERO = 0x30;
const BACKSLASH = 0x5c;

/** Beyond the end, a control character, an escape, or a part of a character that is not ASCII. */
const isOdd = (byte: number): boolean => byte < 0x20 || byte >= 0x80 || byte === BACKSLASH;

/** So many digits make an integer that a double holds exactly. */
const MOST_DIGITS = 15;
const POWERS = Array.from({ length: MOST_DIGITS + 1 }, (_, i) => 10 ** i);
