import type { OrderUpdate } from '../../domain/event.js';
import { inRupees } from '../../domain/money.js';
import type { OrderId } from '../../domain/order.js';
import { type SessionDay, sessionDayOf } from '../../domain/session.js';
import { decisionLine } from '../decision-line.js';
import type { DecisionRecord } from '../decision-record.js';
import type { OrderRecord } from '../order-record.js';
import type { PageDetail, PageDetailed, PageOrder, PageStep } from './report-page.js';
import { SpreadSample } from './spread-sample.js';

/** How many orders' details are kept, and how many characters they have: those that executed, the others, all. */
const ROOM = {
  executed: { pieces: 8_000, size: 8_000_000 },
  others: { pieces: 10_000, size: 10_000_000 },
  all: { pieces: 10_000, size: 10_000_000 },
};

/** About so many characters a step of an order has. */
const STEP_SIZE = 120;

/** An order's decisions and what became of it, as it grows. */
interface Growing {
  readonly orderId: OrderId;
  readonly decisions: { readonly place: number; readonly record: DecisionRecord }[];
  order: PageOrder | null;
  readonly steps: PageStep[];
}

interface Kept {
  readonly of: Growing;
  readonly decisions: PageDetail['decisions'];
  readonly size: number;
}

/**
 * Keeps what decisions were made of and what came of them, an order's together. Where there are too many: evenly spread
 * ones of those that executed, before evenly spread ones of the others. What is not kept is never printed.
 */
export class DetailLog {
  /** Orders that have not ended. */
  private readonly open = new Map<OrderId, Growing>();
  /** Ended by the update that is being told. */
  private ending: Growing[] = [];
  /** Ended with a rest on this day: executions of theirs may still be told. */
  private readonly rested = new Map<OrderId, Growing>();
  private day: SessionDay | undefined = undefined;
  private readonly executed = new SpreadSample<Kept>(ROOM.executed);
  private readonly others = new SpreadSample<Kept>(ROOM.others);

  /** A decision has been judged; `place` is its place among all. */
  decided(record: DecisionRecord, place: number): void {
    const { orderId, intent } = record.decision;
    const known = this.open.get(orderId);
    if (known !== undefined) {
      known.decisions.push({ place, record });
      return;
    }
    const growing = { orderId, decisions: [{ place, record }], order: null, steps: [] };
    if (intent.kind === 'Submit' && record.verdict?.kind === 'Approved') this.open.set(orderId, growing);
    else this.others.take(() => keptOf(growing));
  }

  /** An order has ended, or stands so at the end of the run; the update that ended it may follow. */
  ended(record: OrderRecord): void {
    const { id } = record.order;
    const growing = this.growing(id);
    if (growing === undefined) return;
    growing.order = orderOf(record);
    if (this.open.has(id)) this.ending.push(growing);
  }

  updated(update: OrderUpdate): void {
    const day = sessionDayOf(update.at);
    if (day !== this.day) this.rested.clear();
    this.day = day;
    this.growing(update.order.id)?.steps.push(stepOf(update));
    this.settle();
  }

  /** The decision that made an order, while something may become of it. */
  placeOf(id: OrderId): number | null {
    return this.growing(id)?.decisions[0]?.place ?? null;
  }

  private growing(id: OrderId): Growing | undefined {
    return this.open.get(id) ?? this.rested.get(id);
  }

  /** Once, after the last order was told. */
  finish(): { readonly detailed: PageDetailed; readonly details: readonly PageDetail[] } {
    this.settle();
    const executed = this.executed.kept;
    this.others.thinTo({
      pieces: ROOM.all.pieces - executed.length,
      size: ROOM.all.size - executed.reduce((sum, { size }) => sum + size, 0),
    });
    const others = this.others.kept;
    return {
      detailed: {
        executed: { kept: executed.length, count: this.executed.count },
        others: { kept: others.length, count: this.others.count },
      },
      details: [...executed, ...others].map(({ of: { orderId, order, steps }, decisions }) => ({
        orderId,
        decisions,
        order,
        steps,
      })),
    };
  }

  private settle(): void {
    if (this.ending.length === 0) return;
    for (const growing of this.ending) {
      const { orderId, order } = growing;
      const filled = order?.filled ?? 0;
      this.open.delete(orderId);
      if (filled < (order?.quantity ?? 0)) this.rested.set(orderId, growing);
      (filled > 0 ? this.executed : this.others).take(() => keptOf(growing));
    }
    this.ending = [];
  }
}

const keptOf = (of: Growing): Kept => {
  const decisions = of.decisions.map(({ place, record }) => ({ place, line: decisionLine(record) }));
  const size = decisions.reduce((sum, { line }) => sum + line.length, 0) + STEP_SIZE * of.steps.length;
  return { of, decisions, size };
};

const orderOf = ({ order, averagePrice, reason }: OrderRecord): PageOrder => ({
  state: order.state,
  quantity: order.quantity,
  filled: order.filled,
  averagePrice,
  reason: reason ?? null,
});

const stepOf = ({ at, change, order, fill, reason }: OrderUpdate): PageStep => ({
  at,
  change,
  state: order.state,
  quantity: fill?.quantity ?? null,
  price: fill?.price ?? null,
  charges: fill === undefined ? null : inRupees(fill.charges),
  reason: reason ?? null,
});
