import type { Sent } from '../port/broker.js';
import type { Log } from '../port/log.js';
import type { CommandTold } from './live-session.js';

/** Tells loudly that an order was not sent, and halts: no further one is tried until somebody resumes. */
export const haltUnjournaled =
  (command: (given: CommandTold) => void, log: Log) =>
  ({ order: { id: orderId } }: Sent, problem: string): void => {
    log.error(
      { orderId, problem },
      `order ${orderId} was NOT SENT, since it cannot be journaled (${problem}); the session goes on, and no further new order goes out until resume`,
    );
    const reason = `${orderId} could not be journaled: ${problem}`;
    command({ command: 'halt', strategy: undefined, token: undefined, by: 'the journal', reason });
  };
