import type { Entry } from '../../src/domain/entry.js';

/** An entry in few words: its number, what it follows from, what it is and of what. */
export const told = (entry: Entry): string => {
  const cause = 'cause' in entry ? `<${entry.cause}` : '';
  return `${entry.seq}${cause} ${wordsOf(entry)}`;
};

const wordsOf = (entry: Entry): string => {
  switch (entry.kind) {
    case 'Tick':
      return `Tick ${entry.token} ${entry.last ?? '-'}`;
    case 'Bar':
      return `Bar ${entry.spec} ${entry.token} ${entry.open} ${entry.high} ${entry.low} ${entry.close} ×${entry.volume} of ${entry.ticks}`;
    case 'Plotted':
      return `Plotted ${entry.strategy} ${JSON.stringify(entry.values)}`;
    case 'ClockTicked':
      return 'ClockTicked';
    case 'Command':
      return `${entry.command} ${entry.token ?? 'all'}`;
    case 'FeedEvent':
      return `${entry.event} ${entry.token ?? 'all'}`;
    case 'OrderUpdate':
      return `${entry.order.id} ${entry.order.state}`;
    case 'Decision':
      return `Decision ${entry.intent.kind} ${entry.orderId}`;
    case 'Approved':
      return `Approved ${entry.action} ${entry.order.id}`;
    case 'Refused':
      return `Refused ${entry.orderId}: ${entry.refusal.rule}`;
    case 'Halted':
      return `Halted ${entry.strategy ?? 'all'} ${entry.token ?? 'all'}: ${entry.rule}`;
    case 'CloseFailed':
      return `CloseFailed ${entry.strategy} ${entry.token}: ${entry.quantity} after ${entry.tries}`;
    case 'UnexpectedUpdate':
      return `${entry.orderId} ${entry.change.kind} ${entry.why.kind}`;
    case 'OrderSent':
    case 'ModifySent':
    case 'CancelSent':
      return `${entry.kind} ${entry.order.id}`;
    case 'StrategyFailed':
      return `StrategyFailed ${entry.strategy} ${entry.token}: ${entry.message}`;
    case 'WrongToken':
      return `WrongToken ${entry.strategy} ${entry.token}: ${entry.of}`;
  }
};
