import type { Account } from '../domain/account.js';
import type { Command } from '../domain/event.js';
import type { LossRule } from '../domain/risk-rule.js';
import type { Token } from '../domain/token.js';
import { isWithin } from './kill-switch.js';

/** A rule on losses that was breached, and what its loss was then. */
export interface LossHalt {
  readonly rule: LossRule;
  readonly loss: number;
  /** When the session in which it began is over. */
  readonly sessionEndsAt: number;
}

/**
 * The halts that rules on losses have brought about. A breach holds though the loss grows smaller again: to the
 * next session, or to a command to resume, from which on the loss counts anew. Its owner updates it in place.
 */
export class LossHalts {
  private readonly watches: readonly Watch[];

  constructor(rules: readonly LossRule[]) {
    this.watches = rules.map((rule) => ({ rule, halt: undefined, excused: 0 }));
  }

  /** Whether any halt stands. */
  get isAny(): boolean {
    return this.watches.some(({ halt }) => halt !== undefined);
  }

  /** Lifts the halts whose session is over, and returns those that begin now. O(rules). */
  check(account: Account): readonly LossHalt[] {
    let begun: LossHalt[] = NOTHING;
    for (const watch of this.watches) {
      const { rule, halt } = watch;
      if (halt !== undefined) {
        if (rule.until === 'resume' || account.sessionEndsAt <= halt.sessionEndsAt) continue;
        watch.halt = undefined;
      }
      const loss = rule.lossOf(account);
      if (loss < watch.excused) watch.excused = Math.max(loss, 0);
      if (loss - watch.excused < rule.limit) continue;
      watch.halt = { rule, loss, sessionEndsAt: account.sessionEndsAt };
      begun = [...begun, watch.halt];
    }
    return begun;
  }

  /** Lifts what waits for this command to resume. */
  resume(command: Command, account: Account): void {
    for (const watch of this.watches) {
      if (watch.halt === undefined || watch.rule.until !== 'resume' || !isWithin(watch.rule, command))
        continue;
      watch.halt = undefined;
      watch.excused = Math.max(watch.rule.lossOf(account), 0);
    }
  }

  /** The first halt that stands for the strategy on the token, in the order of the rules. */
  haltOf(strategy: string, token: Token): LossHalt | undefined {
    for (const { rule, halt } of this.watches)
      if (halt !== undefined && isWithin({ strategy, token }, rule)) return halt;
    return undefined;
  }
}

interface Watch {
  readonly rule: LossRule;
  halt: LossHalt | undefined;
  /** Lost before the last command to resume. */
  excused: number;
}

const NOTHING: LossHalt[] = [];
