import { unitsPerQuantityOf } from '../../../codec/noren/lots.js';
import type { Instrument } from '../../../domain/instrument.js';
import { epochMs, SECOND_MS } from '../../../domain/time.js';
import { exchangeOf, type Token } from '../../../domain/token.js';
import type { TouchlineMessage } from '../../../domain/touchline.js';
import {
  CHANGE,
  FEED_TIME,
  FIRST_FIELD,
  placeOf,
  WIRE_FIELDS,
  WIRE_KEYS,
  type WireField,
} from './wire-field.js';
import { changeText, clockText, priceText, quantityText } from './wire-text.js';

/** What is known of a scrip, as the wire writes it. One market owns it and every subscription reads it. */
export class Scrip {
  readonly exchange: string;
  readonly number: string;
  /** Digits of a price behind the point. */
  readonly decimals: number;
  /** Units in one of the wire's: MCX counts lots. */
  readonly unitsPerQuantity: number;
  /** By {@link WIRE_KEYS}; an empty text is no value. */
  readonly texts: string[] = WIRE_KEYS.map(() => '');
  /** By {@link WIRE_FIELDS}; NaN is no value. */
  readonly values = new Float64Array(WIRE_FIELDS.length).fill(NaN);
  /** By {@link WIRE_KEYS}: the version with which a text became another. */
  readonly changedAt = new Int32Array(WIRE_KEYS.length);
  /** Who is told of every change. */
  readonly watchers = new Set<{ changed(): void }>();
  /** Counts the messages. */
  version = 0;
  /** Of the newest message; NaN before the first. */
  updatedAt = NaN;
  private hasExchangeTime = false;

  constructor(
    readonly token: Token,
    /** Undefined for what no master lists. */
    readonly instrument: Instrument | undefined,
  ) {
    this.exchange = exchangeOf(token);
    this.number = token.slice(this.exchange.length + 1);
    this.decimals = decimalsOf(instrument?.tickSize);
    this.unitsPerQuantity = instrument === undefined ? 1 : unitsPerQuantityOf(instrument);
  }

  /** Whether anything has been told of it. */
  get isQuoted(): boolean {
    return this.version > 0;
  }

  /** Takes a message, told `shiftMs` later than it was: a `tk` is all there is, a `tf` what changed. */
  take(message: TouchlineMessage, shiftMs: number): void {
    this.version += 1;
    this.updatedAt = message.receivedAt + shiftMs;
    const isWhole = message.kind === 'tk';
    const count = isWhole || message.depth !== undefined ? WIRE_FIELDS.length : TOUCHLINE_FIELD_COUNT;
    for (let i = 0; i < count; i += 1) {
      const field = WIRE_FIELDS[i];
      if (field === undefined) continue;
      const value = field.of(message);
      if (value !== undefined) this.write(i, value, field, shiftMs);
      else if (isWhole) this.forget(i);
    }
    this.tellTime(message, isWhole, shiftMs);
    this.tellChange();
  }

  /** In rupees and units, as the tape has them; undefined for what was never told. */
  get last(): number | undefined {
    return this.present(LAST);
  }

  get bid(): number | undefined {
    return this.present(BID);
  }

  get ask(): number | undefined {
    return this.present(ASK);
  }

  get bidQuantity(): number | undefined {
    return this.present(BID_QUANTITY);
  }

  get askQuantity(): number | undefined {
    return this.present(ASK_QUANTITY);
  }

  get volume(): number | undefined {
    return this.present(VOLUME);
  }

  get openInterest(): number | undefined {
    return this.present(OPEN_INTEREST);
  }

  private present(place: number): number | undefined {
    const value = this.valueAt(place);
    return Number.isNaN(value) ? undefined : value;
  }

  private write(i: number, value: number, { unit }: WireField, shiftMs: number): void {
    if (this.values[i] === value) return;
    this.values[i] = value;
    this.put(
      FIRST_FIELD + i,
      unit === 'price'
        ? priceText(value, this.decimals)
        : unit === 'quantity'
          ? quantityText(value / this.unitsPerQuantity)
          : clockText(epochMs(value + shiftMs)),
    );
  }

  private forget(i: number): void {
    this.values[i] = NaN;
    this.put(FIRST_FIELD + i, '');
  }

  /** The exchange's time; of a tape that does not have it, the message's own. */
  private tellTime({ exchangeAt, receivedAt }: TouchlineMessage, isWhole: boolean, shiftMs: number): void {
    if (isWhole) this.hasExchangeTime = false;
    if (exchangeAt === undefined && this.hasExchangeTime) return;
    this.hasExchangeTime = exchangeAt !== undefined;
    this.put(FEED_TIME, String(Math.floor(((exchangeAt ?? receivedAt) + shiftMs) / SECOND_MS)));
  }

  private tellChange(): void {
    if (this.changedAt[LAST] !== this.version && this.changedAt[PREVIOUS_CLOSE] !== this.version) return;
    const last = this.valueAt(LAST);
    const close = this.valueAt(PREVIOUS_CLOSE);
    this.put(CHANGE, last > 0 && close > 0 ? changeText(last, close) : '');
  }

  private valueAt(place: number): number {
    return this.values[place - FIRST_FIELD] ?? NaN;
  }

  private put(place: number, text: string): void {
    if (this.texts[place] === text) return;
    this.texts[place] = text;
    this.changedAt[place] = this.version;
  }
}

const LAST = placeOf('lp');
const PREVIOUS_CLOSE = placeOf('c');
const BID = placeOf('bp1');
const ASK = placeOf('sp1');
const BID_QUANTITY = placeOf('bq1');
const ASK_QUANTITY = placeOf('sq1');
const VOLUME = placeOf('v');
const OPEN_INTEREST = placeOf('oi');
const TOUCHLINE_FIELD_COUNT = placeOf('sq1') + 1 - FIRST_FIELD;

/** 4 for a tick such as 0.0025, else 2. */
const decimalsOf = (tickSize: number | undefined): number =>
  tickSize === undefined || Math.abs(tickSize * 100 - Math.round(tickSize * 100)) < 1e-9 ? 2 : 4;
