import { capitalShares } from '../../src/domain/capital-shares.js';
import type { TouchlineMessage } from '../../src/domain/touchline.js';
import { backtest } from '../../src/run/backtest.js';
import { ReportFold } from '../../src/report/report-fold.js';
import { noRows } from '../../src/report/report-sink.js';
import { messageOf, marketColumns } from './market-columns.js';
import { CAPITAL, pipelineOf, tokensOf } from './pipelines.js';
import { idealExchange } from '../support/ideal-exchange.js';

/** Prints this process's resident megabytes after a backtest of as many ticks as its argument says. */
const ticks = Number(process.argv[2]);
const tokens = tokensOf(4);
const pipeline = pipelineOf(1, tokens);
const day = marketColumns(200_000, tokens);
const DAY_MS = 86_400_000;

/** The same market day over and over, each on the next date, made as it is read. */
async function* days(): AsyncIterable<readonly TouchlineMessage[]> {
  for (let done = 0, date = 0; done < ticks; done += day.rows, date += 1) {
    const shifted = { ...day, at: day.at.map((at) => at + date * DAY_MS) };
    for (let start = 0; start < day.rows; start += 1_000) {
      yield Array.from({ length: 1_000 }, (_, i) => messageOf(shifted, start + i));
    }
  }
}

const strategies = capitalShares(CAPITAL, pipeline.bindings);
const report = new ReportFold(
  { pipeline: 'memory', capital: CAPITAL, instruments: pipeline.instruments, strategies },
  noRows,
);
await backtest(pipeline, days(), {
  exchange: idealExchange(),
  readers: [(entry) => report.take(entry)],
});
report.result();
console.log(Math.round(process.memoryUsage().rss / 2 ** 20));
