import { defer, filter, map, merge, type Observable, type Observer, Subject } from 'rxjs';
import type { Bar } from '../domain/bar.js';
import { capitalShares } from '../domain/capital-shares.js';
import type { Conclusion, Entry, Stamp, Unstamped } from '../domain/entry.js';
import type { ClockTicked, Event, OrderUpdate, UnexpectedUpdate } from '../domain/event.js';
import { UsageError } from '../domain/failure.js';
import type { History } from '../domain/history.js';
import { toldHours } from '../domain/told-hours.js';
import type { Token } from '../domain/token.js';
import type { BrokerAnswer } from '../port/broker.js';
import type { World } from '../port/world.js';
import { alongside } from './alongside.js';
import { besides } from './besides.js';
import { ClockBeat } from './clock-beat.js';
import { cutBarsWith } from './cut-bars.js';
import { execute } from './execute.js';
import { govern } from './govern.js';
import { mergeTouchline } from './merge-touchline.js';
import { OrderBook } from './order-book.js';
import { PastTheGraph } from './past-the-graph.js';
import { type TokenStage, tokenGroups } from './per-token.js';
import { exchangesOf, type Pipeline } from './pipeline.js';
import { runStrategy } from './run-strategy.js';
import { relay } from './relay.js';
import { fuse, lift, type Stage } from './stage.js';
import { stamped, stampOf } from './stamp.js';

/**
 * The one belt: what comes from `world` is put in one order and numbered, the pipeline's graph adds the decisions,
 * `govern` the verdicts, `execute` the orders sent; answers come back at the head by the world's clock. It is the same
 * graph in every world. Whatever the pipeline's graph does to its events, account and exchange see them all, once, and
 * strategies hear every command at once. Completes when the feed does; one subscription. What the graph's operators
 * still hold then (a `delay`, a `debounceTime`) is not let out: its time has not come.
 */
export const assemble = (pipeline: Pipeline, world: World): Observable<Entry> =>
  defer(() => {
    const { clock } = world;
    const stamp = stampOf(clock);
    const own$ = new Subject<BrokerAnswer>();
    const tell = (answer: BrokerAnswer): void => own$.next(answer);
    const book = new OrderBook();
    const past = new PastTheGraph();
    const beat = new ClockBeat(clock, toldHours(pipeline.calendar, exchangesOf(pipeline)), stamp);
    const bar$ = relay<Bar>();
    const stages = {
      strategies: past.lift(strategiesOf(pipeline, stamp)),
      cutBars: cutBarsWith(pipeline.calendar, telling(bar$, stamp)),
      clock,
    };
    return world.feed.message$.pipe(
      lift(mergeTouchline(world.quality, pipeline.instruments, stamp)),
      besides(othersOf(world, beat.told$, own$, book, stamp)),
      alongside<Event, Entry, Entry>(
        (event$) => merge(bar$, pipeline.graph(event$, stages).pipe(map(joining(stamp)))),
        fuse(
          govern(
            pipeline.risk,
            capitalShares(pipeline.capital, pipeline.bindings),
            pipeline.instruments,
            stamp,
            pipeline.margin,
            pipeline.squareOff,
          ),
          execute(world.broker, book, tell, clock, stamp),
        ),
        (event) => {
          beat.hear(event);
          past.show(event);
        },
      ),
    );
  });

/** Puts a bar on the belt when it is cut, before strategies hear it, whatever the graph does with it behind that. */
const telling = (bar$: Observer<Bar>, stamp: Stamp): ((bar: Unstamped<Bar>) => Bar) => {
  const number = stamped(stamp);
  return (unstamped) => {
    const bar = number(unstamped);
    bar$.next(bar);
    return bar;
  };
};

/**
 * Numbers and times what the graph adds as it joins the belt. Pipelines are loaded without a look at their
 * types, so a graph that gives back events is refused here instead of running every tick twice.
 */
const joining = (stamp: Stamp) => {
  const number = stamped(stamp);
  return (conclusion: Conclusion): Entry => {
    if (!CONCLUSIONS.has(conclusion.kind)) throw new UsageError(notADecision(conclusion.kind));
    return number(conclusion);
  };
};

const CONCLUSIONS: ReadonlySet<string> = new Set<Conclusion['kind']>([
  'Decision',
  'StrategyFailed',
  'WrongToken',
  'Plotted',
]);

const notADecision = (kind: string): string =>
  `the pipeline's graph emits ${kind}; it may only emit what \`strategies\` does, since the belt passes events on by itself`;

/** What we say ourselves of an order that has ended meanwhile is nothing to tell. */
const isUpdate = ({ kind }: Unstamped<OrderUpdate | UnexpectedUpdate>): boolean => kind === 'OrderUpdate';

/** What comes beside the feed: what the broker and we ourselves say of orders, commands, the seconds. */
const othersOf = (
  world: World,
  told$: Observable<ClockTicked>,
  own$: Observable<BrokerAnswer>,
  book: OrderBook,
  stamp: Stamp,
): Observable<Event> => {
  const heard = (answer: BrokerAnswer) => book.hear(answer, stamp.now());
  return merge(
    merge(world.broker.answer$.pipe(map(heard)), own$.pipe(map(heard), filter(isUpdate))).pipe(
      map(stamped(stamp)),
    ),
    world.command$.pipe(map(stamped(stamp))),
    told$,
  );
};

/** The stage that runs every binding on the tokens that it is bound to, in declared order. */
const strategiesOf = (
  { bindings, instruments, history: size }: Pipeline,
  stamp: Stamp,
): Stage<Event, Conclusion> => {
  const stagesOf = (token: Token, history: History): readonly TokenStage[] => {
    const instrument = instruments.get(token);
    if (instrument === undefined) return [];
    return bindings
      .filter((binding) => binding.tokens.has(token))
      .map((binding) => runStrategy(binding, instrument, history, stamp));
  };
  return tokenGroups(stagesOf, size);
};
