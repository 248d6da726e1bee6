import {
  bind,
  cancel,
  definePipeline,
  defineStrategy,
  limit,
  market,
  maxOrdersPerSecond,
  NO_INTENTS,
  rupees,
  t,
  timeOfDayOf,
} from 'rxtape';
import { bufferCount, delay, filter, merge, mergeMap, share } from 'rxjs';

/** 15:10 IST: what is open then is cancelled, and nothing is ordered any more; at the end of the day all is settled. */
const LAST_ORDERS_MS = (15 * 60 + 10) * 60_000;

/** On the tick grid. */
const near = (price: number): number => Math.round(price * 10) / 10;

/** Buys and sells at market and near the price all day, and cancels what has waited for long. */
const busy = defineStrategy({
  name: 'busy',
  config: t.strict({ quantity: t.number, every: t.number }),
  start: () => 0,
  step: (heard: number, event, { orders, instrument, position, at }, { quantity, every }) => {
    if (event.kind !== 'Tick' || event.last === undefined) return [heard, NO_INTENTS];
    const next = heard + 1;
    if (timeOfDayOf(at) >= LAST_ORDERS_MS) {
      const open = orders.filter(({ state }) => state !== 'CancelInFlight');
      return [next, open.map(({ id }) => cancel(id, 'the day is over'))];
    }
    if (next % every !== 0) return [next, NO_INTENTS];
    const lots = quantity * instrument.lotSize;
    const [oldest] = orders;
    switch ((next / every) % 5) {
      case 0:
        return [next, [market(position.quantity > 0 ? 'SELL' : 'BUY', lots)]];
      case 1:
        return [next, [limit('BUY', lots, near(event.last * 0.9995))]];
      case 2:
        return [next, [limit('SELL', lots, near(event.last * 1.0005))]];
      case 3:
        return [
          next,
          oldest === undefined || orders.length < 3 ? NO_INTENTS : [cancel(oldest.id, 'it waits')],
        ];
      default:
        return [
          next,
          [limit('BUY', lots, near(event.last * 0.98)), limit('SELL', lots, near(event.last * 1.02))],
        ];
    }
  },
});

/** One on a future, at once; one on two shares that hears of ticks in pairs, and whose decisions take their time. */
export default definePipeline({
  name: 'busy',
  instruments: ['NFO:NIFTY27JAN26F', 'NSE:RELIANCE-EQ', 'NSE:INFY-EQ'],
  capital: rupees(100_000_000),
  risk: [maxOrdersPerSecond(50)],
  strategies: [
    bind(busy, { quantity: 1, every: 40 }, { as: 'future', on: ['NFO:NIFTY27JAN26F'] }),
    bind(busy, { quantity: 10, every: 25 }, { as: 'shares', on: ['NSE:RELIANCE-EQ', 'NSE:INFY-EQ'] }),
  ],
  graph: (event$, { strategies, clock }) => {
    const shared$ = event$.pipe(share());
    const pairs$ = shared$.pipe(
      filter(({ kind }) => kind === 'Tick'),
      bufferCount(2),
      mergeMap((ticks) => ticks),
    );
    const others$ = shared$.pipe(filter(({ kind }) => kind !== 'Tick'));
    return merge(pairs$, others$).pipe(strategies, delay(150, clock));
  },
});
