import type { Observable, SchedulerLike } from 'rxjs';
import type { Command, Event } from '../domain/event.js';
import type { Unstamped } from '../domain/entry.js';
import type { Quality } from '../domain/quality.js';
import type { Broker } from './broker.js';
import type { Feed } from './feed.js';

/** An instruction from outside, before the belt numbers it. */
export type CommandGiven = Extract<Unstamped<Event>, Pick<Command, 'kind'>>;

/** All that differs between live, paper and backtest. No stage may ask which one it is in. */
export interface World {
  readonly clock: SchedulerLike;
  readonly feed: Feed;
  /** When the feed is odd, and what becomes of the tick then. */
  readonly quality: Quality;
  readonly broker: Broker;
  readonly command$: Observable<CommandGiven>;
}
