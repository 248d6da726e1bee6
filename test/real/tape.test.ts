import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { openTape, type TapeOptions } from '../../src/adapter/tape/open-tape.js';
import { UsageError } from '../../src/domain/failure.js';
import { tokenOf } from '../../src/domain/token.js';
import type { TouchlineMessage } from '../../src/domain/touchline.js';
import { rejection } from '../support/rejection.js';
import { allTaken } from '../support/taken.js';
import { realData } from './real-data.js';

const TOKEN = tokenOf('NFO', '49543');

const touchlines = async (options: TapeOptions): Promise<TouchlineMessage[]> => {
  const tape = await openTape(options);
  const messages = await allTaken(tape.batches(new Set([TOKEN])));
  return messages.filter((message) => message.kind !== 'Malformed');
};

/** Cells by a plain split: these files have no quotes. */
const cellsOf = (path: string): string[][] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('tapes of real data', () => {
  if (realData === undefined) {
    before(() => {
      console.log(
        '      not run: bars of RELIANCE, ticks of the NIFTY future, option chains (no RXTAPE_REAL_DATA)',
      );
    });

    it('are not read on a machine without the real data', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const folder = realData;

  it('plays 60 days of one-minute bars as four ticks a bar', async () => {
    const path = join(folder, 'in-equity-bars-2025/reliance_1min_60days.csv');
    const bars = cellsOf(path);

    const ticks = await touchlines({ paths: [path], defaultToken: TOKEN });

    expect(bars).to.have.length(15_372);
    expect(ticks).to.have.length(61_488); // 15,372 * 4
    const [first, , , firstClose] = ticks;
    // 2025-10-29 09:15 IST: open 1490, high 1495, low 1488.1, close 1494.6, volume 67995; a quarter is 16998.
    expect(first).to.include({
      kind: 'tk',
      receivedAt: Date.UTC(2025, 9, 29, 3, 45),
      last: 1490,
      volume: 16_998,
    });
    expect(firstClose).to.include({
      kind: 'tf',
      receivedAt: Date.UTC(2025, 9, 29, 3, 45, 59, 999),
      last: 1494.6,
      volume: 67_995,
    });
    // 2025-12-26 15:29 IST: close 1560.6
    expect(ticks.at(-1)).to.include({ receivedAt: Date.UTC(2025, 11, 26, 9, 59, 59, 999), last: 1560.6 });

    const column = (position: number): number[] => bars.map((cells) => Number(cells[position]));
    const nth = (leg: number): number[] =>
      ticks.filter((_, i) => i % 4 === leg).map(({ last }) => last ?? NaN);
    expect(sum(nth(0))).to.equal(sum(column(1)));
    expect(sum(nth(3))).to.equal(sum(column(4)));
    expect(sum([...nth(1), ...nth(2)])).to.be.closeTo(sum([...column(2), ...column(3)]), 1e-3);
    expect(ticks.filter(({ kind }) => kind === 'tk')).to.have.length(41); // sessions
    const daysEnd = ticks.filter((_, i) => i === ticks.length - 1 || ticks[i + 1]?.kind === 'tk');
    expect(sum(daysEnd.map(({ volume }) => volume ?? NaN))).to.equal(sum(column(5)));
  });

  it('plays recorded ticks of the NIFTY future, whose symbol is empty in the first 2,589 rows', async () => {
    const path = join(folder, 'in-nifty-fut-ticks-20251229/nifty_futures11_today_all_ticks.csv');
    const rows = cellsOf(path);

    const ticks = await touchlines({
      paths: [path],
      instruments: [{ pattern: 'nifty_futures*', token: TOKEN }],
    });

    expect(ticks).to.have.length(5_837);
    expect(ticks[0]).to.include({
      kind: 'tk',
      receivedAt: Date.UTC(2025, 11, 29, 4, 6, 44),
      last: 26_097.8,
      volume: 415_425,
      openInterest: 10_337_325,
    });
    expect(ticks.at(-1)).to.include({
      kind: 'tf',
      receivedAt: Date.UTC(2025, 11, 29, 6, 9, 46),
      last: 25_992.5,
      openInterest: 10_926_075,
    });
    expect(ticks.at(-1)?.volume).to.equal(sum(rows.map((cells) => Number(cells[3]))));
    expect(sum(ticks.map(({ last }) => last ?? NaN))).to.equal(sum(rows.map((cells) => Number(cells[2]))));
    expect(ticks.map(({ receivedAt }) => receivedAt)).to.deep.equal(
      rows.map(([time = '']) => Date.parse(`${time.replace(' ', 'T')}:00`)),
    );
    expect(sum(ticks.map(({ flags }) => flags))).to.equal(0);
  });

  it('asks for the instrument where the symbol is empty', async () => {
    const path = join(folder, 'in-nifty-fut-ticks-20251229/nifty_futures11_today_all_ticks.csv');

    const error = await rejection(openTape({ paths: [path], resolveSymbol: () => TOKEN }));

    expect(error)
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.matches(/row 1 .*--instrument/);
  });

  it('plays ticks with five levels of depth, and a row that has nothing but open interest', async () => {
    const path = join(folder, 'in-nifty-fut-ticks-20251229/dhan_nifty_futures_ticks.csv');

    const ticks = await touchlines({ paths: [path], zone: 'Asia/Kolkata', defaultToken: TOKEN });

    expect(ticks).to.have.length(356);
    expect(ticks[0]).to.include({
      receivedAt: Date.UTC(2025, 11, 29, 7, 17, 2, 553),
      volume: 3_333_675,
      bidQuantity: 525,
      askQuantity: 300,
    });
    expect(ticks[0]?.previousClose).to.equal(26_060.2);
    expect(ticks[0]?.depth).to.include({
      bid5: 25_974.4,
      askQuantity5: 75,
      totalBuyQuantity: 309_225,
      lastQuantity: 75,
    });
    expect(ticks[1]).to.include({ last: undefined, openInterest: 11_148_150, depth: undefined });
  });

  it('merges a folder of Parquet files of pandas, one a minute', async () => {
    const path = join(folder, 'in-nifty-option-chain-20250829/20250827');
    const map = { at: 'Fetch_Time', last: 'CALLS_LTP', volume: 'CALLS_Volume', symbol: 'index_name' };

    const ticks = await touchlines({
      paths: [path],
      map,
      zone: 'Asia/Kolkata',
      instruments: [{ pattern: undefined, token: TOKEN }],
    });

    expect(ticks).to.have.length(5_369);
    const file = await asyncBufferFromFile(join(path, 'NIFTY_20250827_094517.parquet'));
    const rows = await parquetReadObjects({ file, compressors });
    const calls = rows.map((row) => [Number(row['CALLS_LTP']), Number(row['CALLS_Volume'])]);
    expect(ticks.slice(0, rows.length).map(({ last, volume }) => [last, volume])).to.deep.equal(calls);
    expect(new Set(ticks.map(({ receivedAt }) => receivedAt))).to.deep.equal(
      new Set([Date.UTC(2025, 7, 26, 10)]),
    ); // 15:30 IST
  });

  it('reads dates and local times of Parquet only in a zone, and decimals as the nearest double', async () => {
    const store = {
      paths: [join(folder, 'parquet-duckdb/spark-store.parquet')],
      map: { at: 's_rec_start_date', last: 's_tax_precentage' },
      defaultToken: TOKEN,
      onBadRow: 'skip',
      reorderMs: 100 * 365 * 86_400_000, // shops, by number
    } as const;
    const local = {
      paths: [join(folder, 'parquet-duckdb/issue_5533_timestamp_ms_stats.parquet')],
      map: { at: 'timestamp', last: 'item_id' },
      defaultToken: TOKEN,
    };

    const abroad = tokenOf('NYSE', '1');
    expect(await rejection(touchlines({ ...store, defaultToken: abroad })))
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.includes('--tz');
    expect(await rejection(touchlines({ ...local, defaultToken: abroad })))
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.includes('--tz');

    const shop = await parquetReadObjects({ file: await asyncBufferFromFile(store.paths[0]), compressors });
    const kept = shop.filter(
      (row) =>
        row['s_rec_start_date'] instanceof Date &&
        row['s_rec_start_date'].getTime() > Date.UTC(2000, 0, 1, 5, 30),
    );
    const ticks = await touchlines({ ...store, zone: 'Asia/Kolkata' });
    const byLast = (a: number, b: number): number => a - b;
    expect(ticks.map(({ last }) => last ?? NaN).sort(byLast)).to.deep.equal(
      kept.map((row) => Number(Number(row['s_tax_precentage']).toFixed(2))).sort(byLast),
    );
    expect(ticks.length).to.be.greaterThan(0);

    const [first] = await parquetReadObjects({
      file: await asyncBufferFromFile(local.paths[0] ?? ''),
      compressors,
    });
    const [tick] = await touchlines({ ...local, zone: 'Asia/Kolkata' });
    expect(tick?.receivedAt).to.equal((first?.['timestamp'] as Date).getTime() - 5.5 * 3_600_000);
  });
});
