import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openTape, type TapeOptions } from '../../src/adapter/tape/open-tape.js';
import { MINUTE_MS } from '../../src/domain/time.js';
import type { Token } from '../../src/domain/token.js';
import { flagNames, type MessageFlagName } from '../../src/domain/touchline.js';
import { TouchlineFold } from '../../src/domain/touchline-fold.js';
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
});
