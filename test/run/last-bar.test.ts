import { expect } from 'chai';
import { loadCalendar } from '../../src/adapter/calendar/load-calendar.js';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import { CONSERVATIVE_FILLS } from '../../src/domain/fill-model.js';
import { type Intent, market, NO_INTENTS, stop } from '../../src/domain/intent.js';
import { istTextOf } from '../../src/domain/session.js';
import { squareOffTimes } from '../../src/domain/square-off.js';
import { HOUR_MS } from '../../src/domain/time.js';
import { ALL_TOKENS } from '../../src/port/tape.js';
import { backtest } from '../../src/run/backtest.js';
import { tapeFolder } from '../adapter/tape/tape-folder.js';
import { bound, scripted } from '../operator/scripted.js';
import { pipelineOf } from '../operator/world.js';
import { idealExchange } from '../support/ideal-exchange.js';
import { ACC } from '../support/instrument.js';
import { ist } from '../support/ist.js';

describe('a backtest over bars of an hour, of which the last of the day is cut by the close', () => {
  const { file } = tapeFolder();

  /** What became of what the first price leads to: time, state and price paid. */
  const updates = async (intents: readonly Intent[], squareOff?: string): Promise<readonly string[]> => {
    const bar = (at: string, prices: string): string => `${ist(at)},${prices},400000,,${ACC}`;
    const rows = [
      'date,open,high,low,close,volume,oi,token',
      bar('2026-01-05T14:15:00', '1000,1004,998,1000'),
      bar('2026-01-05T15:15:00', '1000,1001,956,960'),
      bar('2026-01-06T09:15:00', '970,975,965,970'),
    ];
    const calendar = await loadCalendar([]);
    const tape = await openTape({
      ...{ paths: [file('hours.csv', `${rows.join('\n')}\n`)], intervalMs: HOUR_MS, calendar },
      barStamp: 'start',
    });
    const once = scripted('once', 0, (heard, event) => [
      heard + 1,
      heard === 0 && event.kind === 'Tick' ? intents : NO_INTENTS,
    ]);
    const told: string[] = [];
    const plan = { tokens: [ACC], bindings: [bound(once, undefined, [ACC])] };
    await backtest(
      pipelineOf(
        squareOff === undefined ? plan : { ...plan, squareOff: squareOffTimes(calendar, [], squareOff) },
      ),
      tape.batches(ALL_TOKENS),
      {
        exchange: { ...idealExchange(), calendar, modelFor: () => CONSERVATIVE_FILLS },
        readers: [
          (entry) => {
            if (entry.kind !== 'OrderUpdate') return;
            const { change, fill, order } = entry;
            told.push(
              `${istTextOf(entry.at).slice(5, 16)} ${order.side} ${change} ${fill?.price ?? ''}`.trim(),
            );
          },
        ],
      },
    );
    return told;
  };

  it('wakes and trades a stop that the last bar falls through', async () => {
    expect(await updates([stop('SELL', 10, 986)])).to.deep.equal([
      '01-05T14:15 SELL TriggerPending',
      '01-05T15:25 SELL Triggered',
      '01-05T15:25 SELL Filled 985.8',
    ]);
  });

  it('squares off within the last bar, and holds nothing overnight', async () => {
    expect(await updates([market('BUY', 10)], '15:15')).to.deep.equal([
      '01-05T14:15 BUY Opened',
      '01-05T14:35 BUY Filled 1000.2',
      '01-05T15:15 SELL Opened',
      '01-05T15:20 SELL Filled 999.8',
    ]);
  });
});
