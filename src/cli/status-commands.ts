import { Command } from 'commander';
import { openOrdersText } from '../adapter/console/open-orders-text.js';
import { openPositionsText } from '../adapter/console/open-positions-text.js';
import { statusText } from '../adapter/console/status-text.js';
import { OpenOrders, OpenPositions, SessionStatus } from '../codec/control/answer.js';
import { type SessionChoice, tellAnswer, withSession } from './session-option.js';

const examples = (name: string): string => `
Examples:
  rxtape ${name}
  rxtape ${name} --session momentum --json

docs/control.md tells the rest. Exit code 0: answered; 1: the session did not answer; 2: no session, or several.`;

/** `rxtape status`: how a running session stands. */
export const statusCommand = (): Command =>
  withSession(new Command('status').description('tell how a running session stands'))
    .addHelpText('after', examples('status'))
    .action(async (choice: SessionChoice) => {
      await tellAnswer(choice, { ask: 'status' }, SessionStatus, statusText);
    });

/** `rxtape orders`: those of a running session that have not ended. */
export const ordersCommand = (): Command =>
  withSession(new Command('orders').description('list the open orders of a running session'))
    .addHelpText('after', examples('orders'))
    .action(async (choice: SessionChoice) => {
      await tellAnswer(choice, { ask: 'orders' }, OpenOrders, openOrdersText);
    });

/** `rxtape positions`: what a running session holds. */
export const positionsCommand = (): Command =>
  withSession(new Command('positions').description('list what a running session holds, by strategy'))
    .addHelpText('after', examples('positions'))
    .action(async (choice: SessionChoice) => {
      await tellAnswer(choice, { ask: 'positions' }, OpenPositions, openPositionsText);
    });
