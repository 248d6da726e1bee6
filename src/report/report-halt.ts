import type { CloseFailed, Halted } from '../domain/entry.js';
import { istTextOf } from '../domain/session.js';
import type { Token } from '../domain/token.js';
import type { ReportHalt, ReportNotClosed } from './report.js';

/** A rule on losses that was breached, as the report has it. */
export const reportHalt = (halt: Halted, nameOf: (token: Token) => string): ReportHalt => ({
  at: istTextOf(halt.at),
  seq: halt.seq,
  rule: halt.rule,
  strategy: halt.strategy ?? null,
  token: halt.token ?? null,
  instrument: halt.token === undefined ? null : nameOf(halt.token),
  limit: halt.limit,
  actual: halt.actual,
  unit: halt.unit,
  until: halt.until,
  message: halt.message,
});

/** A position that a command to flatten could not close, as the report has it. */
export const reportNotClosed = (failed: CloseFailed, nameOf: (token: Token) => string): ReportNotClosed => ({
  at: istTextOf(failed.at),
  seq: failed.seq,
  strategy: failed.strategy,
  token: failed.token,
  instrument: nameOf(failed.token),
  quantity: failed.quantity,
  tries: failed.tries,
  reason: failed.reason,
});
