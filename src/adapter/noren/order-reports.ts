import { isFinalStatus, type OrderReport } from '../../domain/order-report.js';

interface KnownOrder {
  /** Of all that was told of it. */
  readonly keys: Set<string>;
  readonly fills: Set<string>;
  /** What was read back of it. */
  readonly read: OrderReport[];
  latest: OrderReport;
  /** Whether an update told of it, and not the order book alone. */
  isTold: boolean;
}

/** What was told of the account's orders, so that each report is passed on once, whichever way it comes. */
export class OrderReports {
  private readonly byNumber = new Map<string, KnownOrder>();
  /** Reports that repeat another; reports of an order that was over. */
  repeated = 0;
  late = 0;

  /**
   * An update of the server, with what earlier ones told and it leaves out; undefined when it says nothing new. An
   * order that is over stays so: a later report of it is passed on only for a fill.
   */
  take(report: OrderReport): OrderReport | undefined {
    const known = this.byNumber.get(report.number);
    if (known !== undefined && isRepeated(known, report)) {
      this.repeated += 1;
      return undefined;
    }
    return this.add(report);
  }

  /** A row that was read back, which repeats nothing. */
  takeRead(report: OrderReport): OrderReport | undefined {
    const taken = this.add(report);
    this.byNumber.get(report.number)?.read.push(report);
    return taken;
  }

  /** Takes orders that nothing was told of for known as they are. */
  learn(rows: readonly OrderReport[]): void {
    for (const row of rows)
      if (!this.byNumber.has(row.number)) this.byNumber.set(row.number, firstOf(row, false));
  }

  /**
   * Whether the order is over and that is known: nothing comes of it any more. Of one that goes on a `row` of the
   * order book, which names no cause, cannot tell whether something came.
   */
  isOver(row: OrderReport): boolean {
    const known = this.byNumber.get(row.number);
    return known !== undefined && isFinalStatus(row.status) && isSameEvent(known.latest, row);
  }

  /** Of the `history` of the order of `row`, oldest first, what came after the last report that is known. */
  missed(row: OrderReport, history: readonly OrderReport[]): readonly OrderReport[] {
    const known = this.byNumber.get(row.number);
    if (known === undefined) return history.length > 0 ? history : [row];
    const last = history.findLastIndex(
      (report) => isRepeated(known, report) || isSameEvent(known.latest, report),
    );
    const after = history.slice(last + 1);
    return after.length > 0 || isSameEvent(known.latest, row) ? after : [row];
  }

  private add(report: OrderReport): OrderReport | undefined {
    const known = this.byNumber.get(report.number);
    if (known === undefined) {
      const first = firstOf(report, true);
      this.byNumber.set(report.number, first);
      return first.latest;
    }
    const isNewFill = report.fill !== undefined && !known.fills.has(report.fill.id);
    known.keys.add(keyOf(report));
    if (report.fill !== undefined) known.fills.add(report.fill.id);
    const isLate = known.isTold && isFinalStatus(known.latest.status) && !isFinalStatus(report.status);
    known.isTold = true;
    if (isLate && !isNewFill) {
      this.late += 1;
      return undefined;
    }
    known.latest = merged(known.latest, report, isNewFill);
    return known.latest;
  }
}

const firstOf = (report: OrderReport, isTold: boolean): KnownOrder => ({
  keys: new Set([keyOf(report)]),
  fills: new Set(report.fill === undefined ? [] : [report.fill.id]),
  read: [],
  latest:
    report.filled === 0 && report.fill !== undefined ? { ...report, filled: report.fill.quantity } : report,
  isTold,
});

const isRepeated = (known: KnownOrder, report: OrderReport): boolean =>
  known.keys.has(keyOf(report)) || known.read.some((row) => isSameEvent(row, report));

/**
 * What two reports of one event have in common. An execution is known by the units executed with it; by its own
 * number only where the report does not say them, since rows of the order book have none.
 */
const keyOf = (report: OrderReport): string =>
  [
    report.status,
    report.cause,
    report.limit,
    report.quantity,
    report.trigger,
    report.filled,
    report.exchangeAt,
    report.filled === 0 ? report.fill?.id : '',
  ].join(' ');

/** As far as both say: a row of the order book has no cause, and another may leave out its time. */
const isSameEvent = (a: OrderReport, b: OrderReport): boolean =>
  a.status === b.status &&
  (a.cause === b.cause || a.cause === '' || b.cause === '') &&
  a.quantity === b.quantity &&
  a.limit === b.limit &&
  (a.trigger === b.trigger || a.trigger === undefined || b.trigger === undefined) &&
  a.filled === b.filled &&
  (a.exchangeAt === b.exchangeAt || a.exchangeAt === undefined || b.exchangeAt === undefined);

/** Of an order that is over, the status stays. */
const merged = (before: OrderReport, report: OrderReport, isNewFill: boolean): OrderReport => {
  const executed = isNewFill ? (report.fill?.quantity ?? 0) : 0;
  const isOver = isFinalStatus(before.status) && !isFinalStatus(report.status);
  return {
    ...report,
    status: isOver ? before.status : report.status,
    product: report.product ?? before.product,
    trigger: report.trigger ?? before.trigger,
    filled: report.filled === 0 ? before.filled + executed : Math.max(before.filled, report.filled),
    averagePrice: report.averagePrice ?? before.averagePrice,
    cancelled: report.cancelled === 0 ? before.cancelled : report.cancelled,
    fill: isNewFill ? report.fill : undefined,
    exchangeNumber: report.exchangeNumber ?? before.exchangeNumber,
    remarks: report.remarks === '' ? before.remarks : report.remarks,
    exchangeAt: report.exchangeAt ?? before.exchangeAt,
  };
};
