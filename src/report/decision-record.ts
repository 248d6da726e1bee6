import type {
  ApprovedEntry,
  CancelSent,
  Decision,
  ModifySent,
  OrderSent,
  RefusedEntry,
} from '../domain/entry.js';

/** A decision with what risk said and what was sent for it; a line of `decisions.ndjson`. */
export interface DecisionRecord {
  readonly decision: Decision;
  /** The instrument's name. */
  readonly instrument: string;
  /** Undefined where the tape ends between the decision and its verdict. */
  readonly verdict: ApprovedEntry | RefusedEntry | undefined;
  readonly sent: OrderSent | ModifySent | CancelSent | undefined;
}
