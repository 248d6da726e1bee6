import { rupees } from '../../../src/domain/money.js';
import type { Entry } from '../../../src/domain/entry.js';
import { tokenOf } from '../../../src/domain/token.js';
import { flatCharges } from '../../../src/exchange/charges.js';
import { maxPosition } from '../../../src/risk/max-position.js';
import { backtest } from '../../../src/run/backtest.js';
import type { Reader } from '../../../src/run/read-entries.js';
import { momentum } from '../../../strategies/momentum.js';
import { vwapReversion } from '../../../strategies/vwap-reversion.js';
import { batchesOf } from '../../operator/messages.js';
import { bound } from '../../operator/scripted.js';
import { pipelineOf } from '../../operator/world.js';
import { messagesOf } from './graph.js';
import { restless } from './restless.js';
import { tapeRows } from './touchline-rows.js';
import { idealExchange } from '../../support/ideal-exchange.js';

const tokens = [tokenOf('NFO', '53001'), tokenOf('NSE', '2885'), tokenOf('NSE', '1594')];

/** The first messages of the sample day. */
export const sampleMessages = (count: number) => messagesOf(tapeRows('data/sample-day.csv').slice(0, count));

/** The entries of three strategies on three tokens over `messages`, read in batches of `size`. */
export const sampleEntries = async (
  messages = sampleMessages(8_000),
  size = 4_096,
  readers: readonly Reader[] = [],
): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  const pipeline = pipelineOf({
    tokens,
    bindings: [
      bound(momentum, { fast: 12, slow: 26, quantity: 10, allowShort: true }, tokens),
      bound(restless, undefined, tokens),
      bound(vwapReversion, { band: 1, quantity: 10, warmUp: 50, allowShort: true }, tokens),
    ],
    risk: [maxPosition(60)],
  });
  await backtest(pipeline, batchesOf(messages, size), {
    exchange: idealExchange(flatCharges(rupees(20)), 150),
    readers: [(entry) => entries.push(entry), ...readers],
  });
  return entries;
};
