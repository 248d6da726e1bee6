import { createHash } from 'node:crypto';
import { absurd } from 'fp-ts/lib/function.js';
import type { Entry } from '../domain/entry.js';
import type { Intent } from '../domain/intent.js';

/**
 * SHA-256 over what was decided and what came of it: a JSON array and a newline for each decision, refusal,
 * halt, order update and failed strategy, in the order of the belt. Numbers of entries (`seq`, `cause`) are left out,
 * since they shift with the seconds of the clock that happen to lie between.
 */
export class RunDigest {
  private readonly hash = createHash('sha256');

  take(entry: Entry): void {
    const line = canonicalOf(entry);
    if (line !== undefined) this.hash.update(`${JSON.stringify(line)}\n`);
  }

  /** Of all so far, in hexadecimal; more may follow. */
  hex(): string {
    return this.hash.copy().digest('hex');
  }
}

type Cell = string | number | null | undefined;

/** What the digest sees of an entry; undefined for what it passes over. An undefined cell is printed as null. */
export const canonicalOf = (entry: Entry): readonly Cell[] | undefined => {
  switch (entry.kind) {
    case 'Decision':
      return ['Decision', entry.at, entry.token, entry.strategy, entry.orderId, ...intentCells(entry.intent)];
    case 'Refused': {
      const { rule, limit, actual, unit } = entry.refusal;
      const cells = intentCells(entry.intent);
      return [
        'Refused',
        entry.at,
        entry.token,
        entry.strategy,
        entry.orderId,
        ...cells,
        rule,
        limit,
        actual,
        unit,
      ];
    }
    case 'OrderUpdate': {
      const { order, fill } = entry;
      const cells = [fill?.price, fill?.quantity, fill?.charges];
      return ['OrderUpdate', entry.at, entry.token, entry.strategy, order.id, order.state, ...cells];
    }
    case 'UnexpectedUpdate': {
      const { orderId, change, why } = entry;
      return ['UnexpectedUpdate', entry.at, entry.token, entry.strategy, orderId, change.kind, why.kind];
    }
    case 'Halted': {
      const { at, strategy, token, rule, limit, actual, unit } = entry;
      return ['Halted', at, token, strategy, rule, limit, actual, unit];
    }
    case 'CloseFailed':
      return ['CloseFailed', entry.at, entry.token, entry.strategy, entry.quantity, entry.tries];
    case 'StrategyFailed':
      return ['StrategyFailed', entry.at, entry.token, entry.strategy, entry.message];
    case 'Tick':
    case 'ClockTicked':
    case 'Command':
    case 'FeedEvent':
    case 'Approved':
    case 'OrderSent':
    case 'ModifySent':
    case 'CancelSent':
    case 'WrongToken':
    case 'Bar':
    case 'Plotted':
      return undefined;
    default:
      return absurd(entry);
  }
};

const intentCells = (intent: Intent): readonly Cell[] => {
  switch (intent.kind) {
    case 'Submit': {
      const { kind, side, quantity, type, limit, trigger, validity, product, disclosed, reason } = intent;
      return [kind, side, quantity, type, limit, trigger, validity, product, disclosed, reason];
    }
    case 'Modify': {
      const { quantity, limit, trigger } = intent.change;
      return [intent.kind, intent.orderId, quantity, limit, trigger, intent.reason];
    }
    case 'Cancel':
      return [intent.kind, intent.orderId, intent.reason];
    default:
      return absurd(intent);
  }
};
