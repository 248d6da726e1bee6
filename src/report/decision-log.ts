import type {
  ApprovedEntry,
  CancelSent,
  Decision,
  ModifySent,
  OrderSent,
  RefusedEntry,
} from '../domain/entry.js';
import type { DecisionRecord } from './decision-record.js';

/**
 * Holds the decisions of one event until their verdicts have come, which is before the next event; tells them
 * in the order in which they were made. Followed by `cause`, so verdicts may also come after all decisions.
 */
export class DecisionLog {
  private waiting: Waiting[] = [];

  constructor(
    private readonly nameOf: (decision: Decision) => string,
    private readonly emit: (record: DecisionRecord) => void,
  ) {}

  decided(decision: Decision): void {
    this.waiting.push({ decision, verdict: undefined, sent: undefined });
  }

  judged(verdict: ApprovedEntry | RefusedEntry): void {
    const record = this.waiting.find(({ decision }) => decision.seq === verdict.cause);
    if (record !== undefined) record.verdict = verdict;
  }

  sent(sent: OrderSent | ModifySent | CancelSent): void {
    const record = this.waiting.find(({ verdict }) => verdict?.seq === sent.cause);
    if (record !== undefined) record.sent = sent;
  }

  /** The next event came: what was waiting is whole. */
  flush(): void {
    if (this.waiting.length === 0) return;
    for (const { decision, verdict, sent } of this.waiting)
      this.emit({ decision, instrument: this.nameOf(decision), verdict, sent });
    this.waiting = [];
  }
}

interface Waiting {
  readonly decision: Decision;
  verdict: ApprovedEntry | RefusedEntry | undefined;
  sent: OrderSent | ModifySent | CancelSent | undefined;
}
