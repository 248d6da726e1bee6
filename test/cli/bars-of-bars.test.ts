import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Report } from '../../src/report/report.js';
import { rxtape, scratch } from './rxtape.js';

const PIPELINE = 'test/cli/bars-of-bars-pipeline.ts';
const READING = ['--instrument', 'NFO:NIFTY27JAN26F', '--tz', 'Asia/Kolkata', '--bar-stamp', 'start'];
const TOLD = 'bars ticks(6) cut from the few prices that bars of 15m are played as, not from trades';

/** A session of bars of `minutes`. */
const barsOf = (minutes: number): string => {
  const rows = Array.from({ length: Math.floor(375 / minutes) }, (_, i) => {
    const at = 9 * 60 + 15 + i * minutes;
    const clock = [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, '0')).join(':');
    return `2026-01-05 ${clock}:00,${26_000 + i},${26_008 + i},${25_995 + i},${26_002 + i},6500`;
  });
  return ['date,open,high,low,close,volume', ...rows, ''].join('\n');
};

describe('a graph that cuts bars from a tape of bars', () => {
  const files = scratch();
  after(files.remove);
  const quarters = files.file('quarters.csv', barsOf(15));
  const halves = files.file('halves.csv', barsOf(30));

  it('is refused where its bars are finer than those of the tape, with both and without a file', () => {
    const out = join(files.dir, 'out');
    const { code, stdout, stderr } = rxtape(
      ...['backtest', PIPELINE, '--data', halves, ...READING, '--out', out],
    );

    expect(code).to.equal(2);
    expect(stdout).to.equal('');
    expect(stderr).to.contain(
      `the graph cuts bars of 15m, heikinAshi(15m), and ${halves} has bars of 30m: what happened within these nobody knows`,
    );
    expect(existsSync(out)).to.equal(false);
  });

  it('is refused so in a sweep', () => {
    const { code, stderr } = rxtape(
      ...['sweep', PIPELINE, '--data', halves, ...READING, '--set', 'idle.size=1,2'],
      ...['--out', join(files.dir, 'sweep')],
    );

    expect(code).to.equal(2);
    expect(stderr).to.contain(`the graph cuts bars of 15m, heikinAshi(15m), and ${halves} has bars of 30m`);
  });

  it('runs where they are as long or longer, and tells of those by ticks', () => {
    const { code, stdout, stderr } = rxtape('backtest', PIPELINE, '--data', quarters, ...READING, '--json');

    expect(code, stderr).to.equal(0);
    expect(stderr.split('\n')).to.include(TOLD);
    expect((JSON.parse(stdout) as Report).config.models).to.include(TOLD);
  });

  it('is told nothing over a tape of ticks', () => {
    const { code, stdout, stderr } = rxtape(
      ...['backtest', PIPELINE, '--data', 'data/sample-day.parquet', '--to', '2026-01-05T09:30', '--json'],
    );

    expect(code, stderr).to.equal(0);
    expect(stderr + stdout).not.to.contain('are played as');
  });
});
