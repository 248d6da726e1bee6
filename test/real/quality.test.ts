import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { openTape, type TapeOptions } from '../../src/adapter/tape/open-tape.js';
import { MINUTE_MS } from '../../src/domain/time.js';
import { type Token, tokenOf } from '../../src/domain/token.js';
import { flagNames, type MessageFlagName } from '../../src/domain/touchline.js';
import { TouchlineFold } from '../../src/domain/touchline-fold.js';
import { ALL_TOKENS } from '../../src/port/tape.js';
import { realData } from './real-data.js';

const FUTURE = 'NFO|49543' as Token;

interface Flagged {
  readonly at: number;
  readonly flags: readonly MessageFlagName[];
}

/** The flags of every tick of one token. */
const flagged = async (
  options: TapeOptions,
  limits: { gapMs: number; staleMs: number },
): Promise<Flagged[]> => {
  const fold = new TouchlineFold(limits);
  const ticks: Flagged[] = [];
  const tape = await openTape({ instruments: [{ pattern: undefined, token: FUTURE }], ...options });
  for await (const batch of tape.batches(new Set([FUTURE]))) {
    for (const message of batch) {
      if (message.kind === 'Malformed') throw new Error(message.detail);
      const { flags } = fold.take(message, 1, message.receivedAt);
      ticks.push({ at: message.receivedAt, flags: flagNames(flags) });
    }
  }
  return ticks;
};

const timesOf = (ticks: readonly Flagged[], flag: MessageFlagName): readonly number[] =>
  ticks.filter(({ flags }) => flags.includes(flag)).map(({ at }) => at);

const LIMITS = { gapMs: 60_000, staleMs: 5 * MINUTE_MS };

/** Cells by a plain split, without the header: these files have no quotes. */
const cellsOf = (path: string): string[][] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

describe('the flags of real data', () => {
  if (realData === undefined) {
    it('are not found on a machine without it: set RXTAPE_REAL_DATA to the folder that holds it', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const folder = realData;

  describe('on the ticks of the NIFTY future', () => {
    const path = join(folder, 'in-nifty-fut-ticks-20251229/nifty_futures11_today_all_ticks.csv');
    const times = cellsOf(path).map(([time = '']) => Date.parse(`${time.replace(' ', 'T')}:00`));
    /** Ends of the silences of more than `seconds`. */
    const silences = (seconds: number): readonly number[] =>
      times.filter((at, i) => at - (times[i - 1] ?? at) > seconds * 1_000);

    it('are six gaps of more than five seconds, 1062, 42, 60, 7, 47 and 23 s long, and nothing else', async () => {
      const ticks = await flagged({ paths: [path] }, { ...LIMITS, gapMs: 5_000 });

      const ends = silences(5);
      expect(ends.map((at) => (at - (times[times.indexOf(at) - 1] ?? 0)) / 1_000)).to.deep.equal([
        1_062, 42, 60, 7, 47, 23,
      ]);
      expect(timesOf(ticks, 'Gap')).to.deep.equal(ends);
      expect(ticks.flatMap(({ flags }) => flags)).to.have.length(6);
    });

    it('are one gap by the default, as 60 s are not more than 60 s', async () => {
      const ticks = await flagged({ paths: [path] }, LIMITS);

      expect(timesOf(ticks, 'Gap')).to.deep.equal(silences(60));
      expect(silences(60)).to.have.length(1);
      expect(ticks.flatMap(({ flags }) => flags)).to.have.length(1);
    });
  });

  it('are none on five levels of depth', async () => {
    const ticks = await flagged(
      {
        paths: [join(folder, 'in-nifty-fut-ticks-20251229/dhan_nifty_futures_ticks.csv')],
        zone: 'Asia/Kolkata',
      },
      LIMITS,
    );

    expect(ticks).to.have.length(356);
    expect(ticks.flatMap(({ flags }) => flags)).to.deep.equal([]);
  });

  for (const [name, minutes, bars] of [
    ['reliance_1min_60days.csv', 1, 15_372],
    ['reliance_15min_200days.csv', 15, 3_404],
    ['tcs_15min_200days.csv', 15, 3_404],
  ] as const) {
    it(`are gaps where bars are missing in ${name}, and nowhere in a bar or overnight`, async () => {
      const path = join(folder, 'in-equity-bars-2025', name);
      const starts = cellsOf(path).map(([time = '']) => Date.parse(time));
      const dayOf = (at: number): number => Math.floor((at + 19_800_000) / 86_400_000);
      const missing = starts.filter((at, i) => {
        const before = starts[i - 1] ?? at;
        return dayOf(at) === dayOf(before) && at - before > minutes * MINUTE_MS;
      });

      const ticks = await flagged({ paths: [path] }, LIMITS);

      expect(ticks).to.have.length(4 * bars);
      expect(timesOf(ticks, 'Gap')).to.deep.equal(missing);
      expect(timesOf(ticks, 'VolumeReset')).to.deep.equal([]);
      expect(timesOf(ticks, 'OutOfOrder')).to.deep.equal([]);
    });
  }

  describe('on the option chain of a session and of a holiday', () => {
    const chain = join(folder, 'in-nifty-option-chain-20250829');
    const LEGS = ['CALLS', 'PUTS'] as const;
    const COLUMNS = ['Fetch_Time', 'Expiry_Date', 'Strike_Price', 'CALLS_Volume', 'PUTS_Volume'];

    /** What a snapshot says of a contract, by its name. */
    type Seen = ReadonlyMap<string, { readonly volume: number; readonly fetched: number }>;

    /** Each file of a day as a snapshot: its time by the recorder's clock, and what it says. */
    const snapshotsOf = async (
      day: string,
    ): Promise<readonly { readonly at: number; readonly seen: Seen }[]> => {
      const names = readdirSync(join(chain, day)).sort();
      const snapshots: { readonly at: number; readonly seen: Seen }[] = [];
      for (const name of names) {
        const [, date = '', time = ''] = /_(\d{8})_(\d{6})\./.exec(name) ?? [];
        const at = istOf(
          `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`,
          `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`,
        );
        const file = await asyncBufferFromFile(join(chain, day, name));
        const seen = new Map<string, { volume: number; fetched: number }>();
        for (const row of await parquetReadObjects({ file, compressors, columns: COLUMNS })) {
          const [, d = '', month = '', year = '', clock = ''] =
            /^(\d\d)-(\w{3})-(\d{4}) (.*)$/.exec(String(row['Fetch_Time'])) ?? [];
          const fetched = istOf(`${year}-${MONTHS[month] ?? ''}-${d}`, clock);
          for (const leg of LEGS) {
            const key = `${String(row['Expiry_Date'])} ${String(row['Strike_Price'])} ${leg}`;
            seen.set(key, { volume: Number(row[`${leg}_Volume`]), fetched });
          }
        }
        snapshots.push({ at, seen });
      }
      return snapshots;
    };
    const MONTHS: Readonly<Record<string, string>> = { Aug: '08' };
    const istOf = (date: string, clock: string): number => Date.parse(`${date}T${clock}+05:30`);

    /** How many ticks of all contracts have each flag, by the project's own reading. */
    const countedBy = async (
      day: string,
    ): Promise<{ ticks: number; flags: Readonly<Record<string, number>> }> => {
      const tokens = new Map<string, Token>();
      const tape = await openTape({
        paths: [join(chain, day)],
        zone: 'Asia/Kolkata',
        resolveSymbol: (named) => {
          const key = JSON.stringify(named);
          const token = tokens.get(key) ?? tokenOf('NFO', String(tokens.size + 1));
          tokens.set(key, token);
          return token;
        },
      });
      const folds = new Map<Token, TouchlineFold>();
      const flags: Record<string, number> = {};
      let ticks = 0;
      for await (const batch of tape.batches(ALL_TOKENS)) {
        for (const message of batch) {
          if (message.kind === 'Malformed') throw new Error(message.detail);
          const fold = folds.get(message.token) ?? new TouchlineFold(LIMITS);
          folds.set(message.token, fold);
          ticks += 1;
          for (const name of flagNames(fold.take(message, 1, message.receivedAt).flags))
            flags[name] = (flags[name] ?? 0) + 1;
        }
      }
      return { ticks, flags };
    };

    it('are Stale on every tick of the holiday, and nothing else', async () => {
      const snapshots = await snapshotsOf('20250827');
      const rows = snapshots.reduce((sum, { seen }) => sum + seen.size, 0);
      const old = snapshots.flatMap(({ at, seen }) =>
        [...seen.values()].filter(({ fetched }) => at - fetched > 300_000),
      );

      expect(rows).to.equal(10_738); // 5,369 rows, a call and a put each
      expect(old).to.have.length(10_738);
      expect(await countedBy('20250827')).to.deep.equal({ ticks: 10_738, flags: { Stale: 10_738 } });
    }).timeout(300_000);

    it('are the silences and the 12 volumes that fall in the session, where nothing is stale, crossed or twice', async () => {
      const snapshots = await snapshotsOf('20250829');
      const latest = new Map<string, { at: number; volume: number; usual: number | undefined }>();
      let ticks = 0;
      let gaps = 0;
      const falls = { CALLS: 0, PUTS: 0 };
      for (const { at, seen } of snapshots) {
        for (const [key, { volume }] of seen) {
          ticks += 1;
          const before = latest.get(key);
          let usual = before?.usual;
          if (before !== undefined) {
            const silent = at - before.at;
            const longest = usual === undefined ? Infinity : Math.max(60_000, 2 * usual);
            if (silent > longest) gaps += 1;
            usual = usual === undefined ? silent : usual + (Math.min(silent, longest) - usual) / 16;
            if (volume < before.volume) falls[key.endsWith('CALLS') ? 'CALLS' : 'PUTS'] += 1;
          }
          latest.set(key, { at, volume, usual });
        }
      }

      expect(ticks).to.equal(467_524); // 233,762 rows, a call and a put each
      expect(falls).to.deep.equal({ CALLS: 8, PUTS: 4 });
      expect(gaps).to.be.above(4 * 1_000); // four long silences, of more than a thousand contracts each
      expect(await countedBy('20250829')).to.deep.equal({ ticks, flags: { Gap: gaps, VolumeReset: 12 } });
    }).timeout(300_000);
  });

  it('are the rows of the depth snapshots that say again what the row before said', async () => {
    const path = join(folder, 'in-nifty-fut-ticks-20251229/depth_snapshots_202512229.csv');
    const rows = cellsOf(path).filter((cells) => cells.some((cell) => cell.trim() !== ''));
    const said = rows.map(([time = '', , , bid = '', ask = '', , bids = '', asks = '']) =>
      [time, bid, ask, bids, asks].join(),
    );
    const again = said.filter((one, i) => one === said[i - 1]).length;
    const whole = rows.map((cells) => cells.join());
    const copies = whole.filter((one, i) => one === whole[i - 1]).length;

    const ticks = await flagged({ paths: [path], zone: 'Asia/Kolkata', date: '2025-12-29' }, LIMITS);

    expect(ticks).to.have.length(20_018);
    expect(timesOf(ticks, 'Duplicate')).to.have.length(again);
    expect(copies).to.equal(33); // to the last byte; the others differ in columns that are not read
    expect(ticks.flatMap(({ flags }) => flags)).to.have.length(again);
  });
});
