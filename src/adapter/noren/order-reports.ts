import { isFinalStatus, type OrderReport } from '../../domain/order-report.js';

interface KnownOrder {
  /** Of all that was told of it. */
  readonly keys: Set<string>;
  readonly fills: Set<string>;
  latest: OrderReport;
}

/** What was told of the account's orders, so that each report is passed on once, whichever way it comes. */
export class OrderReports {
  private readonly byNumber = new Map<string, KnownOrder>();
  /** Reports that repeat another, and reports of an order that was over. */
  repeated = 0;
  late = 0;

  /**
   * `report` with what earlier ones told and it leaves out; undefined when it says nothing new. An order that is
   * over stays so: a later report of it is passed on only for a fill.
   */
  take(report: OrderReport): OrderReport | undefined {
    const key = keyOf(report);
    const known = this.byNumber.get(report.number);
    if (known === undefined) {
      const fills = new Set(report.fill === undefined ? [] : [report.fill.id]);
      const first = merged(undefined, report, report.fill !== undefined);
      this.byNumber.set(report.number, { keys: new Set([key]), fills, latest: first });
      return first;
    }
    if (known.keys.has(key)) {
      this.repeated += 1;
      return undefined;
    }
    known.keys.add(key);
    const isNewFill = report.fill !== undefined && !known.fills.has(report.fill.id);
    if (report.fill !== undefined) known.fills.add(report.fill.id);
    if (isFinalStatus(known.latest.status) && !isFinalStatus(report.status) && !isNewFill) {
      this.late += 1;
      return undefined;
    }
    known.latest = merged(known.latest, report, isNewFill);
    return known.latest;
  }

  /** Takes the order book for known as it is, without telling of it. */
  learn(reports: readonly OrderReport[]): void {
    for (const report of reports) this.take(report);
  }

  /** Whether nothing came of the order since `row` of the order book, which names no cause. */
  isLatest(row: OrderReport): boolean {
    const latest = this.byNumber.get(row.number)?.latest;
    return latest !== undefined && isSameStanding(latest, row);
  }

  /** Of a whole `history`, oldest first, what came after the last report that is known. */
  unknown(history: readonly OrderReport[]): readonly OrderReport[] {
    const last = history.findLastIndex((report) => this.isKnown(report));
    return history.slice(last + 1);
  }

  private isKnown(report: OrderReport): boolean {
    const known = this.byNumber.get(report.number);
    return known !== undefined && (known.keys.has(keyOf(report)) || isSameStanding(known.latest, report));
  }
}

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

/** A row of the order book has no cause, so it is left out; so is what a report may leave out. */
const isSameStanding = (latest: OrderReport, row: OrderReport): boolean =>
  latest.status === row.status &&
  (row.cause === '' || latest.cause === '' || latest.cause === row.cause) &&
  latest.quantity === row.quantity &&
  latest.limit === row.limit &&
  latest.filled === row.filled;

/** Of an order that is over, the status stays. */
const merged = (before: OrderReport | undefined, report: OrderReport, isNewFill: boolean): OrderReport => {
  const filledBefore = before?.filled ?? 0;
  const executed = isNewFill ? (report.fill?.quantity ?? 0) : 0;
  return {
    ...report,
    status:
      before !== undefined && isFinalStatus(before.status) && !isFinalStatus(report.status)
        ? before.status
        : report.status,
    product: report.product ?? before?.product,
    trigger: report.trigger ?? before?.trigger,
    filled: report.filled === 0 ? filledBefore + executed : Math.max(filledBefore, report.filled),
    averagePrice: report.averagePrice ?? before?.averagePrice,
    cancelled: report.cancelled === 0 ? (before?.cancelled ?? 0) : report.cancelled,
    fill: isNewFill ? report.fill : undefined,
    exchangeNumber: report.exchangeNumber ?? before?.exchangeNumber,
    remarks: report.remarks === '' ? (before?.remarks ?? '') : report.remarks,
    exchangeAt: report.exchangeAt ?? before?.exchangeAt,
  };
};
