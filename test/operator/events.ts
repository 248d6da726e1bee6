import type { ClockTicked, Command, FeedEvent, OrderUpdate } from '../../src/domain/event.js';
import type { Tick } from '../../src/domain/tick.js';
import type { Token } from '../../src/domain/token.js';
import type { Loose } from '../support/loose.js';
import { fill } from '../support/fill.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';
import { at } from './messages.js';

/** Events as they stand at the head of the belt, `seq` milliseconds after the open. */

export const ticked = (seq: number, token: Token, last?: number): Tick =>
  tick({ seq, at: at(seq), token, last });

export const clockTicked = (seq: number): ClockTicked => ({ kind: 'ClockTicked', seq, at: at(seq) });

export const command = (
  seq: number,
  what: Command['command'],
  token?: Token,
  strategy?: string,
): Command => ({
  kind: 'Command',
  seq,
  at: at(seq),
  command: what,
  strategy,
  token,
  by: 'a test',
  reason: 'by hand',
});

export const noSnapshot = (seq: number, token: Token): FeedEvent => ({
  kind: 'FeedEvent',
  seq,
  at: at(seq),
  token,
  event: 'NoSnapshot',
  flags: 0,
  detail: 'tf before tk',
});

/** What the feed tells of itself. */
export const feedEvent = (
  seq: number,
  told: Pick<FeedEvent, 'event'> & Partial<Pick<FeedEvent, 'connection' | 'detail'>>,
): FeedEvent => ({
  kind: 'FeedEvent',
  seq,
  at: at(seq),
  token: undefined,
  flags: 0,
  detail: told.event,
  ...told,
});

/** What became of an order, and the execution that it was, if it was one. */
export const updated = (
  seq: number,
  facts: Parameters<typeof order>[0] & object,
  execution?: Loose<Parameters<typeof fill>[0] & object>,
): OrderUpdate => {
  const of = order(facts);
  return {
    kind: 'OrderUpdate',
    seq,
    at: at(seq),
    cause: 1,
    token: of.token,
    strategy: of.strategy,
    change: execution === undefined ? 'Opened' : 'Filled',
    order: of,
    fill:
      execution === undefined
        ? undefined
        : fill({
            orderId: of.id,
            strategy: of.strategy,
            token: of.token,
            side: of.side,
            quantity: of.quantity,
            ...execution,
          }),
    reason: undefined,
  };
};
