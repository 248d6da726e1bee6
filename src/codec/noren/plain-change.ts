import type { EpochMs } from '../../domain/time.js';
import { exchangeOf, type Token } from '../../domain/token.js';
import type { TouchlineMessage } from '../../domain/touchline.js';
import { PRICE_LIMIT } from '../tape-cell.js';
import { IS_DEPTH, type MarketValues, messageOf, noValues, PLACES, PRICES } from './market-values.js';
import { LONGEST_KEY, LONGEST_NAME, packed, PairCursor } from './pair-cursor.js';
import { textOf } from './touchline.js';

/**
 * Reads the bytes of the frames that nearly all are: a change (`tf`, `df`) of a token that is subscribed, written
 * as servers write it, without blanks or escapes, all values texts, its numbers plain decimals or empty. What it
 * reads is what the codec ({@link decodeNorenFrame}) makes of the frame; what it does not read is the codec's.
 * Takes 0.4 µs where `JSON.parse` alone takes 1.05 and the codec behind it 0.5 more (frames of 140 bytes).
 */
export class PlainChanges {
  /** By the exchange's packed name and the number. */
  private readonly tokens = new Map<number, Map<number, Token>>();
  private readonly values: MarketValues = noValues();
  private readonly cursor = new PairCursor();

  constructor(tokens: Iterable<Token>) {
    for (const token of tokens) this.know(token);
  }

  /** Undefined for a frame that is to be decoded by the codec. */
  read(bytes: Uint8Array, receivedAt: EpochMs): TouchlineMessage | undefined {
    const { cursor, values } = this;
    values.fill(NaN);
    let hasDepth = false;
    let isChange = false;
    let exchange = 0;
    let number = 0;
    let clock: string | undefined;
    cursor.begin(bytes);
    while (!cursor.isAtEnd) {
      if (!cursor.take()) return undefined;
      const meaning = MEANINGS[cursor.key] ?? 0;
      switch (meaning) {
        case NOTHING:
          break;
        case TYPE:
          isChange = isOfChange(cursor.name());
          if (!isChange) return undefined;
          break;
        case EXCHANGE:
          exchange = cursor.name();
          break;
        case NUMBER:
          if (!cursor.isWhole || bytes[cursor.from] === ZERO) return undefined; // `022` is not `22`
          number = cursor.decimal();
          break;
        case SYMBOL:
          return undefined;
        case CLOCK:
          if (cursor.length > LONGEST_CLOCK) return undefined;
          clock = textOf(cursor.text());
          break;
        default: {
          const place = meaning - FIRST_NUMBER;
          values[place] = NaN;
          if (cursor.length === 0) break;
          const value = cursor.decimal();
          if (!(value < (place < PRICES.length ? PRICE_LIMIT : Infinity))) return undefined;
          values[place] = value;
          if (IS_DEPTH[place] === true) hasDepth = true;
        }
      }
    }
    const token = isChange ? this.tokens.get(exchange)?.get(number) : undefined;
    return token === undefined ? undefined : messageOf(values, clock, hasDepth, 'tf', token, receivedAt);
  }

  private know(token: Token): void {
    const name = exchangeOf(token);
    const exchange = packed(name);
    const number = token.slice(name.length + 1);
    if (name.length > LONGEST_NAME || !/^[1-9]\d{0,14}$/.test(number)) return;
    const numbers = this.tokens.get(exchange) ?? new Map<number, Token>();
    this.tokens.set(exchange, numbers.set(Number(number), token));
  }
}

/** What a key means; from {@link FIRST_NUMBER} on, the number at that place. */
const NOTHING = 0;
const TYPE = 1;
const EXCHANGE = 2;
const NUMBER = 3;
const CLOCK = 4;
/** Of snapshots. */
const SYMBOL = 5;
const FIRST_NUMBER = 6;

/**
 * By packed key. Of its two megabytes forty bytes are ever touched; with a Map in its place a frame takes a half
 * longer.
 */
const MEANINGS = new Uint8Array(1 << (7 * LONGEST_KEY));
const means = (key: string, meaning: number): void => {
  MEANINGS[packed(key)] = meaning;
};
means('t', TYPE);
means('e', EXCHANGE);
means('tk', NUMBER);
means('ltt', CLOCK);
means('ts', SYMBOL);
for (const [key, place] of PLACES) means(key, FIRST_NUMBER + place);

const CHANGE = packed('tf');
const DEPTH_CHANGE = packed('df');
const isOfChange = (type: number): boolean => type === CHANGE || type === DEPTH_CHANGE;

const ZERO = 0x30;
/** Of a date with its time there are nineteen. */
const LONGEST_CLOCK = 40;
