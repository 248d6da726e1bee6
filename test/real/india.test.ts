import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import { MessageFlag } from '../../src/domain/touchline.js';
import { type Token, tokenOf } from '../../src/domain/token.js';
import { rejection } from '../support/rejection.js';
import { expectSame } from './expect-same.js';
import { depthSnapshots, dhanTicks, equityBars, futureTicks, fyersTicks } from './oracle/india.js';
import { realData } from './real-data.js';
import { rowsRead } from './rows-read.js';

const BAR = ['open', 'high', 'low', 'close', 'volume'];
const IST = { zone: 'Asia/Kolkata' } as const;
const TOKEN = tokenOf('NFO', '49543');
const OURS = { defaultToken: TOKEN } as const;

describe('Indian files of 2025', () => {
  if (realData === undefined) {
    it('are not read, since they are not here: set RXTAPE_REAL_DATA to the folder that holds them', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const folder = realData;

  describe('in-equity-bars-2025', () => {
    const start = { ...OURS, barStamp: 'start' } as const;
    const pathOf = (file: string): string => join(folder, 'in-equity-bars-2025', file);

    for (const [file, bars, length] of [
      ['reliance_1min_60days.csv', 15_372, '1m'],
      ['reliance_15min_200days.csv', 3_404, '15m'],
      ['tcs_15min_200days.csv', 3_404, '15m'],
    ] as const) {
      it(`is read to the prices and volumes of every bar: ${file}`, async () => {
        const path = pathOf(file);
        const wanted = equityBars(path, TOKEN);
        const { mappings, rows, empty, refused } = await rowsRead({ paths: [path], ...start }, BAR);

        expect(mappings[path]).to.equal(
          `bars of ${length}: at=date (of the zone it names; start of the bar), open, high, low, volume, close`,
        );
        expect({ empty, refused }).to.deep.equal({ empty: 0, refused: [] });
        expect(wanted).to.have.length(bars);
        expectSame(rows, wanted);
      });
    }

    it('has a Muhurat session of four bars on 2025-10-21, in the afternoon', async () => {
      const { rows } = await rowsRead({ paths: [pathOf('tcs_15min_200days.csv')], ...start }, BAR);
      const muhurat = rows.filter(({ at }) => new Date(at).toISOString().startsWith('2025-10-21'));

      expect(muhurat.map(({ at }) => new Date(at).toISOString().slice(11, 16))).to.deep.equal([
        '08:15',
        '08:30',
        '08:45',
        '09:00',
      ]); // 13:45 to 14:45 IST
    });

    it('is read as starts unasked, since its times are of India and trading begins with its first bar', async () => {
      const path = pathOf('tcs_15min_200days.csv');

      // A file that is only looked at is of an instrument by its own name, which tells no exchange.
      for (const defaultToken of [TOKEN, 'tcs_15min_200days' as Token]) {
        const { files } = await openTape({ paths: [path], defaultToken });
        expect(files[0]?.mapping).to.contain('start of the bar');
      }
    });
  });

  describe('in-nifty-fut-ticks-20251229', () => {
    const pathOf = (file: string): string => join(folder, 'in-nifty-fut-ticks-20251229', file);
    const ticks = pathOf('nifty_futures11_today_all_ticks.csv');
    const dhan = pathOf('dhan_nifty_futures_ticks.csv');
    const depth = pathOf('depth_snapshots_202512229.csv');

    it('has ticks in UTC, the first with the volume of the whole day, 2,589 of them without a symbol', async () => {
      const wanted = futureTicks(ticks, TOKEN);
      const instruments = [{ pattern: undefined, token: TOKEN }];
      const read = await rowsRead({ paths: [ticks], instruments }, ['last', 'volumeDelta', 'openInterest']);

      expect(read.mappings[ticks]).to.equal(
        'full: at=time (of the zone it names), symbol=trading_symbol, last=last_price, openInterest=oi, ' +
          'volumeDelta=volume_delta; ignored: aggressor_side, cvd_change, oi_delta, depth_toxicity_tick, ' +
          'kyle_lambda_tick',
      );
      expect(wanted).to.have.length(5_837);
      expect(wanted[0]).to.include({ at: Date.UTC(2025, 11, 29, 4, 6, 44), volumeDelta: 415_425 });
      expectSame(read.rows, wanted);
    });

    it('has 32-bit prices of five levels, which are read on the grid of their decimals, and a row of open interest alone', async () => {
      const wanted = dhanTicks(dhan, TOKEN);
      const fields = Object.keys(wanted[0] ?? {}).filter((field) => field !== 'of' && field !== 'at');
      const read = await rowsRead({ paths: [dhan], ...OURS, ...IST }, fields);

      expect(fields).to.have.length(31);
      expect(read.mappings[dhan])
        .to.match(/^full \(Dhan\): at=time \(Asia\/Kolkata\), last=ltp, .*previousClose=close/)
        .and.to.contain(
          '32-bit prices as their shortest decimals; ignored: type, bid_orders_1, ask_orders_1',
        );
      expect(wanted).to.have.length(356);
      expect(wanted[0]).to.include({ last: 259_749_000, previousClose: 260_602_000 }); // 25974.900390625
      expect(wanted[1]).to.include({ last: undefined, bid: undefined, openInterest: 11_148_150 });
      expectSame(read.rows, wanted);
    });

    it('has snapshots of a book with times without a date, columns without a name and two rows of commas', async () => {
      const date = { date: '2025-12-29', ...IST } as const;
      const wanted = depthSnapshots(depth, 'NIFTY DEC 2025 FUT');
      const fields = ['bid', 'ask', 'totalBuyQuantity', 'totalSellQuantity'];
      const read = await rowsRead({ paths: [depth], ...date }, fields);

      expect(read.mappings[depth]).to.match(/^book: at=time_ist \(of 2025-12-29; Asia\/Kolkata\), symbol=/);
      expect(read.empty).to.equal(2);
      expect(wanted).to.have.length(20_018);
      expectSame(read.rows, wanted);
    });

    it('repeats 33 of those snapshots to the byte, and each is played all the same', async () => {
      const lines = readFileSync(depth, 'utf8')
        .split(/\r?\n/)
        .slice(1)
        .filter((line) => /\d/.test(line));
      const tape = await openTape({
        paths: [depth],
        date: '2025-12-29',
        ...IST,
        resolveSymbol: () => TOKEN,
      });
      let messages = 0;
      for await (const batch of tape.batches(new Set([TOKEN]))) messages += [...batch].length;

      expect(lines.length - new Set(lines).size).to.equal(33);
      expect(messages).to.equal(lines.length);
      expect(tape.progress).to.deep.include({ rows: lines.length + 2, skipped: 2 });
    });

    it('is asked for the date that its times have not', async () => {
      const error = await rejection(rowsRead({ paths: [depth], ...IST, ...OURS }, ['bid']));

      expect(error)
        .to.have.property('message')
        .that.matches(/row 1 .*"time_ist": "14:10:10" has no date; .*--date/);
    });

    it('plays UTC beside IST in one run, by the time that it was', async () => {
      const future = tokenOf('NFO', '1');
      const paths = [dhan, ticks, depth];
      const tape = await openTape({
        paths,
        ...IST,
        date: '2025-12-29',
        instruments: [
          { pattern: 'nifty_futures*', token: future },
          { pattern: 'dhan*', token: TOKEN },
          { pattern: 'depth*', token: TOKEN },
        ],
      });
      const wanted = [...dhanTicks(dhan, ''), ...futureTicks(ticks, ''), ...depthSnapshots(depth, '')].map(
        ({ at }) => at,
      );

      const times: number[] = [];
      let late = 0;
      for await (const batch of tape.batches(new Set([future, TOKEN])))
        for (const message of batch) {
          times.push(message.receivedAt);
          if (message.kind !== 'Malformed' && (message.flags & MessageFlag.OutOfOrder) !== 0) late += 1;
        }

      expect(times).to.deep.equal(wanted.sort((a, b) => a - b));
      expect(late).to.equal(0);
    });
  });

  describe('in-nifty-ltp-ticks-fyers-2025', () => {
    const pathOf = (file: string): string => join(folder, 'in-nifty-ltp-ticks-fyers-2025', file);

    for (const [file, count] of [
      ['tick_data.csv', 1_650],
      ['feb15.csv', 150],
      ['feb17.csv', 350],
    ] as const) {
      for (const [by, how] of [
        ['by profile', { profile: 'ltp' }],
        ['by the numbers of its columns', { map: { at: '1', last: '2' } }],
      ] as const) {
        it(`is read without a header ${by}: ${file}`, async () => {
          const path = pathOf(file);
          const wanted = fyersTicks(path, TOKEN);
          const read = await rowsRead({ paths: [path], ...OURS, ...IST, ...how }, ['last']);

          expect(read.mappings[path]).to.equal('full: at=column 1 (Asia/Kolkata), last=column 2');
          expect(wanted).to.have.length(count);
          expectSame(read.rows, wanted);
        });
      }
    }

    it('is asked for what its columns are', async () => {
      const error = await rejection(rowsRead({ paths: [pathOf('feb15.csv')], ...OURS, ...IST }, ['last']));

      expect(error)
        .to.have.property('message')
        .that.matches(/no header but a row.*--map at=1,last=2.*--profile ltp/);
    });
  });
});
