import type { RecordedSession } from '../adapter/recording/read-session.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { FeedMessage, MessageBatch } from '../port/feed.js';
import type { Input } from '../port/input.js';
import { backtest } from './backtest.js';
import { chosenExchange } from './chosen-exchange.js';
import { foldedRun, type ForwardRun } from './forward-run.js';
import { sessionEndAt } from './session-end-at.js';
import type { BrokerPlan } from './session-plan.js';

/** Where a session is backtested: at its own exchange; of one whose orders went out, at the conservative one. */
export const planBeside = async (
  plan: BrokerPlan,
  note: (line: string) => void,
): Promise<SimulatedPlan | undefined> => {
  switch (plan.kind) {
    case 'simulated':
      return plan;
    case 'none':
      note('its orders went nowhere: it is held against no backtest');
      return undefined;
    case 'routed':
      note('its orders went to the exchange of its feed: the backtest fills as the default model does');
      return { kind: 'simulated', exchange: await chosenExchange({ charges: plan.charges }) };
  }
};

type SimulatedPlan = Extract<BrokerPlan, { readonly kind: 'simulated' }>;

/** A backtest of the ticks that the session recorded, to where the session ended. */
export const backtestBeside = (
  session: RecordedSession,
  pipeline: Pipeline,
  beside: SimulatedPlan,
): Promise<ForwardRun> =>
  foldedRun(session, pipeline, beside, undefined, (reader) =>
    backtest(pipeline, messagesOf(session.inputs()), {
      exchange: beside.exchange,
      quality: session.header.quality,
      endOf: (lastAt) => sessionEndAt(session) ?? lastAt,
      readers: [reader],
    }),
  );

/** What a tape has of the inputs: a backtest knows no connections, commands or reports. */
async function* messagesOf(inputs: AsyncIterable<Iterable<Input>>): AsyncGenerator<MessageBatch> {
  for await (const batch of inputs) yield messagesIn(batch);
}

function* messagesIn(batch: Iterable<Input>): Iterable<FeedMessage> {
  for (const input of batch)
    if (input.kind === 'tk' || input.kind === 'tf' || input.kind === 'Malformed') yield input;
}
