import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadCalendar } from '../../src/adapter/calendar/load-calendar.js';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import type { Bar } from '../../src/domain/bar.js';
import { type BarArguments, heikinAshi, range, ticks, volume } from '../../src/domain/bars/bar-spec.js';
import { between } from '../../src/adapter/replay/between.js';
import { epochMs } from '../../src/domain/time.js';
import type { Token } from '../../src/domain/token.js';
import { entriesCut, isBar } from '../support/cut-bars-of.js';
import { type Row, resampled } from './oracle/resampled.js';
import { realData } from './real-data.js';

const RELIANCE = 'NSE|2885' as Token;
const TCS = 'NSE|11536' as Token;
/** Some sessions before the Muhurat session: nights are seconds of the clock too. */
const FROM = epochMs(Date.parse('2025-10-15T00:00:00+05:30'));
const FUTURE = 'NFO|49543' as Token;

describe('bars cut of recorded data', () => {
  if (realData === undefined) {
    it('are not cut, since the data are not here: set RXTAPE_REAL_DATA to the folder that holds them', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const equity = join(realData, 'in-equity-bars-2025');
  const future = join(realData, 'in-nifty-fut-ticks-20251229', 'nifty_futures11_today_all_ticks.csv');

  const barsOf = async (path: string, token: Token, ...asked: BarArguments): Promise<readonly Bar[]> => {
    const calendar = await loadCalendar([]);
    const tape = await openTape({
      paths: [path],
      defaultToken: token,
      resolveSymbol: () => token,
      calendar,
    });
    const batches = between(tape.batches(new Set([token])), FROM, undefined);
    return (await entriesCut([token], batches, calendar, ...asked)).filter(isBar);
  };

  describe('of 41 sessions of RELIANCE minutes', () => {
    const path = join(equity, 'reliance_1min_60days.csv');
    let file: readonly Row[] = [];
    let bars: readonly Bar[] = [];
    before(async () => {
      file = fileRows(path);
      bars = await barsOf(path, RELIANCE, '1m', '5m', '7m', '60m', '375m', '1d');
    });
    const of = (spec: string): readonly Row[] => bars.filter((bar) => bar.spec === spec).map(rowOf);

    it('are those of the file', () => {
      expect(file).to.have.length(15_372);
      expect(of('1m')).to.deep.equal(file);
      expect(bars.filter(({ spec, ticks: count }) => spec === '1m' && count !== 4)).to.deep.equal([]);
    });

    for (const minutes of [5, 7, 60, 375])
      it(`are of ${minutes} minutes what resampling the minutes of the file makes`, () => {
        expect(of(`${minutes}m`)).to.deep.equal(resampled(file, minutes, 9 * 60 + 15));
      });

    it('are of days what a session of the file makes', () => {
      expect(of('1d')).to.have.length(41);
      expect(of('1d')).to.deep.equal(resampled(file, 1_440, 9 * 60 + 15));
    });
  });

  it('are of 15 minutes those of the file, through the Muhurat session of 2025-10-21', async () => {
    const path = join(equity, 'tcs_15min_200days.csv');
    const file = fileRows(path).filter(({ at }) => at >= FROM);

    const bars = await barsOf(path, TCS, '15m');

    expect(file).to.have.length(1_229); // 49 sessions of 25, and 4
    expect(bars.map(rowOf)).to.deep.equal(file);
    const muhurat = bars.filter(({ openAt }) => new Date(openAt).toISOString().startsWith('2025-10-21'));
    expect(muhurat.map(({ openAt }) => new Date(openAt).toISOString().slice(11, 16))).to.deep.equal([
      '08:15', // 13:45 IST
      '08:30',
      '08:45',
      '09:00',
    ]);
  });

  it('group the rows of the NIFTY future of 2025-12-29 by their minutes', async () => {
    const bars = await barsOf(future, FUTURE, '1m');

    const [head = '', ...lines] = readFileSync(future, 'utf8').trimEnd().split('\n');
    const [time, last, delta] = ['time', 'last_price', 'volume_delta'].map((name) =>
      head.split(',').indexOf(name),
    );
    const rows = lines.map((line, i) => {
      const cells = line.split(',');
      const price = Number(cells[last ?? -1]);
      const at = Date.parse(`${(cells[time ?? -1] ?? '').replace(' ', 'T')}:00`);
      // what the first row adds was traded before
      return {
        at,
        open: price,
        high: price,
        low: price,
        close: price,
        volume: i === 0 ? 0 : Number(cells[delta ?? -1]),
      };
    });
    // the other 1,068 tell of quotes alone: neither volume nor price is another than before
    const traded = rows.filter(({ volume: added, close }, i) => added > 0 || close !== rows[i - 1]?.close);
    expect([rows.length, traded.length]).to.deep.equal([5_837, 4_769]);
    // the tape was cut before noon, and its last minute is not known to be over
    expect(bars.map(rowOf)).to.deep.equal(resampled(traded, 1, 9 * 60 + 15).slice(0, -1));
  });

  it('of ticks, volume, range and Heikin-Ashi come in one belt', async () => {
    const bars = await barsOf(future, FUTURE, ticks(100), volume(7_500), range(10), heikinAshi('5m'));
    const of = (spec: string): readonly Bar[] => bars.filter((bar) => bar.spec === spec);

    expect(of('ticks(100)').every((bar) => bar.ticks === 100)).to.equal(true);
    expect(of('volume(7500)').every((bar) => bar.volume >= 7_500)).to.equal(true);
    expect(of('range(10)').every((bar) => bar.high - bar.low > 9.9999)).to.equal(true);
    expect(
      [of('ticks(100)'), of('volume(7500)'), of('range(10)'), of('heikinAshi(5m)')].map(
        ({ length }) => length,
      ),
    ).to.deep.equal([47, 309, 25, 22]);
  });
});

const fileRows = (path: string): readonly Row[] => {
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [date = '', ...cells] = line.trimEnd().split(',');
    const [open = NaN, high = NaN, low = NaN, close = NaN, traded = NaN] = cells.map(Number);
    return { at: Date.parse(date), open, high, low, close, volume: traded };
  });
};

const rowOf = ({ openAt, open, high, low, close, volume: traded }: Bar): Row => ({
  at: openAt,
  open,
  high,
  low,
  close,
  volume: traded,
});
