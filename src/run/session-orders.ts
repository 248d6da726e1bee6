import { noBroker } from '../adapter/live/no-broker.js';
import { NorenBroker } from '../adapter/noren/broker/noren-broker.js';
import { routedFeed } from '../adapter/noren/broker/routed-feed.js';
import type { Rest } from '../adapter/noren/rest.js';
import { simulatedBroker } from '../adapter/simulated/simulated-broker.js';
import { sessionDayOf } from '../domain/session.js';
import { rulesFor } from '../exchange/exchange-plan.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { BrokerOf } from '../port/broker.js';
import type { Feed } from '../port/feed.js';
import type { InputSource } from '../port/input.js';
import type { Log } from '../port/log.js';
import type { BooksReader } from '../port/order-book-reader.js';
import type { NotesOf } from '../report/charge-log.js';
import { exchangeModels, exchangeSettings } from './exchange-settings.js';
import { MACHINE_TIME } from './machine-time.js';
import type { PreparedSession } from './prepare-session.js';
import type { BrokerPlan } from './session-plan.js';

/** Where the orders of a session go, and what comes in with the answers to them. */
export interface SessionOrders {
  readonly broker: BrokerOf;
  readonly source: InputSource;
}

export interface Api {
  readonly rest: Rest;
  readonly reader: BooksReader;
}

/** The broker that the session was planned with; one out there is reached by `api`, and answers in the feed. */
export const sessionOrders = (
  { plan, pipeline, login, time, startAt }: PreparedSession,
  feed: Feed,
  api: Api,
  log: Log,
): SessionOrders => {
  const { instruments } = pipeline;
  if (plan.broker.kind === 'none') return { broker: noBroker, source: feed };
  const day = sessionDayOf(startAt);
  if (plan.broker.kind === 'simulated') {
    const rules = rulesFor(plan.broker.exchange, pipeline, day);
    return { broker: (clock) => simulatedBroker(clock, rules, instruments), source: feed };
  }
  const charges = plan.broker.charges.for(instruments, day);
  const noren = new NorenBroker({
    ...{ ...api, tokens: login.tokens, instruments, charges, time, log },
    session: `${pipeline.name} ${startAt}`,
    real: MACHINE_TIME,
  });
  return {
    broker: (_, heard$) => noren.onBelt(heard$),
    source: routedFeed(feed, noren),
  };
};

/** What the report says of it. */
export const brokerSettings = (plan: BrokerPlan, pipeline: Pipeline): Readonly<Record<string, unknown>> => {
  switch (plan.kind) {
    case 'none':
      return { broker: 'none' };
    case 'routed':
      return { broker: 'feed', charges: plan.charges.name };
    case 'simulated':
      return { broker: 'simulated', ...exchangeSettings(plan.exchange, pipeline) };
  }
};

/** How its orders are filled and charged, a line for people each. */
export const brokerModels = (plan: BrokerPlan, pipeline: Pipeline): readonly string[] => {
  switch (plan.kind) {
    case 'none':
      return ['no orders are routed'];
    case 'routed':
      return ['fills are those of the broker', `charges ${plan.charges.name}`];
    case 'simulated':
      return exchangeModels(plan.exchange, pipeline);
  }
};

/** What makes contract notes of its executions; nobody does of none. */
export const notesOf = (plan: BrokerPlan): NotesOf | undefined => {
  switch (plan.kind) {
    case 'none':
      return undefined;
    case 'routed':
      return plan.charges.notesOf;
    case 'simulated':
      return plan.exchange.charges.notesOf;
  }
};
