import type { Bar } from '../../src/domain/bar.js';
import type { BarArguments } from '../../src/domain/bars/bar-spec.js';
import type { TradingCalendar } from '../../src/domain/calendar.js';
import type { Entry } from '../../src/domain/entry.js';
import type { Token } from '../../src/domain/token.js';
import type { MessageBatch } from '../../src/port/feed.js';
import { backtest } from '../../src/run/backtest.js';
import { pipelineOf } from '../operator/world.js';
import { idealExchange } from './ideal-exchange.js';

/** All entries of a belt without strategies that cuts bars of what a tape brings. */
export const entriesCut = async (
  tokens: readonly Token[],
  batches: AsyncIterable<MessageBatch>,
  calendar: TradingCalendar,
  ...asked: BarArguments
): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  const pipeline = pipelineOf({
    tokens,
    bindings: [],
    calendar,
    graph: (event$, { cutBars, strategies }) => event$.pipe(cutBars(...asked), strategies),
  });
  await backtest(pipeline, batches, {
    exchange: idealExchange(),
    readers: [(entry) => entries.push(entry)],
  });
  return entries;
};

export const isBar = (entry: Entry): entry is Bar => entry.kind === 'Bar';
