import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { type InspectedGroup, Inspection } from '../../src/codec/inspection.js';
import { tokenOf } from '../../src/domain/token.js';
import { inspect, type InspectRunOptions } from '../../src/run/inspect.js';
import { realData } from './real-data.js';

const inspected = async (
  options: Partial<InspectRunOptions> & { readonly paths: readonly string[] },
): Promise<Inspection> => {
  const inspection = await inspect(
    { calendars: [], mostRows: Infinity, gapMs: undefined, staleMs: 300_000, reorderMs: 1_000, ...options },
    () => undefined,
  );
  expect(E.isRight(Inspection.decode(JSON.parse(JSON.stringify(inspection))))).to.equal(true);
  return inspection;
};

const one = async (options: Parameters<typeof inspected>[0]): Promise<InspectedGroup> => {
  const { groups, refused } = await inspected(options);
  expect(refused).to.deep.equal([]);
  const [first] = groups;
  if (first === undefined) throw new Error('nothing was inspected');
  return first;
};

/** Cells by a plain split: these files have no quotes. The header is left out. */
const cellsOf = (path: string): string[][] =>
  readFileSync(path, 'utf8').trimEnd().split(/\r?\n/).slice(1).map((line) => line.split(',')); // prettier-ignore

const RELIANCE = tokenOf('NSE', '2885');

const hundredths = (text = ''): number => Math.round(Number(text) * 100);

const greatestCommon = (a: number, b: number): number => (b === 0 ? a : greatestCommon(b, a % b));

const what = ({ findings }: InspectedGroup): string[] =>
  findings.map((finding) => `${finding.level} ${finding.what}`);

describe('inspect, on real files', () => {
  if (realData === undefined) {
    it('is not run, since they are not here: set RXTAPE_REAL_DATA to the folder that holds them', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const folder = realData;
  const nifty = join(folder, 'in-nifty-fut-ticks-20251229');

  it('tells of the NIFTY future what a plain recount does: rows, tokens, ticks, gaps, the first volume', async () => {
    const path = join(nifty, 'nifty_futures11_today_all_ticks.csv');
    const rows = cellsOf(path);
    const times = rows.map(([time = '']) => Date.parse(`${time.replace(' ', 'T')}:00`));
    const steps = times.slice(1).map((time, i) => time - (times[i] ?? NaN));
    const named = rows.filter(([, symbol]) => symbol !== '');
    const prices = rows.map(([, , price]) => hundredths(price));

    const told = await one({ paths: [path] });

    expect(told.rows).to.equal(rows.length).and.to.equal(5_837);
    expect(told.span).to.deep.include({
      from: '2025-12-29T09:36:44.000+05:30',
      to: '2025-12-29T11:39:46.000+05:30',
    });
    expect(told.tokens.map(({ token, rows: own }) => [token, own])).to.deep.equal([
      ['NIFTY25DECFUT', named.length],
      ['nifty_futures11_today_all_ticks', rows.length - named.length],
    ]);
    expect(told.tokens.map(({ tick }) => tick)).to.deep.equal([0.1, 0.1]);
    expect(prices.reduce(greatestCommon)).to.equal(10);
    expect(Math.min(...told.tokens.map(({ low }) => low ?? NaN)) * 100).to.be.closeTo(
      Math.min(...prices),
      1e-6,
    );
    expect(Math.max(...told.tokens.map(({ high }) => high ?? NaN)) * 100).to.be.closeTo(
      Math.max(...prices),
      1e-6,
    );
    const silences = steps.filter((step) => step > 5_000);
    expect(told.gaps.count).to.equal(silences.length).and.to.equal(6);
    expect(told.gaps.longest.map(({ ms }) => ms)).to.deep.equal(silences.sort((a, b) => b - a));
    expect(told.gaps.longest[0]).to.include({ ms: 1_062_000, from: '2025-12-29T09:41:38.000+05:30' });
    expect(told.volume?.wholeDays[0]).to.include({ at: told.span?.from, added: 415_425 });
    expect(told.outOfOrder.count).to.equal(steps.filter((step) => step < 0).length);
    expect(told.grade).to.equal('last');
    expect(what(told)).to.deep.equal(['falsifies Gap', 'note PartialSession', 'note WholeDayVolume']);
  });

  it('tells of Dhan ticks: 356 rows of which one is open interest, no price crossed, prices to the grid', async () => {
    const path = join(nifty, 'dhan_nifty_futures_ticks.csv');
    const rows = cellsOf(path);
    const full = rows.filter(([, type]) => type === 'full');

    const told = await one({ paths: [path], zone: 'Asia/Kolkata' });

    expect([told.rows, full.length]).to.deep.equal([356, 355]);
    expect(told.book).to.include({ rows: full.length, twoSided: full.length });
    expect(told.book?.crossed.count).to.equal(
      full.filter((cells) => Number(cells[13]) > Number(cells[16])).length,
    );
    expect(told.volume?.resets.count).to.equal(0);
    expect(told.ignored).to.deep.equal(['type', 'bid_orders_1', 'ask_orders_1']);
    expect(told.grade).to.equal('depth');
    expect(told.sessions[0]?.first).to.equal('2025-12-29T12:47:02.553+05:30');
  });

  it('tells of book snapshots: 33 lines twice, what of them is read twice, no crossed row, two rows of nothing', async () => {
    const path = join(nifty, 'depth_snapshots_202512229.csv');
    const lines = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/).slice(1);
    const rows = lines.filter((line) => !/^,*$/.test(line)).map((line) => line.split(','));
    // What is read of a row: time, bid, ask and the two totals.
    const read = rows.map((cells) => [0, 3, 4, 6, 7].map((i) => cells[i]).join());

    const told = await one({ paths: [path], zone: 'Asia/Kolkata', date: '2025-12-29' });

    expect(told.rows).to.equal(rows.length).and.to.equal(20_018);
    expect(told.emptyRows)
      .to.equal(lines.length - rows.length)
      .and.to.equal(2);
    expect(told.duplicates.lines)
      .to.equal(rows.length - new Set(rows.map(String)).size)
      .and.to.equal(33);
    expect(told.duplicates.messages.count).to.equal(read.length - new Set(read).size);
    expect(told.book).to.include({ rows: 20_018, twoSided: 20_018 });
    expect(told.book?.crossed.count).to.equal(
      rows.filter((cells) => Number(cells[3]) >= Number(cells[4])).length,
    );
    expect(told.ignored).to.include('column 12 (no name)').and.to.include('column 15 (no name)');
    expect(told.tokens.map(({ token }) => token)).to.deep.equal(['NIFTY DEC 2025 FUT']);
    expect(told.grade).to.equal('quotes');
  });

  it('tells of an option chain, leg by leg, what a plain recount of its 306 files does', async () => {
    const chain = join(folder, 'in-nifty-option-chain-20250829/20250829');
    const { groups, files, refused } = await inspected({ paths: [chain], zone: 'Asia/Kolkata' });
    const volumes = { CALLS: new Map<string, number>(), PUTS: new Map<string, number>() };
    const falls = { CALLS: 0, PUTS: 0 };
    const bids = { CALLS: 0, PUTS: 0 };
    let rows = 0;
    for (const name of readdirSync(chain).sort()) {
      const file = await asyncBufferFromFile(join(chain, name));
      for (const row of await parquetReadObjects({ file, compressors })) {
        rows += 1;
        for (const leg of ['CALLS', 'PUTS'] as const) {
          const contract = `${String(row['Expiry_Date'])} ${String(row['Strike_Price'])}`;
          const volume = Number(row[`${leg}_Volume`]);
          if (volume < (volumes[leg].get(contract) ?? 0)) falls[leg] += 1;
          volumes[leg].set(contract, volume);
          if (Number(row[`${leg}_Bid_Price`]) > 0 && Number(row[`${leg}_Ask_Price`]) > 0) bids[leg] += 1;
        }
      }
    }

    expect([refused.length, files, rows]).to.deep.equal([0, 306, 233_762]);
    expect(falls).to.deep.equal({ CALLS: 8, PUTS: 4 });
    const told = { CALLS: groups[0], PUTS: groups[1] };
    for (const leg of ['CALLS', 'PUTS'] as const) {
      const own = told[leg];
      expect(own?.rows).to.equal(rows);
      expect(own?.files).to.have.length(306);
      expect(own?.tokens).to.have.length(volumes[leg].size);
      expect(own?.volume?.resets.count).to.equal(falls[leg]);
      expect(own?.book?.twoSided).to.equal(bids[leg]);
      expect(own?.book?.crossed.count).to.equal(0);
      expect(own?.duplicates.messages.count).to.equal(0);
      expect(own?.gaps.longest.map(({ ms }) => ms / 1_000)).to.deep.equal([1_132, 185, 181, 144]);
      expect(own?.exchangeTime?.lag).to.deep.include({ least: 29_000, most: 139_000 });
      expect(own?.sessions.map(({ day, rows: all }) => [day, all])).to.deep.equal([['open', rows]]);
    }
  }).timeout(120_000);

  it('tells of chains of a holiday that they are of a holiday and a day old', async () => {
    const [calls, puts] = (
      await inspected({
        paths: [join(folder, 'in-nifty-option-chain-20250829/20250827')],
        zone: 'Asia/Kolkata',
      })
    ).groups;

    for (const leg of [calls, puts]) {
      expect(leg?.rows).to.equal(5_369);
      expect(leg?.sessions[0]).to.include({ date: '2025-08-27', day: 'holiday', name: 'Ganesh Chaturthi' });
      expect(leg?.exchangeTime?.stale.count).to.equal(5_369);
      expect(leg?.exchangeTime?.otherDay).to.equal(5_369);
      expect(leg === undefined ? [] : what(leg)).to.include.members([
        'falsifies ClosedDay',
        'falsifies Stale',
      ]);
    }
  });

  it('tells of minute bars of RELIANCE: 41 sessions, 40 of 375 bars and one of 372', async () => {
    const path = join(folder, 'in-equity-bars-2025/reliance_1min_60days.csv');
    const days = cellsOf(path).map(([date = '']) => date.slice(0, 10));

    const told = await one({ paths: [path], instruments: [{ pattern: undefined, token: RELIANCE }] });

    expect(told.sessions).to.have.length(new Set(days).size).and.to.have.length(41);
    expect(told.sessions.map(({ date, rows }) => [date, rows])).to.deep.equal(
      [...new Set(days)].map((day) => [day, days.filter((other) => other === day).length]),
    );
    expect(
      told.sessions.filter(({ rows }) => rows !== 375).map(({ date, rows }) => [date, rows]),
    ).to.deep.equal([['2025-12-15', 372]]);
    expect(told.sessions.every(({ expectedBars }) => expectedBars === 375)).to.equal(true);
    expect(told.bars).to.include({ intervalMs: 60_000, missing: 3 });
    expect(told.bars?.impossible.count).to.equal(0);
    expect(what(told)).to.deep.equal(['note MissingBars']);
  });

  it('knows the Muhurat session of 2025-10-21 among 15-minute bars, and misses no bar', async () => {
    const { groups, isFine } = await inspected({
      paths: ['reliance', 'tcs'].map((name) => join(folder, `in-equity-bars-2025/${name}_15min_200days.csv`)),
      instruments: [
        { pattern: 'reliance*', token: RELIANCE },
        { pattern: 'tcs*', token: tokenOf('NSE', '11536') },
      ],
    });

    expect(isFine).to.equal(true);
    for (const { sessions, findings, bars } of groups) {
      expect(sessions).to.have.length(137);
      expect(sessions.filter(({ day }) => day !== 'open')).to.have.length(1);
      expect(sessions.find(({ date }) => date === '2025-10-21')).to.include({
        day: 'special',
        name: 'Muhurat',
        rows: 4,
        expectedBars: 4,
        outside: 0,
      });
      expect(bars?.missing).to.equal(0);
      expect(findings).to.deep.equal([]);
    }
  });

  it('tells of tables that are no market data what their columns are, and looks at the others', async () => {
    const { groups, refused, isFine } = await inspected({
      paths: [join(folder, 'parquet-polars'), 'data/sample-day.parquet'],
    });

    expect(isFine).to.equal(false);
    expect(groups.map(({ shape }) => shape)).to.deep.equal(['tape']);
    expect(refused.map(({ kind }) => kind)).to.deep.equal(['foreign', 'foreign', 'foreign', 'foreign']);
    const foods = refused.find(({ path }) => path.endsWith('foods1.parquet'));
    expect(foods?.rows).to.equal(27);
    expect(foods?.columns).to.deep.equal([
      { name: 'category', type: 'string' },
      { name: 'calories', type: 'int64' },
      { name: 'fats_g', type: 'double' },
      { name: 'sugars_g', type: 'int64' },
    ]);
  });
});
