import { Subject } from 'rxjs';
import { ReplayScheduler } from '../../src/clock/replay-scheduler.js';
import type { TradingCalendar } from '../../src/domain/calendar.js';
import type { Entry } from '../../src/domain/entry.js';
import { rupees } from '../../src/domain/money.js';
import { DEFAULT_QUALITY, type Quality } from '../../src/domain/quality.js';
import type { SquareOffTimes } from '../../src/domain/square-off.js';
import type { RiskRule } from '../../src/domain/risk-rule.js';
import type { Token } from '../../src/domain/token.js';
import { assemble } from '../../src/operator/assemble.js';
import type { Binding } from '../../src/operator/binding.js';
import type { Graph, Pipeline } from '../../src/operator/pipeline.js';
import type { BrokerAnswer } from '../../src/port/broker.js';
import type { LiveMessage } from '../../src/port/feed.js';
import type { CommandGiven } from '../../src/port/world.js';
import { instrument } from '../support/instrument.js';
import { at } from './messages.js';

/** What a pipeline of a test may say; the rest is plain. */
export interface Plan {
  readonly tokens: readonly Token[];
  readonly bindings: readonly Binding[];
  readonly risk?: readonly RiskRule[];
  readonly graph?: Graph;
  readonly quality?: Quality;
  readonly squareOff?: SquareOffTimes;
  readonly calendar?: TradingCalendar;
}

export const pipelineOf = ({
  tokens,
  bindings,
  risk = [],
  squareOff,
  calendar,
  graph = (event$, { strategies }) => event$.pipe(strategies),
}: Plan): Pipeline => ({
  name: 'test',
  instruments: new Map(tokens.map((token) => [token, instrument({ token, name: token })])),
  capital: rupees(1_000_000),
  ...(squareOff === undefined ? {} : { squareOff }),
  ...(calendar === undefined ? {} : { calendar }),
  risk,
  bindings,
  history: 8,
  graph,
});

/**
 * A world played by hand: the test says what the feed brings, what is commanded and how far time goes. Its broker
 * takes and cancels every order at once, by the clock, and executes none.
 */
export const handPlayed = (plan: Plan) => {
  const { quality = DEFAULT_QUALITY } = plan;
  const clock = new ReplayScheduler(at(0));
  const message$ = new Subject<LiveMessage>();
  const command$ = new Subject<CommandGiven>();
  const answer$ = new Subject<BrokerAnswer>();
  const entry$ = assemble(pipelineOf(plan), {
    clock,
    command$,
    feed: { message$ },
    quality,
    broker: {
      answer$,
      show: () => undefined,
      send: ({ kind, seq: cause, token, strategy, order }) => {
        const change =
          kind === 'OrderSent' ? ({ kind: 'Opened' } as const) : ({ kind: 'Cancelled' } as const);
        clock.schedule(() => {
          answer$.next({
            kind: 'BrokerAnswer',
            cause,
            token,
            strategy,
            orderId: order.id,
            change,
            reason: undefined,
          });
        });
      },
    },
  });
  const entries: Entry[] = [];
  return {
    clock,
    message$,
    command$,
    answer$,
    entry$,
    entries,
    /** Brings `messages` at their times. */
    bring: (...messages: readonly LiveMessage[]): void => {
      for (const message of messages) {
        clock.advanceTo(message.receivedAt);
        message$.next(message);
      }
      clock.advanceTo(at(clock.now() - at(0)));
    },
    command: (command: 'halt' | 'resume', token?: Token): void => {
      command$.next({
        kind: 'Command',
        command,
        strategy: undefined,
        token,
        by: 'a test',
        reason: 'by hand',
      });
    },
  };
};
