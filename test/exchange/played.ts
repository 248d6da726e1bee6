import { CONSERVATIVE_FILLS, type FillModel } from '../../src/domain/fill-model.js';
import type { Instrument } from '../../src/domain/instrument.js';
import type { Order, OrderId } from '../../src/domain/order.js';
import type { Tick } from '../../src/domain/tick.js';
import { epochMs } from '../../src/domain/time.js';
import { noCharges } from '../../src/exchange/charges.js';
import { type Answer, SimulatedExchange } from '../../src/exchange/exchange.js';
import { NO_CALENDAR } from '../support/ideal-exchange.js';
import { instrument } from '../support/instrument.js';
import { ist } from '../support/ist.js';
import type { Loose } from '../support/loose.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';

export const NOON = ist('2026-01-05T12:00:00');

/** `1 Filled 50 @ 101`, `2 Rejected: why`. */
export const answerText = ({ order: { id }, change, reason }: Answer): string => {
  const what =
    change.kind === 'Filled'
      ? `Filled ${change.execution.quantity} @ ${change.execution.price}`
      : change.kind;
  return `${id} ${what}${reason === undefined ? '' : `: ${reason}`}`;
};

/**
 * An exchange on which one instrument is played by hand, a second from tick to tick: a share in lots of one unless it
 * is told otherwise. The book model with its defaults, all of every size to be had, unless `model` says otherwise.
 */
export const played = (model: Partial<FillModel> = {}, facts: Partial<Instrument> = {}) => {
  const one = instrument(facts);
  const exchange = new SimulatedExchange(
    {
      model: {
        ...CONSERVATIVE_FILLS,
        isChecked: false,
        participation: { liquid: 1, other: 1 },
        ...model,
      },
      charges: noCharges,
      calendar: NO_CALENDAR,
    },
    () => one,
  );
  let known: Loose<Tick> = {};
  let seq = 0;
  let at: number = NOON;
  const told = (answers: readonly Answer[]): readonly string[] => answers.map(answerText);
  const named = (id: string, terms: Loose<Order>): Order =>
    order({ id: id as OrderId, token: one.token, ...terms });
  return {
    exchange,
    /** Places an order; tells what is answered. */
    place: (id: string, terms: Loose<Order> = {}): readonly string[] =>
      told(exchange.place(named(id, terms), 0, epochMs(at))),
    modify: (id: string, terms: Loose<Order>): readonly string[] =>
      told(exchange.modify(named(id, terms), 0, epochMs(at))),
    cancel: (id: string): readonly string[] => told(exchange.cancel(named(id, {}), 0)),
    /** Shows the next tick: what is said is laid over what is known. Tells what is answered. */
    tick: (said: Loose<Tick>): readonly string[] => {
      seq += 1;
      at += 1_000;
      known = { ...known, ...said };
      return told(exchange.show(tick({ token: one.token, at, seq, ...known })));
    },
  };
};
