import type { LiveRun } from '../live/live-run.js';
import { inputsOf } from '../lives.js';
import { BROKER_LIMITS, type Life, type Place } from './life.js';
import type { Person, Row } from './person.js';

/** A session that lived through whatever it was, and the broker's books when all was quiet again. */
export interface OrderStormRun extends LiveRun {
  readonly orders: readonly Row[];
  readonly trades: readonly Row[];
  readonly positions: readonly Row[];
  /** Orders that were another here than there when it was asked once more, after all had settled. */
  readonly differences: number;
  readonly isSettled: boolean;
}

/** A bound for what nobody waits for unless the project is wrong. */
const LONG = 40_000;

/** Halts the session, where nothing goes wrong any more; ends it when all has settled, and reads the books. */
export const endLife = async (
  { session, broker, failure, entries, writes }: Life,
  { turns, pipeline, startAt }: Place,
  person: Person,
): Promise<OrderStormRun> => {
  void session.command({ ...FOR_ALL, command: 'halt', by: 'a person', reason: 'it is over' });
  await turns.pass(2 * BROKER_LIMITS.everyMs); // what was lost is looked for at least so often
  const isSettled = await turns.until(() => failure() !== undefined || !broker.isAwaiting, LONG);
  await turns.pass(2 * BROKER_LIMITS.everyMs);
  const differences = failure() === undefined ? await broker.reconcile() : 0;
  const books = {
    orders: await person.rows('OrderBook'),
    trades: await person.rows('TradeBook'),
    positions: await person.rows('PositionBook'),
  };
  session.stop('all is told', 'keep');
  const result = await session.done;
  return {
    ...{ pipeline, startAt, inputs: inputsOf(writes), entries, result, digest: result.digest },
    ...{ ...books, differences, isSettled },
  };
};

const FOR_ALL = { strategy: undefined, token: undefined };
