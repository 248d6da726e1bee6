import type { OrderChange } from '../../../domain/order-change.js';
import { lifeAfter, lifeOf, type OrderLife } from '../../../domain/order-life.js';
import { isFinal, type Order, termsOf } from '../../../domain/order.js';
import type { Sent } from '../../../port/broker.js';

/**
 * An order of ours at the broker: its life by what was told of it, the broker's number of it, and the calls that
 * are still to be made. What was told waits in a line before the belt has it, and the belt may ask something of the
 * order meanwhile; so two lives are kept, that of the belt, and what it will be once all that waits has been heard.
 */
export class RoutedOrder {
  life: OrderLife;
  private onBelt: OrderLife;
  private readonly waiting: OrderChange[] = [];
  /** The broker's; undefined until the answer to the call or a report with our mark names it. */
  number: string | undefined = undefined;
  /** Calls that have not gone out, one after another. */
  readonly calls: Sent[] = [];
  isCalling = false;
  /** Whether its placing went out; from then on it may be there, whatever becomes of the call. */
  hasLeft = false;
  /** When a call of it ended, and when something was last said or asked of it; real ms. */
  callEndedAt = -Infinity;
  touchedAt = -Infinity;
  /** Ends the waiting of the first of its calls for a turn. */
  turn = new AbortController();
  /** `seq` of what sent it, and of what modified and cancelled it last. */
  private readonly placedBy: number;
  private modifiedBy: number | undefined = undefined;
  private cancelledBy: number | undefined = undefined;

  constructor(
    sent: Sent,
    /** The client id. */
    readonly remarks: string,
  ) {
    this.life = lifeOf(sent.order);
    this.onBelt = this.life;
    this.placedBy = sent.seq;
  }

  get order(): Order {
    return this.life.order;
  }

  get isOver(): boolean {
    return isFinal(this.order.state);
  }

  /** Whether an answer is due: it does not rest, and has not ended. */
  get isAwaited(): boolean {
    const { state } = this.order;
    return !this.isOver && state !== 'Open' && state !== 'PartiallyFilled' && state !== 'TriggerPending';
  }

  /** Other terms, or its end, are asked for. */
  ask(sent: Sent): void {
    if (sent.kind === 'ModifySent') this.modifiedBy = sent.seq;
    else this.cancelledBy = sent.seq;
    const asked: OrderChange =
      sent.kind === 'ModifySent'
        ? { kind: 'ModifyAsked', terms: termsOf(sent.order) }
        : { kind: 'CancelAsked' };
    this.onBelt = lifeAfter(this.onBelt, asked)[0];
    this.life = this.waiting.reduce((life, change) => lifeAfter(life, change)[0], this.onBelt);
  }

  /** `change` is told: it waits for the belt. */
  tell(change: OrderChange): void {
    this.waiting.push(change);
    this.life = lifeAfter(this.life, change)[0];
  }

  /** The belt has `change`: the oldest of what was told, or, in a past that is gone through again, what was told then. */
  delivered(change: OrderChange): void {
    const isTold = this.waiting.shift() !== undefined;
    this.onBelt = lifeAfter(this.onBelt, change)[0];
    if (!isTold) this.life = this.onBelt;
  }

  /** `seq` of the entry that `change` follows from. */
  causeOf({ kind }: OrderChange): number {
    switch (kind) {
      case 'Cancelled':
      case 'CancelRejected':
        return this.cancelledBy ?? this.placedBy;
      case 'Modified':
      case 'ModifyRejected':
        return this.modifiedBy ?? this.placedBy;
      default:
        return this.placedBy;
    }
  }
}
