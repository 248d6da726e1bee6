import { bufferTime, debounceTime, filter, map, merge, mergeMap, type Observable, timer } from 'rxjs';
import type { Event } from '../../../src/domain/event.js';
import { rupees } from '../../../src/domain/money.js';
import type { Strategy } from '../../../src/domain/strategy.js';
import type { Tick } from '../../../src/domain/tick.js';
import { epochMs } from '../../../src/domain/time.js';
import { maxPosition } from '../../../src/risk/max-position.js';
import { definePipeline } from '../../../src/run/define-pipeline.js';
import { restless } from '../oracle/restless.js';

const ticksOf = (event$: Observable<Event>, exchange: string): Observable<Tick> =>
  event$.pipe(
    filter((event) => event.kind === 'Tick'),
    filter(({ token }) => token.startsWith(exchange)),
  );

/**
 * What the strategy hears here is made by operators that take time, and each of its decisions hangs on how many
 * events it heard before: were the clock of a replay another than that of the session, all would be different.
 */
export default definePipeline({
  name: 'timed',
  instruments: ['NFO:NIFTY27JAN26F', 'NSE:RELIANCE-EQ', 'NSE:INFY-EQ'],
  capital: rupees(10_000_000),
  risk: [maxPosition(60)],
  strategies: [
    { name: restless.name, strategy: restless as Strategy<unknown, unknown>, settings: {}, on: undefined },
  ],
  graph: (event$, { strategies, clock }) =>
    merge(
      ticksOf(event$, 'NFO').pipe(debounceTime(700, clock)),
      ticksOf(event$, 'NSE').pipe(
        bufferTime(2_500, clock),
        mergeMap((ticks) => ticks.slice(-2)),
      ),
      timer(333, 4_321, clock).pipe(
        map((): Event => ({ kind: 'ClockTicked', seq: 0, at: epochMs(clock.now()) })),
      ),
      event$.pipe(filter((event) => event.kind === 'OrderUpdate')),
    ).pipe(strategies),
});
