import { NO_CHARGE_ITEMS } from '../../src/domain/charge-items.js';
import * as E from 'fp-ts/lib/Either.js';
import { AccountFold } from '../../src/domain/account-fold.js';
import { capitalShares } from '../../src/domain/capital-shares.js';
import type { Fill } from '../../src/domain/fill.js';
import { TickHistory } from '../../src/domain/history.js';
import { NO_MONEY } from '../../src/domain/money.js';
import { type Order, orderIdOf, withState } from '../../src/domain/order.js';
import { applyFill, FLAT, type Position } from '../../src/domain/position.js';
import { DEFAULT_QUALITY, flagsWith } from '../../src/domain/quality.js';
import type { Token } from '../../src/domain/token.js';
import { TouchlineFold } from '../../src/domain/touchline-fold.js';
import { executionPrice } from '../../src/exchange/matching/execution-price.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import { type MarketColumns, messageOf } from './market-columns.js';

interface Run {
  state: unknown;
  position: Position;
  orders: Order[];
  made: number;
}

/**
 * The belt's work written by hand: the same pure steps (merge, history, strategies, risk, matching, account) in
 * one loop over the rows, without RxJS, without entries, causes, the clock or a report. Returns the fills.
 */
export const handWritten = (
  columns: MarketColumns,
  { instruments, bindings, capital, risk }: Pipeline,
): number => {
  const folds = new Map<Token, TouchlineFold>();
  const dropping = flagsWith(DEFAULT_QUALITY, 'drop');
  const histories = new Map<Token, TickHistory>();
  const runs = new Map<Token, Run[]>();
  const resting = new Map<Token, Order[]>();
  const account = new AccountFold(capitalShares(capital, bindings), instruments);
  let fills = 0;
  for (let row = 0; row < columns.rows; row += 1) {
    const message = messageOf(columns, row);
    const { token } = message;
    let fold = folds.get(token);
    if (fold === undefined) {
      fold = new TouchlineFold(DEFAULT_QUALITY);
      folds.set(token, fold);
    }
    const tick = fold.take(message, row, message.receivedAt);
    if ((tick.flags & dropping) !== 0) continue;
    account.mark(tick);
    const instrument = instruments.get(token);
    if (instrument === undefined) continue;

    let ofToken = runs.get(token);
    let history = histories.get(token);
    if (ofToken === undefined || history === undefined) {
      ofToken = bindings.map(({ strategy, config }) => ({
        state: strategy.start(config),
        position: FLAT,
        orders: [],
        made: 0,
      }));
      history = new TickHistory(256);
      runs.set(token, ofToken);
      histories.set(token, history);
    }

    const waiting = resting.get(token);
    if (waiting !== undefined) {
      resting.delete(token);
      for (const order of waiting) {
        const price = executionPrice(order, tick);
        if (price === undefined) {
          resting.set(token, [...(resting.get(token) ?? []), order]);
          continue;
        }
        const { id: orderId, strategy, side, quantity } = order;
        const fill: Fill = {
          id: `${orderId}/1`,
          orderId,
          strategy,
          token,
          side,
          quantity,
          price,
          at: tick.at,
          charges: NO_MONEY,
          items: NO_CHARGE_ITEMS,
          against: row,
        };
        account.noteUpdate(withState(order, 'Filled', quantity), fill);
        const run = ofToken[bindings.findIndex(({ name }) => name === strategy)];
        if (run !== undefined) {
          run.position = applyFill(run.position, fill, instrument.multiplier)[0];
          run.orders = run.orders.filter(({ id }) => id !== orderId);
        }
        fills += 1;
      }
    }

    history.append(tick);
    for (let i = 0; i < bindings.length; i += 1) {
      const binding = bindings[i];
      const run = ofToken[i];
      if (binding === undefined || run === undefined) continue;
      const { position, orders } = run;
      const context = { token, instrument, at: tick.at, history, position, orders };
      const [state, intents] = binding.strategy.step(run.state, tick, context, binding.config);
      run.state = state;
      for (const intent of intents) {
        if (intent.kind !== 'Submit') continue;
        run.made += 1;
        const { side, quantity, type, limit, trigger, validity, product = 'INTRADAY', disclosed } = intent;
        const id = orderIdOf(binding.name, token, run.made);
        const order: Order = {
          id,
          strategy: binding.name,
          token,
          side,
          quantity,
          type,
          limit,
          trigger,
          validity,
          product,
          disclosed,
          state: 'Open',
          isTriggered: true,
          filled: 0,
          filledValue: NO_MONEY,
          asked: undefined,
          decidedAt: tick.at,
        };
        if (risk.some((rule) => 'review' in rule && E.isLeft(rule.review(account, order, tick.at)))) continue;
        account.noteApproved(order, tick.at);
        run.orders = [...run.orders, order];
        resting.set(token, [...(resting.get(token) ?? []), order]);
      }
    }
  }
  return fills;
};
