import { PlainChanges } from '../../codec/noren/plain-change.js';
import { rawText } from '../../codec/noren/raw-text.js';
import { decodeFrame, type ServerFrame } from '../../codec/noren/server-frame.js';
import type { OrderReport } from '../../domain/order-report.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import { tokenOf } from '../../domain/token.js';
import type { TouchlineMessage } from '../../domain/touchline.js';
import type { Log } from '../../port/log.js';
import { framePieces, instrumentIn, isOfOrder } from './frame-pieces.js';
import type { MarketDesk } from './market-desk.js';
import type { OrderDesk } from './order-desk.js';

/** What the connection has to know of a frame. */
export type LogInFrame =
  { readonly kind: 'LoggedIn' } | { readonly kind: 'Refused'; readonly detail: string };

/** Where what was heard goes. */
export interface FrameListener {
  pass(message: TouchlineMessage): void;
  malformed(detail: string): void;
  /** `text` without what is secret: a server may repeat what it was sent. */
  shown(text: string): string;
}

/** Reads what the server sends, counts it, and gives prices and order updates to whom they are for. */
export class FrameDesk {
  frames = 0;
  messages = 0;
  malformed = 0;
  foreign = 0;
  orders = 0;
  hasHeardSincePing = false;
  private hasHeard = false;
  private readonly plainChanges: PlainChanges;
  private readonly unknownTypes = new Set<string>();
  private readonly exchangeOf = (number: string): string | undefined =>
    this.market.subscriptions.exchangeOf(number);

  constructor(
    private readonly market: MarketDesk,
    private readonly desk: OrderDesk,
    private readonly log: Log,
    private readonly listener: FrameListener,
  ) {
    const { subscriptions } = market;
    this.plainChanges = new PlainChanges(Array.from(subscriptions.all(), ({ token }) => token));
  }

  pinged(): void {
    this.hasHeardSincePing = false;
  }

  /** Whether a frame came since the last call. */
  takeHeard(): boolean {
    const heard = this.hasHeard;
    this.hasHeard = false;
    return heard;
  }

  /** Takes the bytes of a frame that came at `at`; answers with what it says of the log-in. */
  hear(bytes: Uint8Array, at: EpochMs): LogInFrame | undefined {
    this.hasHeard = true;
    this.hasHeardSincePing = true;
    const change = this.plainChanges.read(bytes, at);
    if (change === undefined) return this.hearText(UTF_8.decode(bytes), at);
    this.frames += 1;
    this.takeMarket(change, undefined);
    return undefined;
  }

  private hearText(text: string, at: EpochMs): LogInFrame | undefined {
    const frame = decodeFrame(text, at, this.exchangeOf);
    if (frame.kind !== 'Malformed') return this.take(frame, text);
    const pieces = framePieces(text);
    if (pieces.length === 1) return this.take(frame, text);
    let said: LogInFrame | undefined;
    for (const piece of pieces) said = this.take(decodeFrame(piece, at, this.exchangeOf), piece) ?? said;
    return said;
  }

  private take(frame: ServerFrame, text: string): LogInFrame | undefined {
    this.frames += 1;
    switch (frame.kind) {
      case 'Touchline':
        this.takeMarket(frame.message, frame.symbol);
        return undefined;
      case 'LoggedIn':
        return frame.isAccepted ? LOGGED_IN : { kind: 'Refused', detail: this.listener.shown(frame.detail) };
      case 'SessionRefused':
        return { kind: 'Refused', detail: this.listener.shown(frame.detail) };
      case 'Order':
        this.takeOrder(frame.report, text);
        return undefined;
      case 'Malformed':
        this.tellMalformed(frame.detail);
        if (isOfOrder(text)) this.desk.lose();
        else this.askAgain(text);
        return undefined;
      case 'Other':
        this.takeOther(frame.type, frame.isKnown, text);
        return undefined;
    }
  }

  private takeMarket(message: TouchlineMessage, symbol: string | undefined): void {
    const answer = this.market.hear(message, symbol);
    switch (answer.kind) {
      case 'Pass':
        this.messages += 1;
        this.listener.pass(answer.message);
        break;
      case 'Foreign':
        this.foreign += 1;
        break;
      case 'Mixed':
        this.tellMalformed(answer.detail);
        break;
    }
  }

  private takeOrder(report: OrderReport, text: string): void {
    const shown = this.listener.shown(text); // its texts are kept, and shown
    if (shown !== text) {
      const clean = decodeFrame(shown, NO_TIME, this.exchangeOf);
      if (clean.kind === 'Order') this.takeOrder(clean.report, shown);
      else this.tellMalformed(clean.kind === 'Malformed' ? clean.detail : shown);
      return;
    }
    this.orders += 1;
    const token = this.market.tokenOf(report.exchange, report.symbol);
    this.desk.hear(token === undefined ? report : { ...report, token });
  }

  private takeOther(type: string, isKnown: boolean, text: string): void {
    const raw = this.listener.shown(rawText(text));
    if (isKnown) {
      if (TOLD.has(type)) this.log.info({ type }, `the server says: ${raw}`);
      return;
    }
    if (!this.unknownTypes.has(type) && this.unknownTypes.size < MOST_UNKNOWN_TYPES) {
      this.unknownTypes.add(type);
      this.log.warn({}, `a frame of a type that the protocol does not have: ${raw}`);
    }
    this.tellMalformed(`t: a type that the protocol does not have: ${raw}`);
  }

  private tellMalformed(detail: string): void {
    this.malformed += 1;
    this.listener.malformed(this.listener.shown(detail));
  }

  /** What a damaged frame would have changed is lost: a new snapshot of its instrument has it. */
  private askAgain(text: string): void {
    const named = instrumentIn(text);
    if (named === undefined) return;
    const exchange = named.exchange ?? this.exchangeOf(named.number);
    if (exchange === undefined) return;
    const subscription = this.market.subscriptions.of(tokenOf(exchange, named.number));
    if (subscription !== undefined) this.market.subscriptions.refresh(subscription);
  }
}

/** What is no UTF-8 becomes U+FFFD, which no frame has. */
const UTF_8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Of a frame whose time is not asked for. */
const NO_TIME = epochMs(0);

const LOGGED_IN: LogInFrame = { kind: 'LoggedIn' };

/** Each is logged once; a server that sends more of them sends nonsense, which is counted. */
const MOST_UNKNOWN_TYPES = 20;

/** Alerts and the state of the market, for people. */
const TOLD: ReadonlySet<string> = new Set(['am', 'ms', 'rm']);
