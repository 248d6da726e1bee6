import { absurd } from 'fp-ts/lib/function.js';
import type { SchedulerLike } from 'rxjs';
import {
  type Dialect,
  HEARTBEAT_FRAME,
  logInFrame,
  NO_ORDERS_FRAME,
  ordersFrame,
  subscribeFrame,
  unsubscribeFrame,
} from '../../codec/noren/client-frame.js';
import { type Failure, isFailure, UsageError } from '../../domain/failure.js';
import type { Instrument } from '../../domain/instrument.js';
import { type Secret, withoutSecrets } from '../../domain/secret.js';
import type { Token } from '../../domain/token.js';
import type { LiveMessage, Notice } from '../../port/feed.js';
import type { Log } from '../../port/log.js';
import type { OrderBookReader } from '../../port/order-book-reader.js';
import type { SessionToken, SessionTokens } from '../../port/session-tokens.js';
import type { TimeSource } from '../../port/time-source.js';
import type { CloseCause } from './close-cause.js';
import { connectionMachine, type ConnectionMachine } from './connection.js';
import type { ConnectionLimits } from './connection-limits.js';
import type { Connection, ConnectionEffect, ConnectionInput, TimerName } from './connection-types.js';
import { FrameDesk } from './frame-desk.js';
import { MarketDesk } from './market-desk.js';
import { NamedTimers } from './named-timers.js';
import type { NorenStats } from './noren-stats.js';
import { orderText, silentText, tooManyText, unservedText } from './notice-text.js';
import { OrderDesk } from './order-desk.js';
import type { OpenSocket, Socket } from './socket.js';

export interface NorenSessionOptions {
  /** `ws:` or `wss:`. */
  readonly url: string;
  /** `url` as it may be shown. */
  readonly place: string;
  readonly dialect: Dialect;
  readonly tokens: SessionTokens;
  /** What is subscribed; an order update's symbol is looked up in them. */
  readonly instruments: readonly Instrument[];
  /** The book of five levels in place of touchlines. */
  readonly depth: boolean;
  /** Stamps what comes, and says when exchanges trade. */
  readonly time: TimeSource;
  /** Of real time: heartbeats, waits and watches. */
  readonly scheduler: SchedulerLike;
  /** Of the random part of waits. */
  readonly seed: number;
  readonly limits: ConnectionLimits;
  readonly orders: OrderBookReader | undefined;
  readonly log: Log;
  readonly open: OpenSocket;
}

/** What a session gives away. Nothing after `failed`. */
export interface NorenListener {
  message(message: LiveMessage): void;
  failed(failure: Failure): void;
}

/**
 * One run of the feed over all of its sockets: does what the connection machine says, and gives what comes to the
 * desks. All of its state is its own.
 */
export class NorenSession {
  private readonly machine: ConnectionMachine;
  private readonly timers: NamedTimers<TimerName>;
  private readonly market: MarketDesk;
  private readonly orders: OrderDesk;
  private readonly frames: FrameDesk;
  private readonly renewal = new AbortController();
  private connection: Connection;
  /** For the next log-in; of the last one. */
  private token: SessionToken | undefined;
  private usedToken: SessionToken | undefined;
  private isRenewing = false;
  /** Of all log-ins so far: what came to nothing may still be repeated. */
  private readonly secrets: Secret[] = [];
  private socket: Socket | undefined;
  private readonly inputs: ConnectionInput[] = [];
  private isStepping = false;
  private isOver = false;

  constructor(
    private readonly options: NorenSessionOptions,
    private readonly listener: NorenListener,
  ) {
    const { instruments, limits, log, place, scheduler, seed } = options;
    this.machine = connectionMachine({ place, seed }, limits);
    this.connection = this.machine.start[0];
    this.timers = new NamedTimers(scheduler, (name) => this.timeOut(name));
    this.market = new MarketDesk(instruments, limits);
    this.orders = new OrderDesk({
      ...{ reader: options.orders, scheduler, limits, log },
      say: (order) => this.notify({ event: 'Order', token: order.token, detail: orderText(order), order }),
    });
    this.frames = new FrameDesk(this.market, this.orders, log, {
      pass: (message) => this.emit(message),
      malformed: (detail) => this.emit({ kind: 'Malformed', receivedAt: options.time.now(), detail }),
      shown: (text) => this.shown(text),
    });
  }

  get stats(): NorenStats {
    const { frames, messages, malformed, foreign, orders } = this.frames;
    return {
      state: this.connection.phase.at,
      ...{ frames, messages, malformed, foreign, orders },
      repeatedOrders: this.orders.reports.repeated,
      reconnects: Math.max(0, this.connection.generation - 1),
      served: this.market.subscriptions.served,
    };
  }

  start(): void {
    const { instruments, limits, log } = this.options;
    if (instruments.length > limits.usualTokens)
      log.warn(
        { instruments: instruments.length },
        `more than ${limits.usualTokens} instruments on one connection: servers were seen to send nothing for ` +
          'those above about a hundred; each without a snapshot is reported',
      );
    this.perform(this.machine.start[1]);
    for (const { name, token } of instruments.slice(limits.mostTokens))
      this.warn('Unserved', token, tooManyText({ name, token }, limits.mostTokens));
  }

  /** Closes for good; nothing is told any more. */
  stop(): void {
    this.isOver = true;
    this.orders.stop();
    this.renewal.abort(new UsageError('the feed was stopped'));
    this.take({ kind: 'Stopped' });
  }

  /** What an effect makes happen waits until all effects of the step before are done. */
  private take(input: ConnectionInput): void {
    this.inputs.push(input);
    if (this.isStepping) return;
    this.isStepping = true;
    try {
      for (let next = this.inputs.shift(); next !== undefined; next = this.inputs.shift()) {
        const [connection, effects] = this.machine.step(this.connection, next, this.options.time.now());
        this.connection = connection;
        this.perform(effects);
      }
    } finally {
      this.isStepping = false;
    }
  }

  private perform(effects: readonly ConnectionEffect[]): void {
    for (const effect of effects) this.performOne(effect);
  }

  private performOne(effect: ConnectionEffect): void {
    const { socket, timers, usedToken } = this;
    switch (effect.kind) {
      case 'TakeToken':
        void this.takeToken();
        break;
      case 'RenewToken':
        void this.renewToken();
        break;
      case 'Open':
        this.open(effect.generation);
        break;
      case 'LogIn':
        this.logIn();
        break;
      case 'Begin':
        this.market.begin();
        if (usedToken === undefined) break;
        socket?.send(ordersFrame(usedToken.accountId));
        this.orders.begin(effect.isAgain, usedToken);
        break;
      case 'SubscribeBatch':
        this.subscribeBatch();
        break;
      case 'Unsubscribe':
        this.unsubscribe();
        break;
      case 'Heartbeat':
        this.frames.pinged();
        socket?.send(HEARTBEAT_FRAME);
        socket?.ping();
        break;
      case 'Probe':
        socket?.send(HEARTBEAT_FRAME);
        break;
      case 'Close':
        socket?.close();
        if (!effect.isAwaited) this.socket = undefined;
        break;
      case 'Terminate':
        socket?.terminate();
        this.socket = undefined;
        break;
      case 'StartTimer':
        timers.start(effect.name, effect.ms);
        break;
      case 'CancelTimer':
        timers.cancel(effect.name);
        break;
      case 'CancelTimers':
        timers.cancelAll();
        break;
      case 'Tell':
        this.tell(effect);
        break;
      case 'Fail':
        this.fail(effect.failure);
        break;
    }
  }

  private logIn(): void {
    const { token } = this;
    if (token === undefined) return;
    this.usedToken = token;
    this.socket?.send(logInFrame(this.options.dialect, token.uid, token.accountId, token.token.reveal()));
  }

  private async takeToken(): Promise<void> {
    try {
      this.use(await this.options.tokens.current());
      this.take({ kind: 'TokenTaken' });
    } catch (error) {
      this.take({ kind: 'TokenMissing', failure: failureOf(error) });
    }
  }

  /** One call at a time: it may be asked for again while the last one waits. */
  private async renewToken(): Promise<void> {
    const used = this.usedToken;
    if (used === undefined || this.isRenewing) return;
    this.isRenewing = true;
    try {
      if (this.token === used) this.use(await this.options.tokens.renewed(used, this.renewal.signal));
      this.isRenewing = false;
      this.take({ kind: 'TokenRenewed' });
    } catch (error) {
      this.isRenewing = false;
      this.take({ kind: 'TokenMissing', failure: failureOf(error) });
    }
  }

  private use(token: SessionToken): void {
    this.token = token;
    this.secrets.push(token.token);
  }

  private open(generation: number): void {
    const socket = this.options.open(this.options.url, {
      opened: () => this.take({ kind: 'Opened', generation }),
      heard: (bytes) => {
        if (this.socket === socket) this.hear(bytes, generation);
      },
      ponged: () => this.take({ kind: 'Ponged', generation }),
      closed: (cause) => {
        if (this.socket === socket) this.socket = undefined;
        this.take({ kind: 'SocketClosed', generation, cause: this.shownCause(cause) });
      },
    });
    this.socket = socket;
  }

  private hear(bytes: Uint8Array, generation: number): void {
    const heard = this.frames.hear(bytes, this.options.time.now());
    if (heard !== undefined)
      this.take(
        heard.kind === 'LoggedIn'
          ? { kind: 'LoggedIn', generation }
          : { kind: 'Refused', generation, detail: heard.detail },
      );
    if (this.connection.phase.at === 'Subscribing') this.settle();
  }

  private subscribeBatch(): void {
    const batch = this.market.subscriptions.nextBatch();
    if (batch.length > 0) this.socket?.send(subscribeFrame(batch, this.options.depth));
  }

  private unsubscribe(): void {
    for (const batch of this.market.subscriptions.batchesAsked())
      this.socket?.send(unsubscribeFrame(batch, this.options.depth));
    this.socket?.send(NO_ORDERS_FRAME);
  }

  private timeOut(name: TimerName): void {
    switch (name) {
      case 'Pulse':
        this.pulse();
        break;
      case 'Batch':
        this.take({ kind: 'BatchDue', isWaiting: this.market.subscriptions.isWaiting });
        break;
      case 'Pong':
        this.take({ kind: 'PongMissed', hasHeard: this.frames.hasHeardSincePing });
        break;
      default:
        this.take({ kind: 'Timer', name });
    }
  }

  private pulse(): void {
    const { market, options } = this;
    const { limits, time } = options;
    const at = time.now();
    for (const { instrument, token } of market.subscriptions.pulse())
      this.warn('Unserved', token, unservedText(instrument, limits.snapshotMs));
    if (market.subscriptions.isWaiting) this.take({ kind: 'Queued' });
    if (this.connection.phase.at === 'Live')
      for (const { instrument, silentMs } of market.silences(at))
        this.warn('Silent', instrument.token, silentText(instrument, silentMs));
    const hasHeard = this.frames.takeHeard();
    this.take({
      kind: 'Pulse',
      hasHeard,
      hasMarket: market.takeHeard(),
      isInHours: market.isInHours(at),
      isExpected: market.isExpected(at),
    });
    this.settle();
  }

  private settle(): void {
    const { subscriptions, hasHeardMarket: hasMarket } = this.market;
    if (this.connection.phase.at !== 'Subscribing' || !subscriptions.isSettled) return;
    this.take({ kind: 'Settled', served: subscriptions.served, asked: subscriptions.size, hasMarket });
  }

  private fail(failure: Failure): void {
    if (this.isOver) return;
    this.isOver = true;
    this.orders.stop();
    this.renewal.abort(failure);
    this.listener.failed(failure);
  }

  private tell(effect: Extract<ConnectionEffect, { readonly kind: 'Tell' }>): void {
    const { event, connection } = effect;
    const detail = this.shown(effect.detail);
    if (!this.isOver)
      this.options.log[effect.level]({ state: connection ?? event }, `${connection ?? event}: ${detail}`);
    this.notify({ event, token: undefined, detail, ...(connection === undefined ? {} : { connection }) });
  }

  private warn(event: 'Unserved' | 'Silent', token: Token, detail: string): void {
    this.options.log.warn({ token }, detail);
    this.notify({ event, token, detail });
  }

  private notify(notice: Omit<Notice, 'kind' | 'receivedAt'>): void {
    this.emit({ kind: 'Notice', receivedAt: this.options.time.now(), ...notice });
  }

  private emit(message: LiveMessage): void {
    if (!this.isOver) this.listener.message(message);
  }

  /** What a server says may repeat what it was sent. */
  private shown(text: string): string {
    return withoutSecrets(text, this.secrets);
  }

  private shownCause(cause: CloseCause): CloseCause {
    switch (cause.kind) {
      case 'Closed':
        return { ...cause, reason: this.shown(cause.reason) };
      case 'Failed':
        return { ...cause, text: this.shown(cause.text) };
      case 'Handshake':
        return cause;
      default:
        return absurd(cause);
    }
  }
}

const failureOf = (error: unknown): Failure =>
  isFailure(error)
    ? error
    : new UsageError(`no session token: ${error instanceof Error ? error.message : String(error)}`);
