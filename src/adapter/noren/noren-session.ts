import { absurd } from 'fp-ts/lib/function.js';
import type { SchedulerLike, Subscription as Timer } from 'rxjs';
import {
  type Dialect,
  HEARTBEAT_FRAME,
  logInFrame,
  ordersFrame,
  subscribeFrame,
} from '../../codec/noren/client-frame.js';
import { decodeFrame, type ServerFrame } from '../../codec/noren/server-frame.js';
import { durationText } from '../../domain/duration-text.js';
import { type Failure, isFailure, UsageError } from '../../domain/failure.js';
import type { Instrument } from '../../domain/instrument.js';
import type { OrderReport } from '../../domain/order-report.js';
import { type Secret, withoutSecrets } from '../../domain/secret.js';
import type { Token } from '../../domain/token.js';
import type { LiveMessage, Notice } from '../../port/feed.js';
import type { Log } from '../../port/log.js';
import type { OrderBookReader } from '../../port/order-book-reader.js';
import type { SessionToken, SessionTokens } from '../../port/session-tokens.js';
import type { TimeSource } from '../../port/time-source.js';
import { connectionMachine, type ConnectionMachine } from './connection.js';
import type { ConnectionLimits } from './connection-limits.js';
import type {
  CloseCause,
  Connection,
  ConnectionEffect,
  ConnectionInput,
  TimerName,
} from './connection-types.js';
import type { NorenStats } from './noren-stats.js';
import { OrderReports } from './order-reports.js';
import { openedAt } from './session-hours.js';
import type { OpenSocket, Socket } from './socket.js';
import { type Subscription, Subscriptions } from './subscriptions.js';

export interface NorenSessionOptions {
  readonly url: string;
  /** `url` as it may be shown. */
  readonly place: string;
  readonly dialect: Dialect;
  readonly tokens: SessionTokens;
  readonly instruments: readonly Instrument[];
  readonly depth: boolean;
  readonly time: TimeSource;
  readonly scheduler: SchedulerLike;
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
 * One run of the feed over all of its sockets: does what the connection machine says, and turns what comes into
 * messages. All of its state is its own.
 */
export class NorenSession implements NorenStats {
  frames = 0;
  messages = 0;
  malformed = 0;
  foreign = 0;
  orders = 0;
  reconnects = 0;

  private readonly machine: ConnectionMachine;
  private readonly subscriptions: Subscriptions;
  private readonly reports = new OrderReports();
  private readonly timers = new Map<TimerName, Timer>();
  private readonly renewal = new AbortController();
  private readonly tokensBySymbol: ReadonlyMap<string, Token>;
  private readonly exchanges: readonly string[];
  private readonly unknownTypes = new Set<string>();
  private connection: Connection;
  private token: SessionToken | undefined;
  /** Of all log-ins so far: what came to nothing may still be repeated. */
  private readonly secrets: Secret[] = [];
  private socket: Socket | undefined;
  private readonly inputs: ConnectionInput[] = [];
  private isStepping = false;
  private isOver = false;
  /** Since the last pulse; since the last ping; on this connection. */
  private hasHeard = false;
  private hasHeardSincePing = false;
  private hasMarket = false;
  private hasMarketEver = false;

  constructor(
    private readonly options: NorenSessionOptions,
    private readonly listener: NorenListener,
  ) {
    const { instruments, limits, place, seed } = options;
    this.machine = connectionMachine({ place, seed }, limits);
    this.subscriptions = new Subscriptions(instruments.slice(0, limits.mostTokens), limits);
    this.tokensBySymbol = new Map(
      instruments.map(({ exchange, tradingSymbol, token }) => [`${exchange}|${tradingSymbol}`, token]),
    );
    this.exchanges = [...new Set(instruments.map(({ exchange }) => exchange))];
    this.connection = this.machine.start[0];
  }

  get state(): NorenStats['state'] {
    return this.connection.phase.at;
  }

  get served(): number {
    return this.subscriptions.served;
  }

  get repeatedOrders(): number {
    return this.reports.repeated;
  }

  start(): void {
    const { instruments, limits, log } = this.options;
    if (instruments.length > limits.usualTokens)
      log.warn(
        { instruments: instruments.length },
        `${instruments.length} instruments on one connection: servers were seen to send nothing for those above ` +
          `about ${limits.usualTokens}; each without a snapshot is reported`,
      );
    for (const { name, token } of instruments.slice(limits.mostTokens))
      this.notify('Unserved', token, `${name} (${token}): not subscribed, the limit is ${limits.mostTokens}`);
    this.perform(this.machine.start[1]);
  }

  /** Closes for good; nothing is told any more. */
  stop(): void {
    this.isOver = true;
    this.renewal.abort(new UsageError('the feed was stopped'));
    this.take({ kind: 'Stopped' });
  }

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
        this.begin();
        break;
      case 'SubscribeBatch':
        this.subscribeBatch();
        break;
      case 'Heartbeat':
        this.hasHeardSincePing = false;
        this.socket?.send(HEARTBEAT_FRAME);
        this.socket?.ping();
        break;
      case 'Close':
        this.socket?.close();
        if (!effect.isAwaited) this.socket = undefined;
        break;
      case 'Terminate':
        this.socket?.terminate();
        this.socket = undefined;
        break;
      case 'StartTimer':
        this.startTimer(effect.name, effect.ms);
        break;
      case 'CancelTimer':
        this.cancelTimer(effect.name);
        break;
      case 'CancelTimers':
        for (const name of [...this.timers.keys()]) this.cancelTimer(name);
        break;
      case 'Tell':
        this.tell(effect);
        break;
      case 'Fail':
        if (this.isOver) return;
        this.isOver = true;
        this.listener.failed(effect.failure);
        break;
    }
  }

  private async takeToken(): Promise<void> {
    try {
      this.use(await this.options.tokens.current());
      this.take({ kind: 'TokenTaken' });
    } catch (error) {
      this.take({ kind: 'TokenMissing', failure: failureOf(error) });
    }
  }

  private async renewToken(): Promise<void> {
    const { token } = this;
    if (token === undefined) return;
    try {
      const renewed = await this.options.tokens.renewed(token, this.renewal.signal);
      if (this.token !== token) return; // another waiting was faster
      this.use(renewed);
      this.take({ kind: 'TokenRenewed' });
    } catch (error) {
      this.take({ kind: 'TokenMissing', failure: failureOf(error) });
    }
  }

  private use(token: SessionToken): void {
    this.token = token;
    this.secrets.push(token.token);
  }

  private open(generation: number): void {
    if (generation > 1) this.reconnects += 1;
    this.hasMarketEver = false;
    const isCurrent = (): boolean => this.connection.generation === generation;
    const socket = this.options.open(this.options.url, {
      opened: () => this.take({ kind: 'Opened', generation }),
      heard: (text) => {
        if (this.socket === socket) this.hear(text, generation);
      },
      ponged: () => this.take({ kind: 'Ponged', generation }),
      closed: (cause) => {
        if (isCurrent()) this.socket = undefined;
        this.take({ kind: 'SocketClosed', generation, cause: this.shownCause(cause) });
      },
    });
    this.socket = socket;
  }

  private logIn(): void {
    const { token, options } = this;
    if (token === undefined) return;
    this.socket?.send(logInFrame(options.dialect, token.uid, token.accountId, token.token.reveal()));
  }

  private begin(): void {
    if (this.token !== undefined) this.socket?.send(ordersFrame(this.token.accountId));
    this.subscriptions.begin();
    this.settle();
  }

  private subscribeBatch(): void {
    const batch = this.subscriptions.nextBatch();
    if (batch.length > 0) this.socket?.send(subscribeFrame(batch, this.options.depth));
  }

  private startTimer(name: TimerName, ms: number): void {
    this.cancelTimer(name);
    this.timers.set(
      name,
      this.options.scheduler.schedule(() => {
        this.timers.delete(name);
        this.timeOut(name);
      }, ms),
    );
  }

  private cancelTimer(name: TimerName): void {
    this.timers.get(name)?.unsubscribe();
    this.timers.delete(name);
  }

  private timeOut(name: TimerName): void {
    switch (name) {
      case 'Pulse':
        this.pulse();
        break;
      case 'Batch':
        this.take({ kind: 'BatchDue', isWaiting: this.subscriptions.isWaiting });
        break;
      case 'Pong':
        this.take({ kind: 'PongMissed', hasHeard: this.hasHeardSincePing });
        break;
      default:
        this.take({ kind: 'Timer', name });
    }
  }

  private pulse(): void {
    const { limits } = this.options;
    for (const { token, instrument } of this.subscriptions.pulse())
      this.notify(
        'Unserved',
        token,
        `${instrument.name} (${token}): no snapshot within ${durationText(limits.snapshotMs)}, asked for twice; ` +
          'the server does not know it, or sends no more than so many instruments to one log-in',
      );
    if (this.subscriptions.isWaiting) this.take({ kind: 'Queued' });
    this.tellSilences();
    const { hasHeard, hasMarket } = this;
    this.hasHeard = false;
    this.hasMarket = false;
    const at = this.options.time.now();
    const isInHours = this.exchanges.some((exchange) => openedAt(exchange, at) !== undefined);
    this.take({ kind: 'Pulse', hasHeard, hasMarket, isInHours });
    this.settle();
  }

  private tellSilences(): void {
    if (this.connection.phase.at !== 'Live') return;
    const { time, limits } = this.options;
    const at = time.now();
    for (const subscription of this.subscriptions.all()) {
      const { token, instrument, exchange, lastAt, isSilent } = subscription;
      if (isSilent || lastAt === undefined || at - lastAt < limits.silentMs) continue;
      const opened = openedAt(exchange, at);
      if (opened === undefined) continue;
      const silentMs = at - Math.max(lastAt, opened);
      if (silentMs < limits.silentMs) continue;
      subscription.isSilent = true;
      this.notify(
        'Silent',
        token,
        `${instrument.name} (${token}): no tick for ${Math.round(silentMs / 1000)}s`,
      );
    }
  }

  private settle(): void {
    if (this.connection.phase.at !== 'Subscribing' || !this.subscriptions.isSettled) return;
    const { served, size: asked } = this.subscriptions;
    this.take({ kind: 'Settled', served, asked, hasMarket: this.hasMarketEver });
  }

  private hear(text: string, generation: number): void {
    this.frames += 1;
    this.hasHeard = true;
    this.hasHeardSincePing = true;
    this.understand(text, generation);
  }

  private understand(text: string, generation: number): void {
    const at = this.options.time.now();
    const frame = decodeFrame(text, at, (number) => this.subscriptions.exchangeOf(number));
    switch (frame.kind) {
      case 'Touchline':
        this.hearMarket(frame);
        break;
      case 'LoggedIn':
        this.take(
          frame.isAccepted
            ? { kind: 'LoggedIn', generation }
            : { kind: 'Refused', generation, detail: this.shown(frame.detail) },
        );
        break;
      case 'SessionRefused':
        this.take({ kind: 'Refused', generation, detail: this.shown(frame.detail) });
        break;
      case 'Order': {
        const shown = this.shown(text); // its texts are kept, and shown
        if (shown === text) this.hearOrder(frame.report);
        else this.understand(shown, generation);
        break;
      }
      case 'Malformed':
        this.tellMalformed(frame.detail);
        break;
      case 'Other':
        if (!frame.isKnown) this.hearUnknown(frame.type, text);
        break;
    }
  }

  private hearMarket({ message, symbol }: Extract<ServerFrame, { readonly kind: 'Touchline' }>): void {
    const subscription = this.subscriptions.of(message.token);
    if (subscription === undefined) {
      this.foreign += 1;
      return;
    }
    this.hasMarket = true;
    this.hasMarketEver = true;
    if (message.kind === 'tk') {
      if (symbol !== undefined && this.isOfAnother(subscription, symbol)) {
        this.tellMalformed(
          `ts: ${message.token} is ${subscription.symbol ?? subscription.instrument.tradingSymbol}, got "${symbol}"`,
        );
        return;
      }
      if (symbol !== undefined) subscription.symbol = symbol;
      this.subscriptions.serve(subscription);
    } else if (subscription.standing !== 'Served' && this.subscriptions.missSnapshot(subscription))
      this.take({ kind: 'Queued' });
    subscription.lastAt = message.receivedAt;
    subscription.isSilent = false;
    this.messages += 1;
    this.emit(message);
    if (this.connection.phase.at === 'Subscribing') this.settle();
  }

  /**
   * A feed names an index as it likes, but it does not change a name, and gives none that another subscribed
   * instrument has.
   */
  private isOfAnother({ token, instrument, symbol }: Subscription, told: string): boolean {
    if (told === instrument.tradingSymbol || told === symbol) return false;
    if (symbol !== undefined) return true;
    const named = this.tokensBySymbol.get(`${instrument.exchange}|${told}`);
    return named !== undefined && named !== token;
  }

  private hearOrder(told: OrderReport): void {
    const token = this.tokensBySymbol.get(`${told.exchange}|${told.symbol}`);
    const report = this.reports.take(token === undefined ? told : { ...told, token });
    if (report === undefined) return;
    this.orders += 1;
    this.emit({
      kind: 'Notice',
      receivedAt: this.options.time.now(),
      event: 'Order',
      token: report.token,
      detail: orderText(report),
      order: report,
    });
  }

  private hearUnknown(type: string, text: string): void {
    if (!this.unknownTypes.has(type)) {
      this.unknownTypes.add(type);
      const shown = this.shown(type);
      this.options.log.warn({ type: shown }, `a frame of a type that the protocol does not have: ${shown}`);
    }
    this.tellMalformed(`t: unknown type "${type}": ${text.slice(0, 400)}`);
  }

  private tellMalformed(detail: string): void {
    this.malformed += 1;
    this.emit({ kind: 'Malformed', receivedAt: this.options.time.now(), detail: this.shown(detail) });
  }

  private tell({
    event,
    connection,
    detail,
    level,
  }: Extract<ConnectionEffect, { readonly kind: 'Tell' }>): void {
    const shown = this.shown(detail);
    this.options.log[level]({ connection: connection ?? event }, `${connection ?? event}: ${shown}`);
    this.emit({
      kind: 'Notice',
      receivedAt: this.options.time.now(),
      event,
      token: undefined,
      detail: shown,
      ...(connection === undefined ? {} : { connection }),
    });
  }

  private notify(event: 'Unserved' | 'Silent', token: Token, detail: string): void {
    this.options.log.warn({ token }, detail);
    const notice: Notice = { kind: 'Notice', receivedAt: this.options.time.now(), event, token, detail };
    this.emit(notice);
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

const orderText = ({
  number,
  side,
  quantity,
  exchange,
  symbol,
  limit,
  status,
  cause,
  filled,
}: OrderReport): string =>
  `${number} ${side} ${quantity} ${exchange}:${symbol} ${limit === undefined ? 'at market' : `at ${limit}`}: ` +
  `${status}${cause === '' ? '' : ` (${cause})`}${filled === 0 ? '' : `, ${filled} executed`}`;
