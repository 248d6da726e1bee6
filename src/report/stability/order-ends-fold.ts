import type { OrderUpdate } from '../../domain/event.js';
import type { OrderId } from '../../domain/order.js';
import type { EpochMs } from '../../domain/time.js';
import { LatencyHistogram } from '../latency.js';
import type { OrderEnds } from './stability.js';

/** Folds what became of orders, and how long it took. */
export class OrderEndsFold {
  /** From the decision to the first word that the broker has it. */
  readonly intentToAck = new LatencyHistogram();
  /** From there to the first execution. */
  readonly ackToFill = new LatencyHistogram();
  private sentCount = 0;
  private acknowledged = 0;
  private filled = 0;
  private cancelled = 0;
  private expired = 0;
  private rejected = 0;
  private readonly reasons = new Map<string, number>();
  /** When orders were acknowledged. */
  private readonly ackedAt = new Map<OrderId, EpochMs>();

  sent(): void {
    this.sentCount += 1;
  }

  update({ change, order, fill, at, reason }: OrderUpdate): void {
    switch (change) {
      case 'Accepted':
      case 'TriggerPending':
      case 'Opened':
        if (order.filled === 0 && !this.ackedAt.has(order.id)) {
          this.acknowledged += 1;
          this.ackedAt.set(order.id, at);
          this.intentToAck.record(at - order.decidedAt);
        }
        break;
      case 'Filled':
      case 'FilledTo':
        if (order.state === 'Filled') this.filled += 1;
        break;
      case 'Cancelled':
        this.cancelled += 1;
        break;
      case 'Expired':
        this.expired += 1;
        break;
      case 'Rejected':
        this.rejected += 1;
        this.reasons.set(reason ?? '', (this.reasons.get(reason ?? '') ?? 0) + 1);
        break;
      case 'Triggered':
      case 'ModifyAsked':
      case 'Modified':
      case 'ModifyRejected':
      case 'CancelAsked':
      case 'CancelRejected':
      case 'AskRefused':
      case 'Refused':
      case 'Lost':
        break;
    }
    const ackedAt = this.ackedAt.get(order.id);
    if (fill !== undefined && ackedAt !== undefined && order.filled === fill.quantity)
      this.ackToFill.record(at - ackedAt);
  }

  get ends(): OrderEnds {
    const { acknowledged, filled, cancelled, expired, rejected } = this;
    return {
      sent: this.sentCount,
      acknowledged,
      filled,
      cancelled,
      expired,
      rejected,
      reasons: Object.fromEntries(this.reasons),
    };
  }
}
