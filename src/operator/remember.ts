import { map, type MonoTypeOperatorFunction } from 'rxjs';
import type { Event } from '../domain/event.js';
import type { TickHistory } from '../domain/history.js';

/** Passes on each event of one token, having appended its tick to `history`. */
export const remember = (history: TickHistory): MonoTypeOperatorFunction<Event> =>
  map((event) => {
    if (event.kind === 'Tick') history.append(event);
    return event;
  });
