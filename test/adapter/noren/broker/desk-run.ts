import * as E from 'fp-ts/lib/Either.js';
import { Subject, type Subscription } from 'rxjs';
import type { BrokerLimits } from '../../../../src/adapter/noren/broker/broker-limits.js';
import { NorenBroker } from '../../../../src/adapter/noren/broker/noren-broker.js';
import { clientIdsOf } from '../../../../src/adapter/noren/broker/client-id.js';
import type { Fields, RestAnswer } from '../../../../src/adapter/noren/rest.js';
import type { RestFailure } from '../../../../src/codec/noren/rest-answer.js';
import type { OrderReport } from '../../../../src/domain/order-report.js';
import { type Order, orderIdOf } from '../../../../src/domain/order.js';
import { epochMs } from '../../../../src/domain/time.js';
import type { TradeReport } from '../../../../src/domain/trade-report.js';
import { noCharges } from '../../../../src/exchange/charges.js';
import type { BrokerAnswer, Sent } from '../../../../src/port/broker.js';
import type { Notice } from '../../../../src/port/feed.js';
import type { BrokerInput } from '../../../../src/port/input.js';
import { NO_LOG } from '../../../../src/port/log.js';
import type { SessionTokens } from '../../../../src/port/session-tokens.js';
import { OPEN } from '../../../operator/messages.js';
import { ACC, instrument } from '../../../support/instrument.js';
import type { Loose } from '../../../support/loose.js';
import { order } from '../../../support/order.js';
import { orderReport } from '../../../support/order-report.js';
import { PlayedTime } from '../../../support/played-time.js';
import { SESSION, sessionOf } from '../feed-run.js';

/** An order call that went out, and waits for its answer. */
interface Called {
  readonly call: string;
  readonly fields: Fields;
  readonly answer: (answer: Awaited<RestAnswer>) => void;
  readonly fail: (error: Error) => void;
}

const NAME = 'a session';
const IDS = clientIdsOf(NAME);

/** The broker with its time, its calls and the books that it reads played by hand; a belt hears all that it says. */
export class DeskRun {
  readonly real = new PlayedTime(epochMs(OPEN));
  readonly calls: Called[] = [];
  orders: readonly OrderReport[] = [];
  trades: readonly TradeReport[] = [];
  /** How often the books were read. */
  readings = 0;
  /** What happens between the reading of the one book and that of the other. */
  between: () => void = () => undefined;
  readonly said: (BrokerInput | Notice)[] = [];
  /** What ended the session. */
  error: unknown = undefined;
  readonly broker: NorenBroker;
  private readonly running: Subscription;
  private readonly belt;
  private seq = 0;

  constructor(limits: Partial<BrokerLimits> = {}, tokens: SessionTokens = sessionOf(SESSION)) {
    const { real } = this;
    this.broker = new NorenBroker({
      rest: {
        send: (call, fields) =>
          new Promise((answer, fail) => this.calls.push({ call, fields, answer, fail })),
        read: () => Promise.reject(new Error('nobody reads by the call')),
      },
      reader: {
        orders: () => this.read(() => this.orders),
        trades: () => this.read(() => this.trades),
        history: () => Promise.reject(new Error('nobody asks for a history')),
      },
      tokens,
      instruments: new Map([[ACC, instrument()]]),
      charges: noCharges,
      session: NAME,
      time: real,
      real,
      limits,
      log: NO_LOG,
    });
    const heard$ = new Subject<BrokerAnswer>();
    this.belt = this.broker.onBelt(heard$);
    this.running = this.belt.answer$.subscribe();
    this.running.add(
      this.broker.input$.subscribe({
        next: (input) => {
          this.said.push(input);
          if (input.kind === 'BrokerAnswer') heard$.next(input);
        },
        error: (error: unknown) => {
          this.error = error;
        },
      }),
    );
  }

  /** To buy 100 ACC at 100, under its own number. */
  order(number = 1, facts: Loose<Order> = {}): Order {
    return order({ id: orderIdOf('test', ACC, number), limit: 100, decidedAt: OPEN, ...facts });
  }

  sent(kind: Sent['kind'], of: Order = this.order()): Sent {
    this.seq += 1;
    const { token, strategy } = of;
    return { kind, seq: this.seq, at: this.real.now(), cause: 0, token, strategy, order: of } as Sent;
  }

  /** The belt sends it; resolves when what follows at once has followed. */
  async send(kind: Sent['kind'], of?: Order): Promise<void> {
    this.belt.send(this.sent(kind, of));
    await this.settled();
  }

  /** The orders that are `meant` are halted. */
  halt(meant: (of: Order) => boolean = () => true): void {
    this.belt.keepBack?.(meant, 'halt by asha: the news');
  }

  /** A report of the broker's about order `number`, which has our mark unless it says otherwise. */
  async hear(facts: Loose<OrderReport>, number = 1): Promise<void> {
    this.broker.hear(this.report(facts, number));
    await this.settled();
  }

  report(facts: Loose<OrderReport>, number = 1): OrderReport {
    const remarks = IDS.of(this.order(number).id);
    return orderReport({ number: `26010500000${number}`, remarks, ...facts });
  }

  /** The oldest call that waits is answered, `Ok` with the number where it was to place. */
  async answer(failure?: RestFailure): Promise<void> {
    const { call, answer } = this.calls.shift() ?? {};
    const fine = call === 'PlaceOrder' ? { stat: 'Ok', norenordno: '260105000001' } : { stat: 'Ok' };
    answer?.(failure === undefined ? E.right(fine) : E.left(failure));
    await this.settled();
  }

  /** The oldest call that waits ends in an error of our own. */
  async fail(error: Error): Promise<void> {
    this.calls.shift()?.fail(error);
    await this.settled();
  }

  async pass(ms: number): Promise<void> {
    this.real.pass(ms);
    await this.settled();
  }

  recall(sent: Sent): void {
    this.belt.recall?.(sent);
  }

  goOn(): Promise<readonly (BrokerAnswer | Notice)[]> {
    return this.belt.reconcile?.([]) ?? Promise.resolve([]);
  }

  /** What was said, in words. */
  get words(): readonly string[] {
    return this.said.map(wordOf);
  }

  end(): void {
    this.running.unsubscribe();
  }

  private async read<A>(book: () => A): Promise<A> {
    this.readings += 0.5;
    const found = book();
    if (!Number.isInteger(this.readings)) this.between();
    return Promise.resolve(found);
  }

  private settled(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
}

export const wordOf = (input: BrokerAnswer | Notice): string => {
  if (input.kind === 'Notice') return input.detail.replace(/:.*/s, '');
  const { change } = input;
  if (change.kind === 'Filled') return `Filled ${change.execution.quantity}`;
  if (change.kind === 'FilledTo') return `FilledTo ${change.total.filled}`;
  return change.kind === 'Modified' ? `Modified to ${change.terms.quantity}` : change.kind;
};
