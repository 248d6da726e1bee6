import { join } from 'node:path';
import { expect } from 'chai';
import { loadCalendar } from '../../src/adapter/calendar/load-calendar.js';
import { loadSquareOffs } from '../../src/adapter/calendar/load-square-offs.js';
import type { Decision } from '../../src/domain/entry.js';
import { istTextOf, timeOfDayOf } from '../../src/domain/session.js';
import { squareOffTimes } from '../../src/domain/square-off.js';
import { epochMs, HOUR_MS, MINUTE_MS } from '../../src/domain/time.js';
import { tokenOf } from '../../src/domain/token.js';
import type { RunResult } from '../../src/report/run-result.js';
import { momentum } from '../../strategies/momentum.js';
import { batchesOf } from '../operator/messages.js';
import { bound } from '../operator/scripted.js';
import { barRows } from '../run/oracle/bar-rows.js';
import { messagesOf, reported, runGraph, unhindered } from '../run/oracle/graph.js';
import { momentumRule } from '../run/oracle/rules.js';
import type { Row } from '../run/oracle/touchline-rows.js';
import { istDayOf, trade } from '../run/oracle/trader.js';
import { instrument } from '../support/instrument.js';
import { realData } from './real-data.js';

const RELIANCE = tokenOf('NSE', '2885');
const SETTINGS = { fast: 40, slow: 120, quantity: 10, allowShort: true };
const COSTS = { latencyMs: 150, chargePerOrder: 200_000n, squareOffAt: 15 * HOUR_MS + 15 * MINUTE_MS };

describe('the square-off on the recorded RELIANCE minute bars of 2025', () => {
  if (realData === undefined) {
    it('is not run, since the bars are not here: set RXTAPE_REAL_DATA to the folder that holds them', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  /** The run over `tape`, with what was decided in the strategy's name. */
  const run = async (tape: readonly Row[]): Promise<{ entries: readonly Decision[]; result: RunResult }> => {
    const entries: Decision[] = [];
    const strategies = [bound(momentum, SETTINGS, [RELIANCE])];
    const result = await runGraph(
      {
        ...unhindered([instrument({ token: RELIANCE })], strategies),
        squareOff: squareOffTimes(await loadCalendar([]), loadSquareOffs()),
      },
      batchesOf(messagesOf(tape), 1_000),
      COSTS,
      (entry) => {
        if (entry.kind === 'Decision' && entry.obeys !== undefined) entries.push(entry);
      },
    );
    return { entries, result };
  };
  const rows = barRows(join(realData, 'in-equity-bars-2025', 'reliance_1min_60days.csv'), RELIANCE, 60_000);

  it('leaves nothing overnight in 41 sessions, and comes to the paisa to what a plain loop does', async () => {
    const wanted = trade(rows, momentumRule(SETTINGS), COSTS);

    const { entries, result } = await run(rows);

    const { trades, held, gross, net } = wanted;
    expect(trades).to.have.length.above(100);
    expect(reported(result, 'momentum', RELIANCE)).to.deep.equal({ trades, held: 0 });
    expect(held).to.equal(0);
    expect(BigInt(Math.round(result.performance.grossPnl * 10_000))).to.equal(gross);
    expect(BigInt(Math.round(result.performance.netPnl * 10_000))).to.equal(net);
    expect(
      result.trades.filter(({ openedAt, closedAt }) => istDayOf(openedAt) !== istDayOf(closedAt)),
    ).to.deep.equal([]);
    expect(entries).to.have.length.above(30);
    expect(new Set(entries.map(told))).to.deep.equal(new Set(['squareOff at 15:15:00.000']));
  });

  it('closes on the next morning what is left where the bars end before its time', async () => {
    const [day = 0, next = 0] = [...new Set(rows.map(({ at }) => istDayOf(at)))].slice(7);
    const cut = rows.filter(({ at }) => istDayOf(at) !== day || timeOfDayOf(epochMs(at)) < 15 * HOUR_MS);
    const { entries, result } = await run(cut);

    const left = result.trades.filter(({ openedAt }) => istDayOf(openedAt) === day).at(-1);
    const morning = rows.find(({ at }) => istDayOf(at) === next)?.at ?? 0;
    expect(entries.filter(({ at }) => istDayOf(at) === day || istDayOf(at) === next).map(told)).to.deep.equal(
      [
        'squareOff at 15:15:00.000',
        'squareOff at 09:15:00.000', // as that of the day before expires with the first tick
        'squareOff at 15:15:00.000',
      ],
    );
    expect(left?.closedAt).to.equal(morning + 20_000); // the next price
    expect(
      result.trades.filter(({ openedAt, closedAt }) => istDayOf(openedAt) !== istDayOf(closedAt)),
    ).to.deep.equal([left]);
  });
});

const told = (entry: Decision): string => `${entry.obeys ?? ''} at ${istTextOf(entry.at).slice(11, 23)}`;
