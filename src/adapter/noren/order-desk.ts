import type { SchedulerLike } from 'rxjs';
import type { OrderReport } from '../../domain/order-report.js';
import { durationText } from '../../domain/duration-text.js';
import type { Log } from '../../port/log.js';
import type { OrderBookReader } from '../../port/order-book-reader.js';
import type { SessionToken } from '../../port/session-tokens.js';
import type { ConnectionLimits } from './connection-limits.js';
import { keepingAnswers } from './keeping-answers.js';
import { OrderReports } from './order-reports.js';
import { wait } from './wait.js';

export interface OrderDeskOptions {
  readonly reader: OrderBookReader | undefined;
  readonly scheduler: SchedulerLike;
  readonly limits: Pick<ConnectionLimits, 'reconcileMs' | 'reconcileTries' | 'backoffFirstMs'>;
  readonly log: Log;
  /** Each report once, in the order of its order's life. */
  readonly say: (report: OrderReport) => void;
}

/**
 * Passes on the account's order updates, each once. After a reconnect it reads back what was missed: until that is
 * there updates wait, so that of one order nothing comes before what came before it. Prices do not wait.
 */
export class OrderDesk {
  readonly reports = new OrderReports();
  private held: OrderReport[] | undefined;
  private reading = new AbortController();
  /** Of the connection that is there, or was last. */
  private session: SessionToken | undefined;
  private isReading = false;
  /** An update was lost while the order book was being read, perhaps too late for that reading. */
  private isDueAgain = false;

  constructor(private readonly options: OrderDeskOptions) {}

  hear(report: OrderReport): void {
    if (this.held === undefined) this.pass(report);
    else this.held.push(report);
  }

  /** A connection is there. Of the first one the order book is where we begin; later ones may have missed something. */
  begin(isAgain: boolean, session: SessionToken): void {
    this.session = session;
    const { reader } = this.options;
    if (reader === undefined) return;
    this.reading.abort();
    this.reading = new AbortController();
    this.isReading = true;
    this.isDueAgain = false;
    if (isAgain) this.held ??= [];
    void this.readAll(reader, session, isAgain, this.reading.signal);
  }

  /** An update came that cannot be read: what it told is read back. */
  lose(): void {
    if (this.isReading) this.isDueAgain = true;
    else if (this.session !== undefined) this.begin(true, this.session);
  }

  stop(): void {
    this.reading.abort();
    this.isDueAgain = false;
    this.held = undefined;
  }

  private async readAll(
    reader: OrderBookReader,
    session: SessionToken,
    isAgain: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const { log, limits, scheduler } = this.options;
    const kept = keepingAnswers(reader);
    for (let attempt = 1; attempt <= limits.reconcileTries; attempt += 1) {
      const { answers } = kept;
      try {
        if (isAgain) await this.reconcile(kept, session, signal);
        else this.reports.learn(await this.inTime(reader.orders(session), signal));
        break;
      } catch (error) {
        if (signal.aborted) return;
        if (kept.answers > answers) attempt = 1; // it goes on, as where there are more orders than calls allowed a minute
        log.warn(
          { attempt, fault: error instanceof Error ? error.message : String(error) },
          attempt < limits.reconcileTries
            ? 'the order book could not be read; it is tried again'
            : 'the order book could not be read: what became of orders meanwhile is not known until they change',
        );
        await wait(limits.backoffFirstMs * attempt, scheduler, signal).catch(() => undefined);
      }
    }
    if (signal.aborted) return;
    this.isReading = false;
    this.release();
    if (this.isDueAgain) this.begin(true, session);
  }

  /** Reads all first and tells then, so that a reading that fails half-way leaves nothing behind. */
  private async reconcile(
    reader: OrderBookReader,
    session: SessionToken,
    signal: AbortSignal,
  ): Promise<void> {
    const missed: OrderReport[] = [];
    for (const row of await this.inTime(reader.orders(session), signal)) {
      if (this.reports.isOver(row)) continue;
      const history = await this.inTime(reader.history(session, row.number), signal);
      missed.push(...this.reports.missed(row, history));
    }
    signal.throwIfAborted();
    for (const report of missed) this.say(this.reports.takeRead(report));
    if (missed.length > 0)
      this.options.log.info({ reports: missed.length }, 'order updates that were missed, read back');
  }

  /** Rejects when `answer` takes too long, or nobody waits for it any more. */
  private async inTime<A>(answer: Promise<A>, signal: AbortSignal): Promise<A> {
    const { reconcileMs } = this.options.limits;
    const done = new AbortController();
    const ends = AbortSignal.any([signal, done.signal]);
    const late = wait(reconcileMs, this.options.scheduler, ends).then(() => {
      throw new Error(`no answer within ${durationText(reconcileMs)}`);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      done.abort();
      late.catch(() => undefined);
    }
  }

  private release(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const report of held) this.pass(report);
  }

  private pass(report: OrderReport): void {
    this.say(this.reports.take(report));
  }

  private say(report: OrderReport | undefined): void {
    if (report !== undefined) this.options.say(report);
  }
}
