import type { Instrument } from '../../../domain/instrument.js';
import type { Order } from '../../../domain/order.js';
import type { Token } from '../../../domain/token.js';
import type { Sent } from '../../../port/broker.js';
import type { RealTime } from '../../../port/real-time.js';
import type { SessionToken, SessionTokens } from '../../../port/session-tokens.js';
import type { Fields } from '../rest.js';
import type { CallOrder, CallOutcome, OrderCall } from './order-calls.js';
import type { OrderPace } from './order-pace.js';
import type { RoutedOrder } from './routed-order.js';
import { cancelFields, modifyFields, placeFields } from './wire-order.js';

export interface OrderCallerOptions {
  readonly call: CallOrder;
  readonly tokens: SessionTokens;
  readonly pace: OrderPace;
  readonly instruments: ReadonlyMap<Token, Instrument>;
  /** What an order at market is protected by, rupees. */
  readonly referenceOf: (order: Order) => number | undefined;
  readonly real: RealTime;
  /** Told of each call what came of it. */
  readonly done: (routed: RoutedOrder, sent: Sent, outcome: CallOutcome) => void;
  /** Told of an error of our own: what came of the call nobody knows. */
  readonly failed: (error: unknown) => void;
}

const CALLS = { OrderSent: 'PlaceOrder', ModifySent: 'ModifyOrder', CancelSent: 'CancelOrder' } as const;

/**
 * Makes the calls of each order one after another, and of all together no faster than the pace. One that needs the
 * broker's number waits until that is known; one of an order that has ended is left out. No call is made twice.
 */
export class OrderCaller {
  private readonly leaving = new AbortController();

  constructor(private readonly options: OrderCallerOptions) {}

  /** `sent` is to be called behind what waits; so is what waits, where its order's number has become known. */
  call(routed: RoutedOrder, sent?: Sent): void {
    if (sent !== undefined) routed.calls.push(sent);
    if (routed.isCalling || this.hasStopped) return;
    void this.callAll(routed).catch((error: unknown) => {
      if (!this.hasStopped) this.options.failed(error);
    });
  }

  /** What waits of `routed` and is `meant` does not go out any more; returns it. */
  takeBack(routed: RoutedOrder, meant: (sent: Sent) => boolean): readonly Sent[] {
    const { calls, turn } = routed;
    const [next] = calls;
    const taken = calls.filter(meant);
    calls.splice(0, calls.length, ...calls.filter((sent) => !taken.includes(sent)));
    if (calls[0] !== next) turn.abort();
    return taken;
  }

  /** What waits is not sent any more, and of what is under way nobody hears. */
  stop(): void {
    this.leaving.abort(new Error('the session has ended'));
  }

  get hasStopped(): boolean {
    return this.leaving.signal.aborted;
  }

  private async callAll(routed: RoutedOrder): Promise<void> {
    try {
      for (let sent = this.nextOf(routed); sent !== undefined; sent = this.nextOf(routed)) {
        routed.isCalling = true;
        routed.turn = new AbortController();
        const session = await this.options.tokens.current().catch(messageOf);
        await this.turnOf(routed, sent);
        if (this.nextOf(routed) !== sent) continue; // it was taken back, or has no need to go out any more
        routed.calls.shift();
        const outcome = await this.callOne(routed, sent, session);
        routed.callEndedAt = this.options.real.now();
        this.options.done(routed, sent, outcome);
      }
    } finally {
      routed.isCalling = false;
    }
  }

  /** The call that can be made next. */
  private nextOf(routed: RoutedOrder): Sent | undefined {
    if (routed.isOver) routed.calls.length = 0;
    const [next] = routed.calls;
    return next !== undefined && (next.kind === 'OrderSent' || routed.number !== undefined)
      ? next
      : undefined;
  }

  /** Resolves when it is its turn, or it was taken back. Rejects when the session has ended. */
  private async turnOf(routed: RoutedOrder, sent: Sent): Promise<void> {
    const { signal } = this.leaving;
    const either = AbortSignal.any([signal, routed.turn.signal]);
    await this.options.pace.take(sent.kind === 'CancelSent', either).catch(() => signal.throwIfAborted());
  }

  /** It is on its way when this returns, or will never be: with nothing awaited before, what was looked at still holds. */
  private async callOne(
    routed: RoutedOrder,
    sent: Sent,
    session: SessionToken | string,
  ): Promise<CallOutcome> {
    if (typeof session === 'string') return { kind: 'Refused', reason: session };
    const fields = this.fieldsOf(routed, sent, session);
    if (fields === undefined) return { kind: 'Refused', reason: NO_REFERENCE };
    routed.hasLeft = true;
    return this.options.call(
      CALLS[sent.kind] satisfies OrderCall,
      fields,
      session.token,
      this.leaving.signal,
    );
  }

  private fieldsOf(routed: RoutedOrder, sent: Sent, session: SessionToken): Fields | undefined {
    const { instruments, referenceOf } = this.options;
    const instrument = instruments.get(sent.token);
    const number = routed.number ?? '';
    if (sent.kind === 'CancelSent') return cancelFields(session, number);
    if (instrument === undefined) return undefined;
    const reference = referenceOf(sent.order);
    return sent.kind === 'OrderSent'
      ? placeFields(sent.order, instrument, reference, session, routed.remarks)
      : modifyFields(sent.order, instrument, reference, session, number);
  }
}

const NO_REFERENCE = 'there is no price yet that an order at market could be protected by';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
