import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Report, ReportTrade } from '../../src/report/report.js';
import { rxtape } from '../cli/rxtape.js';
import { realData } from './real-data.js';

/** Rows of a CSV file without quotes, by the names of its header. */
const csvOf = (path: string): readonly Readonly<Record<string, string>>[] => {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const names = head.trim().split(',');
  return lines.map((line) =>
    Object.fromEntries(
      line
        .trim()
        .split(',')
        .map((cell, i) => [names[i] ?? '', cell]),
    ),
  );
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const sd = (values: readonly number[]): number =>
  Math.sqrt(sum(values.map((x) => (x - mean(values)) ** 2)) / (values.length - 1));
const close = (actual: number | null | undefined, expected: number): void => {
  expect(actual).to.be.closeTo(expected, Math.abs(expected) * 1e-6 + 1e-9);
};

describe('the figures of a report on the recorded RELIANCE bars of 137 sessions', () => {
  if (realData === undefined) {
    it('are not made, since the bars are not here: set RXTAPE_REAL_DATA to the folder that holds them', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const bars = join(realData, 'in-equity-bars-2025', 'reliance_15min_200days.csv');
  const master = join(realData, 'in-instruments-noren-2025', 'NSE_symbols.txt');
  const out = mkdtempSync(join(tmpdir(), 'rxtape-'));
  const CAPITAL = 1_000_000;
  let report: Report;
  /** Each session with its equity at the end and its return, by equity.csv and the dates of the bars alone. */
  let days: readonly { readonly date: string; readonly equity: number; readonly r: number }[];
  let trades: readonly Readonly<Record<string, string>>[];

  before(() => {
    const { code, stderr } = rxtape(
      ...['backtest', 'test/real/reliance.pipeline.ts', '--data', bars, '--master', master, '--quiet'],
      ...['--set', 'momentum.fast=6', '--set', 'momentum.slow=18', '--set', 'momentum.quantity=200'],
      ...['--out', out],
    );
    expect(code, stderr).to.equal(0);
    report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report;
    trades = csvOf(join(out, 'trades.csv'));
    const closes = new Map(
      csvOf(join(out, 'equity.csv')).map((row) => [row['at']?.slice(0, 10) ?? '', Number(row['equity'])]),
    );
    let before = CAPITAL;
    days = [...new Set(csvOf(bars).map((row) => row['date']?.slice(0, 10) ?? ''))].map((date) => {
      const equity = closes.get(date) ?? before;
      const r = equity / before - 1;
      before = equity;
      return { date, equity, r };
    });
  });
  after(() => {
    rmSync(out, { recursive: true });
  });

  it('are those of the equity at the closes', () => {
    const { performance: p } = report;
    const r = days.map((day) => day.r);

    expect(days).to.have.length(137);
    expect(p.daily.map(({ date, equity }) => [date, equity])).to.deep.equal(
      days.map(({ date, equity }) => [date, equity]),
    );
    close(p.sharpe, (mean(r) / sd(r)) * Math.sqrt(252));
    close(p.sortino, (mean(r) / Math.sqrt(sum(r.map((x) => Math.min(x, 0) ** 2)) / 137)) * Math.sqrt(252));
    close(p.volatility, sd(r) * Math.sqrt(252));
    close(p.omega, sum(r.filter((x) => x > 0)) / -sum(r.filter((x) => x < 0)));
    const growth = (days.at(-1)?.equity ?? NaN) / CAPITAL;
    const calendar = (Date.parse('2025-12-26') - Date.parse('2025-06-11')) / 86_400_000 + 1;
    close(p.cagr, growth ** (365.25 / calendar) - 1);
    close(p.cagrBySessions, growth ** (252 / 137) - 1);
    const sorted = [...r].sort((a, b) => a - b);
    const at = 136 * 0.05; // 6.8
    close(p.valueAtRisk.historical, (sorted[6] ?? NaN) * 0.2 + (sorted[7] ?? NaN) * 0.8);
    close(p.valueAtRisk.conditional, mean(sorted.slice(0, Math.floor(at) + 1)));
    const moment = (order: number): number => mean(r.map((x) => (x - mean(r)) ** order));
    close(p.skewness, moment(3) / moment(2) ** 1.5);
    close(p.kurtosis, moment(4) / moment(2) ** 2);
  });

  it('have the drawdowns of the closes', () => {
    const { performance: p } = report;
    const under = days.map(({ equity }, i) => {
      const peak = Math.max(CAPITAL, ...days.slice(0, i + 1).map((day) => day.equity));
      return equity / peak - 1;
    });

    close(p.ulcer, Math.sqrt(mean(under.map((d) => d * d))));
    close(p.timeUnderWater, under.filter((d) => d < 0).length / 137);
    close(Math.min(...p.drawdowns.map(({ depth }) => depth)), Math.min(...under));
    expect(p.maxDrawdown.ratio).to.be.at.most(Math.min(...under) + 1e-12); // looked at within the day too
    expect(sum(p.drawdowns.map(({ sessions, isOpen }) => (isOpen ? sessions : sessions - 1)))).to.equal(
      under.filter((d) => d < 0).length,
    );
  });

  it('compound by months to the year, and by the year to the whole', () => {
    const [year, ...more] = report.performance.monthly;

    expect(more).to.deep.equal([]);
    close(year?.return, (days.at(-1)?.equity ?? NaN) / CAPITAL - 1);
    for (const month of [6, 7, 8, 9, 10, 11, 12]) {
      const name = `2025-${String(month).padStart(2, '0')}`;
      const last = days.findLast(({ date }) => date.startsWith(name))?.equity ?? NaN;
      const before = days.findLast(({ date }) => date < name)?.equity ?? CAPITAL;
      close(year?.months[month - 1], last / before - 1);
    }
  });

  it('are those of the trades', () => {
    const { performance: p, breakdown } = report;
    const net = trades.map((row) => Number(row['netPnl']));
    const [wins, losses] = [net.filter((x) => x > 0), net.filter((x) => x < 0)];

    expect(net).to.have.length.above(60);
    expect(p.trades).to.equal(net.length);
    close(p.winRate, wins.length / net.length);
    close(p.profitFactor, sum(wins) / -sum(losses));
    close(p.payoff, mean(wins) / -mean(losses));
    close(p.expectancy, mean(net));
    close(p.sqn, (Math.sqrt(net.length) * mean(net)) / sd(net));
    close(p.kelly, wins.length / net.length - (1 - wins.length / net.length) / (mean(wins) / -mean(losses)));
    close(p.averageMae, mean(trades.map((row) => Number(row['mae']))));
    const [low, high] = report.confidence.all.expectancy ?? [NaN, NaN];
    const half = (1.96 * sd(net)) / Math.sqrt(net.length);
    expect(low).to.be.closeTo(mean(net) - half, half * 0.3); // of theory, for as many trades
    expect(high).to.be.closeTo(mean(net) + half, half * 0.3);
    for (const { key, trades: count, netPnl } of breakdown.weekday) {
      const own = trades.filter((row) => weekdayOf(row['openedAt'] ?? '') === key);
      expect(count).to.equal(own.length);
      close(netPnl, sum(own.map((row) => Number(row['netPnl']))));
    }
    for (const { key, trades: count } of breakdown.hour)
      expect(count).to.equal(trades.filter((row) => row['openedAt']?.slice(11, 13) === key).length);
  });

  it('have excursions between those of the bars within a trade and of the bars around it', () => {
    const rows = csvOf(bars).map((row) => {
      const from = Date.parse(row['date'] ?? '');
      return { from, to: from + 900_000, low: Number(row['low']), high: Number(row['high']) };
    });
    for (const trade of report.trades) {
      const [opened, closed] = [Date.parse(trade.openedAt), Date.parse(trade.closedAt)];
      const inside = rows.filter(({ from, to }) => from > opened && to <= closed);
      const around = rows.filter(({ from, to }) => to > opened && from <= closed);
      const of = ranges(trade);

      expect(trade.maePoints).to.be.at.most(of(inside).worst + 1e-6);
      expect(trade.mfePoints).to.be.at.least(of(inside).best - 1e-6);
      expect(trade.maePoints).to.be.at.least(of(around).worst - 1e-6);
      expect(trade.mfePoints).to.be.at.most(of(around).best + 1e-6);
    }
  });
});

const weekdayOf = (at: string): string =>
  new Date(at).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'Asia/Kolkata' });

/** The worst and the best that `trade` would have stood at on bars. */
const ranges =
  ({ side, entryPrice }: ReportTrade) =>
  (rows: readonly { readonly low: number; readonly high: number }[]) => {
    const gains = rows.flatMap(({ low, high }) =>
      [low, high].map((price) => (side === 'LONG' ? price - entryPrice : entryPrice - price)),
    );
    return { worst: Math.min(0, ...gains), best: Math.max(0, ...gains) };
  };
