import * as E from 'fp-ts/lib/Either.js';
import { type BarterEvent, decodeBarterEvent, isBarter } from '../../../../codec/barter/event.js';
import { type BinanceFrame, decodeBinanceFrame, isBinance } from '../../../../codec/binance/frame.js';
import { decodeNorenFrame } from '../../../../codec/noren/touchline.js';
import { epochOfNumber, isPlausible } from '../../../../codec/tape-time.js';
import { type Depth, DEPTH_FIELDS, mergeDepth } from '../../../../domain/depth.js';
import { DataError, isFailure } from '../../../../domain/failure.js';
import { sessionDayOf } from '../../../../domain/session.js';
import { epochMs } from '../../../../domain/time.js';
import { TOUCHLINE_FIELDS } from '../../../../domain/touchline.js';
import type { FrameRows, FrameValues } from './frame-rows.js';
import type { FrameTokens } from './frame-tokens.js';
import { type BookSide, OrderBook } from './order-book.js';
import { UnknownFrame } from './unknown-frame.js';

/** A frame as it stands in a file. */
export interface StoredFrame {
  /** For people: `line 12`. */
  readonly where: string;
  readonly frame: unknown;
  /** When it was received, epoch ms, where it stands before the frame. */
  readonly receivedAt: number | undefined;
}

/**
 * Makes rows of the frames of one file, in their order. It knows the project's own recordings
 * (`{"recv": <epoch ms>, "frame": …}`) of Noren frames, streams of Binance and events of barter, all told apart
 * frame by frame. Kept between frames: the order book, the volume of the session and what is known of each symbol.
 */
export class FrameReader {
  private readonly depths = new Map<string, Depth>();
  private readonly symbols = new Map<string, SymbolState>();

  constructor(
    private readonly name: string,
    private readonly rows: FrameRows,
    private readonly tokens: FrameTokens,
    private readonly seen: Set<string>,
  ) {}

  /** A wrong setting and a broken frame become a refused row, a frame of no known kind one that stops no run. */
  read(stored: StoredFrame): void {
    try {
      this.readFrame(stored);
    } catch (error) {
      if (!isFailure(error)) throw error;
      this.rows.refuse(error);
    }
  }

  private readFrame(stored: StoredFrame): void {
    const { frame, receivedAt } = stored;
    if (typeof frame !== 'object' || frame === null) throw this.broken(stored, 'no message');
    if ('recv' in frame && 'frame' in frame) this.readFrame(this.unwrapped(stored, frame));
    else if (typeof Reflect.get(frame, 't') === 'string') this.readNoren(stored, receivedAt);
    else if (isBinance(frame)) this.readBinance(stored, frame);
    else if (isBarter(frame)) this.readBarter(stored, frame);
    else
      throw new UnknownFrame(
        `${this.at(stored)}: a message of no known kind: ${shown(frame)}. Read are messages of Noren and Binance ` +
          '(as {recv, frame}) and events of barter; save a table of JSON rows as CSV',
      );
  }

  private unwrapped(stored: StoredFrame, { recv, frame }: { recv: unknown; frame: unknown }): StoredFrame {
    const receivedAt = typeof recv === 'string' ? Number(recv) : recv;
    if (typeof receivedAt !== 'number' || !isPlausible(receivedAt))
      throw this.broken(stored, `recv: ${JSON.stringify(recv)}; expected milliseconds since 1970 UTC`);
    const inner = typeof frame === 'string' ? jsonOf(frame) : frame;
    if (inner === undefined) throw this.broken(stored, `frame: not JSON: ${shown(frame)}`);
    if (typeof inner === 'object' && inner !== null && 'recv' in inner)
      throw this.broken(stored, 'a recording within a recording');
    return { where: stored.where, frame: inner, receivedAt: Math.floor(receivedAt) };
  }

  private readNoren(stored: StoredFrame, receivedAt: number | undefined): void {
    if (receivedAt === undefined)
      throw this.broken(
        stored,
        'nothing says when it was received; record it as {"recv": <epoch ms>, "frame": …}',
      );
    const decoded = decodeNorenFrame(stored.frame, epochMs(receivedAt));
    if (E.isLeft(decoded)) throw this.broken(stored, decoded.left);
    const frame = decoded.right;
    if (frame.kind === 'Other') {
      if (!frame.isKnown)
        throw new UnknownFrame(`${this.at(stored)}: a frame of unknown type "${frame.type}"`);
      this.rows.passOver();
      return;
    }
    const { message } = frame;
    this.seen.add('Noren');
    // A touchline's snapshot says nothing of the depth that another subscription tells.
    const isSnapshot = message.kind === 'tk';
    const depth =
      isSnapshot && message.depth === undefined
        ? this.depths.get(message.token)
        : isSnapshot
          ? message.depth
          : mergeDepth(this.depths.get(message.token), message.depth);
    if (depth !== undefined) this.depths.set(message.token, depth);
    const told = isSnapshot ? depth : message.depth;
    const values: FrameValues = { exchangeAt: message.exchangeAt };
    for (const field of TOUCHLINE_FIELDS) values[field] = message[field];
    if (told !== undefined) for (const field of DEPTH_FIELDS) values[field] = told[field];
    this.rows.add(message.kind, receivedAt, this.tokens.numberOf(message.token), values);
  }

  private readBinance(stored: StoredFrame, frame: object): void {
    const decoded = decodeBinanceFrame(frame);
    if (E.isLeft(decoded)) throw this.broken(stored, decoded.left);
    const message = decoded.right;
    switch (message.kind) {
      case 'Answer':
        this.rows.passOver();
        return;
      case 'Unknown':
        throw new UnknownFrame(`${this.at(stored)}: a message of unknown type "${message.type}"`);
      default:
        this.readMarket(stored, message);
    }
  }

  private readMarket(stored: StoredFrame, message: MarketMessage): void {
    this.seen.add('Binance');
    const symbol = message.symbol ?? this.tokens.onlySymbol;
    if (symbol === undefined)
      throw new UnknownFrame(`${this.at(stored)}: a whole book, and nothing says of which symbol`);
    const state = this.stateOf(symbol, '');
    const { exchangeAt } = message;
    const at = stored.receivedAt ?? exchangeAt ?? this.rows.before;
    if (Number.isNaN(at)) throw new UnknownFrame(`${this.at(stored)}: no time, and none before it`);
    switch (message.kind) {
      case 'Trade':
        this.add(state, at, {
          ...{ exchangeAt, last: message.price, lastQuantity: message.quantity, lastTradedAt: exchangeAt },
          volume: state.traded(at, message.quantity),
        });
        return;
      case 'Ticker':
        if (message.updateId < state.bestId) this.rows.passOver();
        else {
          state.bestId = message.updateId;
          this.add(state, at, {
            ...{ exchangeAt, bid: message.bid[0], ask: message.ask[0] },
            ...{ bidQuantity: message.bid[1], askQuantity: message.ask[1] },
          });
        }
        return;
      case 'Change':
      case 'Book':
        this.readBook(stored, state, at, message);
    }
  }

  private readBook(
    stored: StoredFrame,
    state: SymbolState,
    at: number,
    message: Extract<MarketMessage, { kind: 'Change' | 'Book' }>,
  ): void {
    const { book } = state;
    const wasWhole = book.isWhole;
    const outcome = message.kind === 'Book' ? book.replace(message) : book.change(message);
    switch (outcome.kind) {
      case 'Kept':
      case 'Dropped':
        this.rows.passOver();
        return;
      case 'Lost':
        // What is no longer known is taken back before it is told.
        if (wasWhole) this.add(state, at, { ...levelsOf(book), ...(state.isBestOfBook ? bestOf(book) : {}) });
        throw new UnknownFrame(
          `${this.at(stored)}: changes of the book are missing: expected update ${outcome.expected}, got ${outcome.got}; its depth is unknown until the next whole book`,
        );
      case 'Applied':
        state.isBestOfBook = book.updateId >= state.bestId;
        if (state.isBestOfBook) state.bestId = book.updateId;
        this.add(state, at, {
          exchangeAt: message.exchangeAt,
          ...(state.isBestOfBook ? bestOf(book) : {}),
          ...levelsOf(book),
        });
    }
  }

  private readBarter(stored: StoredFrame, event: object): void {
    const decoded = decodeBarterEvent(event);
    if (E.isLeft(decoded)) throw this.broken(stored, decoded.left);
    const message: BarterEvent = decoded.right;
    this.seen.add('barter');
    switch (message.kind) {
      case 'Unknown':
        throw new UnknownFrame(`${this.at(stored)}: an event of unknown kind: ${message.type}`);
      case 'Reconnecting':
        for (const state of this.symbols.values()) if (state.exchange === message.exchange) state.forget();
        this.rows.passOver();
        return;
      case 'Trade': {
        const state = this.stateOf(message.symbol, message.exchange);
        const at = message.receivedAt;
        this.add(state, at, {
          ...{ exchangeAt: message.exchangeAt, last: message.price, lastQuantity: message.quantity },
          ...{ lastTradedAt: message.exchangeAt, volume: state.traded(at, message.quantity) },
        });
      }
    }
  }

  private add(state: SymbolState, at: number, values: FrameValues): void {
    const kind = state.kindAt(at);
    this.rows.add(kind, at, state.token, state.known(kind, values));
  }

  private stateOf(symbol: string, exchange: string): SymbolState {
    const known = this.symbols.get(symbol);
    if (known !== undefined) return known;
    const state = new SymbolState(this.tokens.numberOfSymbol(symbol), exchange);
    this.symbols.set(symbol, state);
    return state;
  }

  private at({ where }: StoredFrame): string {
    return `${this.name}: ${where}`;
  }

  private broken(stored: StoredFrame, what: string): DataError {
    return new DataError(`${this.at(stored)}: ${what}`);
  }
}

type MarketMessage = Extract<BinanceFrame, { kind: 'Trade' | 'Ticker' | 'Change' | 'Book' }>;

/** What is known of one symbol: its feed sends what happened, and never a picture of all. */
class SymbolState {
  readonly book = new OrderBook();
  /** Number of the update that its best bid and ask are of. */
  bestId = -1;
  /** Whether they are the book's, not a ticker's. */
  isBestOfBook = false;
  private day = NaN;
  private volume = 0;
  private isDue = true;
  private values: FrameValues = {};

  constructor(
    readonly token: number,
    readonly exchange: string,
  ) {}

  /** The volume of the session, `quantity` included. */
  traded(at: number, quantity: number): number {
    if (sessionDayOf(epochMs(at)) !== this.day) this.volume = 0;
    // Decimals add up to the nearest of a hundred-millionth, the unit of quantities.
    this.volume = Math.round((this.volume + quantity) * 1e8) / 1e8;
    return this.volume;
  }

  /** A snapshot for the first message, the first of each session, and the first after the connection was lost. */
  kindAt(at: number): 'tk' | 'tf' {
    const day = sessionDayOf(epochMs(at));
    const isFirst = this.isDue || day !== this.day;
    if (!this.isDue && day !== this.day && !Number.isNaN(this.day)) {
      const { volume: before, ...rest } = this.values;
      this.values = before === undefined ? rest : { ...rest, volume: 0 };
    }
    this.day = day;
    this.isDue = false;
    return isFirst ? 'tk' : 'tf';
  }

  /** What a message tells: a snapshot all that is known. */
  known(kind: 'tk' | 'tf', values: FrameValues): FrameValues {
    for (const field in values) {
      const key = field as keyof FrameValues; // its keys are fields
      if (values[key] !== undefined) this.values[key] = values[key];
    }
    return kind === 'tk' ? { ...this.values } : values;
  }

  /** The connection was lost: of what was sent meanwhile nothing is known but what this file added up. */
  forget(): void {
    const { volume } = this.values;
    this.values = volume === undefined ? {} : { volume };
    this.isDue = true;
  }
}

const bestOf = ({ bids, asks }: OrderBook): FrameValues => ({
  bid: bids.prices[0] ?? 0,
  bidQuantity: bids.quantities[0] ?? 0,
  ask: asks.prices[0] ?? 0,
  askQuantity: asks.quantities[0] ?? 0,
});

/** Levels 2 to 5; one that is not there is an empty one. */
const levelsOf = ({ bids, asks }: OrderBook): FrameValues => {
  const price = (side: BookSide, i: number): number => side.prices[i] ?? 0;
  const quantity = (side: BookSide, i: number): number => side.quantities[i] ?? 0;
  return {
    ...{
      bid2: price(bids, 1),
      bidQuantity2: quantity(bids, 1),
      ask2: price(asks, 1),
      askQuantity2: quantity(asks, 1),
    },
    ...{
      bid3: price(bids, 2),
      bidQuantity3: quantity(bids, 2),
      ask3: price(asks, 2),
      askQuantity3: quantity(asks, 2),
    },
    ...{
      bid4: price(bids, 3),
      bidQuantity4: quantity(bids, 3),
      ask4: price(asks, 3),
      askQuantity4: quantity(asks, 3),
    },
    ...{
      bid5: price(bids, 4),
      bidQuantity5: quantity(bids, 4),
      ask5: price(asks, 4),
      askQuantity5: quantity(asks, 4),
    },
  };
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const LONGEST_SHOWN = 120;

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
};

/** The time before a frame, epoch ms, of digits that count ms, µs or ns; undefined for others. */
export const receiptOf = (digits: string): number | undefined => {
  const at = digits.length >= 18 ? Number(digits.slice(0, -6)) : epochOfNumber(Number(digits));
  return isPlausible(at) ? at : undefined;
};
