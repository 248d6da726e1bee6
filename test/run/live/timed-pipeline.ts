import { bufferTime, debounceTime, filter, map, merge, mergeMap, type Observable, timer } from 'rxjs';
import type { Event } from '../../../src/domain/event.js';
import type { InstrumentBook } from '../../../src/domain/instrument-book.js';
import { rupees } from '../../../src/domain/money.js';
import type { Tick } from '../../../src/domain/tick.js';
import { epochMs } from '../../../src/domain/time.js';
import type { Pipeline } from '../../../src/operator/pipeline.js';
import { maxPosition } from '../../../src/risk/max-position.js';
import { resolveInstruments } from '../../../src/run/resolve-instruments.js';
import { bound } from '../../operator/scripted.js';
import { restless } from '../oracle/restless.js';

/**
 * What the strategy hears here is made by operators that take time, and each of its decisions hangs on how many
 * events it heard before: were the clock of a replay another than that of the session, all would be different.
 */
export const timedPipeline = (book: InstrumentBook): Pipeline => {
  const instruments = resolveInstruments(book, ['NFO:NIFTY27JAN26F', 'NSE:RELIANCE-EQ', 'NSE:INFY-EQ']);
  const tokens = instruments.map(({ token }) => token);
  return {
    name: 'timed',
    instruments: new Map(instruments.map((instrument) => [instrument.token, instrument])),
    capital: rupees(10_000_000),
    risk: [maxPosition(60)],
    bindings: [bound(restless, undefined, tokens)],
    history: 8,
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
  };
};

const ticksOf = (event$: Observable<Event>, exchange: string): Observable<Tick> =>
  event$.pipe(
    filter((event) => event.kind === 'Tick'),
    filter(({ token }) => token.startsWith(exchange)),
  );
