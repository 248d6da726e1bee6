import type { Sent } from '../port/broker.js';
import type { KillSwitches } from '../risk/kill-switch.js';
import type { Log } from '../port/log.js';
import type { CommandTold } from './live-session.js';

/**
 * Tells loudly of each order that was not sent, and halts: no further one is tried until somebody resumes. Where the
 * account is halted already it stays so as it is, since a halt in the place of a flattening would end that.
 */
export const haltUnjournaled = (
  command: (given: CommandTold) => Promise<unknown>,
  thrown: () => KillSwitches,
  log: Log,
): ((sent: Sent, problem: string) => void) => {
  let isAsked = false;
  return ({ order: { id: orderId } }, problem) => {
    log.error(
      { orderId, problem },
      `order ${orderId} was NOT SENT, since it cannot be journaled (${problem}); the session goes on, and no further new order goes out until resume`,
    );
    if (isAsked || thrown().some(haltsAll)) return;
    isAsked = true;
    const reason = `${orderId} could not be journaled: ${problem}`;
    void command({
      ...{ command: 'halt', strategy: undefined, token: undefined, by: 'the journal', reason },
    }).finally(() => (isAsked = false));
  };
};

const haltsAll = ({ command, strategy, token }: KillSwitches[number]): boolean =>
  command !== 'exit-only' && strategy === undefined && token === undefined;
